// The first images as the network will get them: pictures with their labels and what the network takes each for, and in
// words how many there are, their size, their values, and whether they fit.
#pragma once

#include "core/base/Error.h"
#include "core/data/Dataset.h"
#include "core/graph/Network.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace termscope {

/// What is found out on a worker thread.
struct PreviewedImages {
    DatasetPtr few;         ///< the first images that can be read, in memory
    std::int64_t count = 0; ///< of all
    bool labelled = false;
    std::int32_t classes = 0;              ///< that labels name
    std::vector<std::int32_t> predictions; ///< of the float network, one for each of `few`; empty: it cannot be run
    std::string misfit;                    ///< why the network cannot be run on them; empty: it can, or there is none
    std::string taken;                     ///< what images the network takes, in words; may be empty
    bool canTry = false; ///< presets can be tried: there are pictures, labels and a network that takes images
};

/// Pictures that are shown.
inline constexpr std::int64_t previewed = 12;

/// Of images that were opened but not read into memory. `network` may be null. May be cancelled, see
/// core/base/Cancel.h. Error: none of the first pictures can be read.
Result<PreviewedImages> previewOf(const DatasetPtr& dataset, const NetworkPtr& network);

class ImagePreview : public QWidget {
    Q_OBJECT

public:
    explicit ImagePreview(QWidget* parent = nullptr);

    void setImages(const PreviewedImages& images);
    /// Nothing to show, as long as `why` holds.
    void clear(const QString& why);

private:
    QListWidget* pictures_;
    QLabel* facts_;
};

} // namespace termscope
