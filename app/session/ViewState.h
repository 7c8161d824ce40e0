// What the window shows, as one value: the settings, the page and what is chosen on it.
//
// Layers, rows, groups and images are numbered from 0, as in core; texts for the screen count images from 0 too, so
// that they agree with the files.
#pragma once

#include "app/session/ArrayChoice.h"
#include "app/session/OpenText.h"
#include "app/session/Pages.h"
#include "app/session/StudyChoice.h"
#include "app/session/SweepChoice.h"
#include "core/data/Dataset.h"
#include "core/evaluate/LayerRow.h"
#include "core/graph/Network.h"
#include "core/settings/GroupsOfRow.h"
#include "core/settings/Settings.h"
#include "core/study/GroupView.h"
#include "core/sweep/WorkAxis.h"

#include <QString>

namespace termscope {

/// Where a network and its data come from. An empty path is the embedded example's.
struct OpenFiles {
    QString network;
    QString compared; ///< a second network, that the first is compared with; empty: none
    QString images;
    QString labels;                          ///< empty: found beside or inside the images' file
    QString classNames;                      ///< a line for each class; empty: those that come with the images
    QString tokens;                          ///< a text
    QString vocabulary;                      ///< empty: the example's, or else the text numbers its own tokens; of arrays, no words
    QString example;                         ///< a name of embedded::examples(); empty: the first of them
    QString inputShapes;                     ///< text for parseInputShapes: sizes that the network leaves open
    QString preprocess;                      ///< text for parsePreprocessing; empty: the images as they are stored
    int streams = 10;                        ///< that the text is cut into
    int window = 0;                          ///< tokens that are read at a time; 0: TextConfig's usual ones
    TokenOrder order = TokenOrder::FoundOut; ///< of a text's tokens in the network's input
    std::int64_t limit = 0;                  ///< images or tokens that are evaluated, the first ones; 0 for all

    friend bool operator==(const OpenFiles&, const OpenFiles&) = default;
};

struct ViewState {
    Settings settings;
    QString page = QStringLiteral("weights"); ///< a key of pagesTable
    int layer = 0;                            ///< index into Network::layers
    std::int64_t row = 0;                     ///< row of the layer that the group is in, as in GroupAddress
    std::int64_t group = 0;                   ///< number of the group within the row
    std::int64_t image = 0;                   ///< index into the dataset
    std::int64_t placeRow = -1; ///< pixel of the image whose activations meet a convolution; −1: its middle
    std::int64_t placeColumn = -1;
    std::int64_t token = 0;                    ///< the token of the text that is predicted; the first one never is
    bool published = false;                    ///< the published curves are shown beside the own ones
    WorkAxis workAxis = WorkAxis::Provisioned; ///< what its score is set against there
    SweepChoice sweep;                         ///< of the accuracy curve
    ArrayChoice array;
    StudyChoice study; ///< of the page of studies

    GroupAddress address() const { return {layer, row, group}; }

    friend bool operator==(const ViewState&, const ViewState&) = default;
};

/// What the clock of an array has come to. Pages that follow it show this group and image in place of the chosen ones.
struct Followed {
    int layer = 0;
    std::int64_t row = 0;    ///< as in ViewState
    std::int64_t input = 0;  ///< one that is in the group
    std::int64_t image = -1; ///< −1: the chosen one

    friend bool operator==(const Followed&, const Followed&) = default;
};

/// A view with the files it looks at: what a session file or a link says, before anything is opened.
struct SavedView {
    OpenFiles files;
    ViewState view;    ///< `view.layer` is not used: layerName says which
    QString layerName; ///< empty: the first layer
};

/// Rows of a layer that are cut into groups: outputs × kernel positions.
std::int64_t rowCount(const WeightLayer& layer);

/// g of the chosen layer, its own settings counted in; that of all layers without a network.
int groupSizeOf(const ViewState& view, const Network* network);

/// How the rows of the chosen layer are cut into groups. Range: the network has the layer.
GroupsOfRow groupsOfRow(const ViewState& view, const Network& network);

/// Groups that the view may name in a row of the chosen layer; as many as any sample may have where they are
/// activations.
std::int64_t groupCount(const ViewState& view, const Network& network);

/// The first layer that has something to reveal at these settings; the last one where none has.
int firstRevealedLayer(const Network& network, const Settings& settings);

/// The chosen place as fractions of the dataset's images.
ImagePlace imagePlace(const ViewState& view, const Dataset& dataset);

/// The nearest view that these files have. Null files have nothing to choose: layer, row, group, image, place or token
/// become what they are by default.
ViewState clampedView(ViewState view, const Network* network, const Dataset* dataset, const OpenText* text = nullptr);

/// Finds what a saved view names in the files it was saved with. Errors name the key, the range and what was found:
/// "layer: expected one of fc1, fc2, found conv1".
Result<ViewState> resolveView(const SavedView& saved, const Network& network, const Dataset& dataset,
                              const OpenText* text = nullptr);

} // namespace termscope
