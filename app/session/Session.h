// The one owner of what the window shows. Controls ask it for changes, views listen to it; no view calls a view.
//
// Every change is a step of undo. What belongs together is one step: a drag until it is let go, page switches in a row,
// and what a change brings with it (a smaller group size lowers the budget and keeps the same weights in sight).
// Opening files is not undone: it starts a new history.
#pragma once

#include "app/session/Highlight.h"
#include "app/session/ViewHistory.h"

#include <QObject>
#include <QStringList>

#include <optional>
#include <string_view>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace termscope {

/// Lives on the GUI thread. Signals are emitted after the whole change, each at most once per change.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);

    const ViewState& view() const { return view_; }
    /// The view in which the group and the image that are followed, if any, take the place of the chosen ones. Pages
    /// draw it, and choices start from it.
    ViewState shown() const;
    const std::optional<Followed>& followed() const { return followed_; }
    const Settings& settings() const { return view_.settings; }
    const OpenFiles& files() const { return files_; }
    const NetworkPtr& network() const { return network_; } ///< null until one was opened
    const DatasetPtr& dataset() const { return dataset_; } ///< null until one was opened
    const OpenTextPtr& text() const { return text_; }      ///< null until one was opened
    /// The open network is made for running text, not for images.
    bool readsText() const;
    /// Whether the samples are arrays, and no images.
    bool readsArrays() const { return dataset_ && !dataset_->parts.empty(); }
    /// What is lit: what the mouse or the keyboard points at, else what was chosen to stay.
    const Highlight& highlight() const { return isNothing(hovered_) ? pinned_ : hovered_; }
    const Highlight& pinned() const { return pinned_; }
    /// The chosen layer, or nullptr without a network. Valid while the network is open.
    const WeightLayer* layer() const;
    /// The view and its files as a session file or link holds them.
    SavedView saved() const;

    /// "Undo term budget 12 → 9", with the usual shortcuts; owned by the session.
    QAction* undoAction() const { return undoAction_; }
    QAction* redoAction() const { return redoAction_; }
    QUndoStack& undoStack() { return history_.stack(); }

    /// Opens other files. Layer, row, group and image stay as far as the files have them; the history is cleared.
    void openNetwork(NetworkPtr network, const QString& path);
    /// The same network with other sizes of its inputs.
    void changeInputShapes(NetworkPtr network, const QString& shapes);
    /// `files`: where the images come from, and how; the rest of it is not used.
    void openDataset(DatasetPtr dataset, const OpenFiles& files);
    /// The same of a text.
    void openText(OpenTextPtr text, const OpenFiles& files);
    /// Everything at once: a session or a link. `view` comes from resolveView.
    void restore(const OpenFiles& files, NetworkPtr network, DatasetPtr dataset, const ViewState& view,
                 OpenTextPtr text = {});

public slots:
    /// By key of the settings table; an unknown key changes nothing, a value out of range is clamped. `inProgress`:
    /// part of a drag of this setting, which ends with the first call without it, or with any other change. A drag that
    /// comes back to where it began leaves no step, and what it brought with it comes back too.
    void changeSetting(std::string_view key, int value, bool inProgress = false);
    /// The budget, as the waterline asks for it: the chosen layer's own where it has one.
    void changeBudget(int budget, bool inProgress = false);
    /// All settings at once, such as a preset: one step called `what`. They have passed checkSettings.
    void changeSettings(const termscope::Settings& settings, const QString& what);
    void resetSettings();
    /// What these layers have of their own, an empty one taking it away; one step. Illegal settings change nothing.
    void overrideLayers(const std::vector<std::string>& names, const termscope::LayerOverride& own);
    /// Everything that is shown at once, such as a step of a lesson: one step called `what`. It comes from resolveView.
    void changeView(const termscope::ViewState& view, const QString& what);

    /// An unknown page changes nothing.
    void changePage(const QString& key);
    /// Row and group start at 0 again.
    void chooseLayer(int layer);
    void chooseGroup(qint64 row, qint64 group);
    void chooseImage(qint64 image);
    /// A pixel of the image, −1 for the middle: whose activations meet a convolution's weights.
    void choosePlace(qint64 row, qint64 column, bool inProgress = false);
    void chooseToken(qint64 token, bool inProgress = false);
    void showPublished(bool shown);
    /// What the score is set against on the page of accuracy.
    void chooseWorkAxis(termscope::WorkAxis axis);
    /// What the accuracy curve sweeps and which curves stay beside it: one step called `what`.
    void changeSweep(const termscope::SweepChoice& sweep, const QString& what);
    /// What the page of studies is asked for: a step called `what`, one for all changes of a kind that follow each
    /// other.
    void changeStudy(const termscope::StudyChoice& study, const QString& what, const std::string& kind);
    /// The settings of the other side of the comparison come into the strip, those of this side are kept: one step.
    void switchSides();
    /// A second network, by its file, for the comparison; empty: none. No step of undo: it opens nothing.
    void compareWith(const QString& file);
    /// What was found out about the curve that was kept with this number; no step of undo.
    void fillKeptCurve(std::size_t number, const std::vector<termscope::KeptPoint>& points);
    /// By key of arrayFields; as changeSetting.
    void changeArray(std::string_view key, int value, bool inProgress = false);
    /// Rows, columns and dataflow in one step.
    void changeArrayShape(termscope::Dataflow dataflow, int rows, int columns);
    /// What the mouse or the keyboard points at; nothing when it leaves. None of these is a step of undo.
    void hoverOver(const termscope::Highlight& what);
    /// Stays lit while nothing is pointed at, on all pages, until something else is chosen or other files are opened.
    void pin(const termscope::Highlight& what);
    /// Ends following too.
    void clearHighlight();
    /// What the clock of an array has come to; nothing when it leaves. It lasts until another layer, group or image is
    /// chosen or other files are opened, is no step of undo, and is not saved.
    void follow(const std::optional<termscope::Followed>& what);

signals:
    /// Other files were opened, and these layers, which had settings of their own, are not in them.
    void overridesDropped(const QStringList& layers);
    void settingsChanged(const termscope::Settings& settings);
    void pageChanged(const QString& key);
    void layerChanged(int layer);
    void groupChanged(const termscope::GroupAddress& address); ///< also when the layer changed
    void imageChanged(qint64 image);
    void placeChanged();
    void tokenChanged(qint64 token);
    void publishedChanged(bool shown);
    void workAxisChanged(termscope::WorkAxis axis);
    void sweepChanged(const termscope::SweepChoice& sweep);
    void studyChanged(const termscope::StudyChoice& study);
    void comparedChanged(const QString& file);
    void arrayChanged(const termscope::ArrayChoice& array);
    void highlightChanged(const termscope::Highlight& highlight);
    void pinnedChanged(const termscope::Highlight& pinned);
    void followedChanged(); ///< shown() is another one, view() is not
    /// Files were opened; comes before the signals above. The view is already clamped to them.
    void filesChanged();
    /// Comes once after any of the signals above, for who draws the whole view.
    void viewChanged(const termscope::ViewState& view);

private:
    void replaceFiles(ViewState view);
    void announce();
    void light(const Highlight& hovered, const Highlight& pinned);

    ViewState view_;
    ViewState announced_; ///< what listeners were told last
    Highlight hovered_;
    Highlight pinned_;
    std::optional<Followed> followed_;
    OpenFiles files_;
    NetworkPtr network_;
    DatasetPtr dataset_;
    OpenTextPtr text_;
    ViewHistory history_; ///< ends first: announce() hears of it
    QAction* undoAction_;
    QAction* redoAction_;
};

} // namespace termscope
