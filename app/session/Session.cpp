#include "app/session/Session.h"

#include "app/session/ChangeTexts.h"
#include "core/evaluate/Evaluation.h"
#include "core/settings/NetworkPlan.h"
#include "widgets/language/Translated.h"

#include <QAction>
#include <QKeySequence>

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

/// The group that holds what was the first weight of the group before its size changed.
void keepInSight(ViewState& view, const ViewState& before, const Network* network)
{
    if (network && view.layer < static_cast<int>(network->layers.size()))
        view.group = groupsOfRow(view, *network).holding(groupsOfRow(before, *network).first(before.group));
}

QString layerName(const Network* network, int layer)
{
    return network ? QString::fromStdString(network->layers[static_cast<std::size_t>(layer)].name)
                   : QString::number(layer);
}

} // namespace

Session::Session(QObject* parent)
    : QObject(parent), history_(view_), undoAction_(undoStack().createUndoAction(this, tr("Undo"))),
      redoAction_(undoStack().createRedoAction(this, tr("Redo")))
{
    undoAction_->setShortcuts(QKeySequence::Undo);
    redoAction_->setShortcuts(QKeySequence::Redo);
    // Emitted after push, undo and redo alike, when the stack is at rest: listeners may ask for changes of their own.
    connect(&undoStack(), &QUndoStack::indexChanged, this, &Session::announce);
}

const WeightLayer* Session::layer() const
{
    return network_ && !network_->layers.empty() ? &network_->layers[static_cast<std::size_t>(view_.layer)] : nullptr;
}

bool Session::readsText() const
{
    return network_ && workloadOf(*network_) == Workload::Text && !(dataset_ && !dataset_->parts.empty());
}

ViewState Session::shown() const
{
    if (!followed_ || followed_->layer != view_.layer)
        return view_;
    ViewState shown = view_;
    shown.row = followed_->row;
    if (network_)
        shown.group = groupsOfRow(view_, *network_).holding(followed_->input);
    if (followed_->image >= 0)
        shown.image = followed_->image;
    return clampedView(shown, network_.get(), dataset_.get(), text_.get());
}

SavedView Session::saved() const
{
    const WeightLayer* chosen = layer();
    return {files_, view_, chosen ? QString::fromStdString(chosen->name) : QString()};
}

void Session::openNetwork(NetworkPtr network, const QString& path)
{
    network_ = std::move(network);
    files_.network = path;
    files_.inputShapes.clear();
    // Where it begins: a first convolution stays at plain QT and shows nothing of revealing.
    ViewState view = view_;
    view.layer = firstRevealedLayer(*network_, view.settings);
    replaceFiles(view);
}

void Session::changeInputShapes(NetworkPtr network, const QString& shapes)
{
    network_ = std::move(network);
    files_.inputShapes = shapes;
    replaceFiles(view_);
}

void Session::openDataset(DatasetPtr dataset, const OpenFiles& files)
{
    dataset_ = std::move(dataset);
    if (dataset_
        && !dataset_->parts.empty()) { // they are for this network's inputs: a text is not what it is run on now
        text_.reset();
        files_.tokens.clear();
        files_.vocabulary = dataset_->words ? files.vocabulary : QString();
    }
    files_.images = files.images;
    files_.labels = files.labels;
    files_.classNames = files.classNames;
    files_.preprocess = files.preprocess;
    files_.limit = files.limit;
    replaceFiles(view_);
}

void Session::openText(OpenTextPtr text, const OpenFiles& files)
{
    text_ = std::move(text);
    if (dataset_ && !dataset_->parts.empty()) {
        dataset_.reset();
        files_.images.clear();
        files_.labels.clear();
    }
    files_.tokens = files.tokens;
    files_.vocabulary = files.vocabulary;
    files_.streams = files.streams;
    files_.window = files.window;
    files_.order = files.order;
    files_.limit = files.limit;
    replaceFiles(view_);
}

void Session::restore(const OpenFiles& files, NetworkPtr network, DatasetPtr dataset, const ViewState& view,
                      OpenTextPtr text)
{
    files_ = files;
    network_ = std::move(network);
    dataset_ = std::move(dataset);
    text_ = std::move(text);
    replaceFiles(view);
}

void Session::replaceFiles(ViewState view)
{
    history_.endDrag();
    QStringList dropped;
    if (network_)
        for (const std::string& name : dropUnknownLayers(view.settings.layers, *network_))
            dropped += QString::fromStdString(name);
    if (network_)
        dropUnknownLayers(view.study.compare.other.layers, *network_);
    view_ = clampedView(view, network_.get(), dataset_.get(), text_.get());
    {
        // Not announced before filesChanged: listeners would look for the new view in the old files.
        const ViewState kept = std::exchange(announced_, view_);
        undoStack().clear();
        announced_ = kept;
    }
    clearHighlight(); // it was about the files before, and so was what was followed
    emit filesChanged();
    announce();
    if (!dropped.isEmpty())
        emit overridesDropped(dropped);
}

void Session::changeSetting(std::string_view key, int value, bool inProgress)
{
    const SettingInfo* info = findSetting(key);
    if (!info)
        return;
    const std::string kind(key);
    const ViewState& before = history_.baseFor(kind);
    ViewState after = before;
    setClamped(after.settings, *info, value);
    keepInSight(after, before, network_.get());
    const QString what = changeText(*info, before.settings, after.settings);
    history_.change(kind, after, what, ViewHistory::Join::Never, inProgress);
}

void Session::changeBudget(int budget, bool inProgress)
{
    const WeightLayer* const chosen = layer();
    const std::string kind = "own budget";
    const ViewState& before = history_.baseFor(kind);
    const auto own = chosen ? before.settings.layers.find(chosen->name) : before.settings.layers.end();
    if (own != before.settings.layers.end() && own->second.budget) {
        ViewState after = before;
        std::optional<int>& ownBudget = after.settings.layers[chosen->name].budget;
        ownBudget = std::clamp(budget, 1, maximumBudget(groupSizeOf(after, network_.get())));
        history_.change(kind, after,
                        changeText(tr("budget of %1").arg(QString::fromStdString(chosen->name)),
                                   QString::number(*own->second.budget), QString::number(*ownBudget)),
                        ViewHistory::Join::Never, inProgress);
        return;
    }
    changeSetting("budget", budget, inProgress);
}

void Session::changeSettings(const Settings& settings, const QString& what)
{
    ViewState after = view_;
    after.settings = settings;
    keepInSight(after, view_, network_.get());
    history_.change("settings", after, what, ViewHistory::Join::Never, false);
}

void Session::changeView(const ViewState& view, const QString& what)
{
    history_.change("view", view, what, ViewHistory::Join::Never, false);
}

void Session::resetSettings()
{
    changeSettings(Settings{}, tr("reset of all settings"));
}

void Session::overrideLayers(const std::vector<std::string>& names, const LayerOverride& own)
{
    ViewState after = view_;
    for (const std::string& name : names) {
        if (own == LayerOverride{})
            after.settings.layers.erase(name);
        else
            after.settings.layers[name] = own;
    }
    if (names.empty() || !checkSettings(after.settings))
        return;
    keepInSight(after, view_, network_.get());
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    const QString whose = names.size() == 1 ? QString::fromStdString(names[0]) : tr("%1 layers").arg(names.size());
    const QString what = QString::fromStdString(toText(own));
    history_.change("own settings", after,
                    own == LayerOverride{} ? tr("reset of %1").arg(whose)
                                           : tr("own settings of %1: %2").arg(whose, what),
                    ViewHistory::Join::Never, false);
}

void Session::changePage(const QString& key)
{
    const PageInfo* page = findPage(key);
    if (!page)
        return;
    ViewState after = view_;
    after.page = key;
    history_.change("page", after, tr("switch to page %1").arg(translated(page->title)), ViewHistory::Join::Always,
                    false);
}

void Session::chooseLayer(int layer)
{
    ViewState after = shown();
    after.layer = layer;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    if (after.layer == view_.layer)
        return history_.endDrag();
    after.row = 0;
    after.group = 0;
    const QString what = changeText(tr("layer"), layerName(network_.get(), view_.layer),
                                    layerName(network_.get(), after.layer));
    history_.change("layer", after, what, ViewHistory::Join::Never, false);
}

void Session::chooseGroup(qint64 row, qint64 group)
{
    ViewState after = shown();
    after.row = row;
    after.group = group;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    history_.change("group", after, tr("choice of row %1, group %2").arg(after.row).arg(after.group),
                    ViewHistory::Join::Never, false);
    follow({}); // also where the choice is the one of before
}

void Session::chooseImage(qint64 image)
{
    ViewState after = shown();
    after.image = image;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    history_.change("image", after, changeText(tr("image"), QString::number(view_.image), QString::number(after.image)),
                    ViewHistory::Join::Never, false);
    follow({});
}

void Session::choosePlace(qint64 row, qint64 column, bool inProgress)
{
    ViewState after = history_.baseFor("place");
    after.placeRow = row;
    after.placeColumn = column;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    const QString what = after.placeRow < 0 ? tr("choice of the image's middle")
                                            : tr("choice of pixel %1, %2").arg(after.placeRow).arg(after.placeColumn);
    history_.change("place", after, what, ViewHistory::Join::Never, inProgress);
}

void Session::chooseToken(qint64 token, bool inProgress)
{
    ViewState after = history_.baseFor("token");
    const QString from = QString::number(after.token);
    after.token = token;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    history_.change("token", after, changeText(tr("place in the text"), from, QString::number(after.token)),
                    ViewHistory::Join::Never, inProgress);
}

void Session::showPublished(bool shown)
{
    ViewState after = view_;
    after.published = shown;
    history_.change("published", after, shown ? tr("show published curves") : tr("hide published curves"),
                    ViewHistory::Join::Never, false);
}

void Session::chooseWorkAxis(WorkAxis axis)
{
    ViewState after = view_;
    after.workAxis = axis;
    history_.change("workAxis", after, tr("axis of the accuracy curve"), ViewHistory::Join::Always, false);
}

void Session::changeSweep(const SweepChoice& sweep, const QString& what)
{
    ViewState after = view_;
    after.sweep = sweep;
    history_.change("sweep", after, what, ViewHistory::Join::Never, false);
}

void Session::changeStudy(const StudyChoice& study, const QString& what, const std::string& kind)
{
    ViewState after = view_;
    after.study = study;
    history_.change("study " + kind, after, what, ViewHistory::Join::Always, false);
}

void Session::switchSides()
{
    ViewState after = view_;
    CompareChoice& compare = after.study.compare;
    std::swap(after.settings, compare.other);
    compare.stripIsA = !compare.stripIsA;
    keepInSight(after, view_, network_.get());
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    history_.change("sides", after, compare.stripIsA ? tr("settings of side A") : tr("settings of side B"),
                    ViewHistory::Join::Never, false);
}

void Session::compareWith(const QString& file)
{
    if (files_.compared == file)
        return;
    files_.compared = file;
    emit comparedChanged(file);
}

void Session::fillKeptCurve(std::size_t number, const std::vector<KeptPoint>& points)
{
    if (number >= view_.sweep.kept.size() || !network_)
        return;
    KeptCurve& curve = view_.sweep.kept[number];
    curve.points = points;
    curve.network = network_->name;
    announce();
}

void Session::changeArray(std::string_view key, int value, bool inProgress)
{
    const ArrayField* field = findArrayField(key);
    if (!field)
        return;
    const std::string kind(key);
    const ViewState& before = history_.baseFor(kind);
    ViewState after = before;
    field->set(after.array, std::clamp(value, field->minimum, field->maximum));
    const QString what = changeText(*field, before.array, after.array);
    history_.change(kind, after, what, ViewHistory::Join::Never, inProgress);
}

void Session::changeArrayShape(Dataflow dataflow, int rows, int columns)
{
    ViewState after = view_;
    for (const auto& [key, value] :
         {std::pair<std::string_view, int>{"array_rows", rows}, {"array_columns", columns}}) {
        const ArrayField* field = findArrayField(key);
        field->set(after.array, std::clamp(value, field->minimum, field->maximum));
    }
    after.array.dataflow = dataflow;
    history_.change("array shape", after, tr("array of %1×%2").arg(after.array.rows).arg(after.array.columns),
                    ViewHistory::Join::Never, false);
}

void Session::hoverOver(const Highlight& what)
{
    light(what, pinned_);
}

void Session::pin(const Highlight& what)
{
    light(hovered_, what);
}

void Session::clearHighlight()
{
    light({}, {});
    follow({});
}

void Session::follow(const std::optional<Followed>& what)
{
    if (std::exchange(followed_, what) != what)
        emit followedChanged();
}

void Session::light(const Highlight& hovered, const Highlight& pinned)
{
    const Highlight before = highlight();
    hovered_ = hovered;
    if (std::exchange(pinned_, pinned) != pinned)
        emit pinnedChanged(pinned_);
    if (highlight() != before)
        emit highlightChanged(highlight());
}

void Session::announce()
{
    const ViewState before = std::exchange(announced_, view_);
    if (before == view_)
        return;
    const bool settings = before.settings != view_.settings;
    const bool page = before.page != view_.page;
    const bool layer = before.layer != view_.layer;
    const bool group = layer || before.row != view_.row || before.group != view_.group;
    const bool image = before.image != view_.image;
    const bool place = before.placeRow != view_.placeRow || before.placeColumn != view_.placeColumn;
    const bool token = before.token != view_.token;
    const bool published = before.published != view_.published;
    const bool workAxis = before.workAxis != view_.workAxis;
    const bool sweep = before.sweep != view_.sweep;
    const bool study = before.study != view_.study;
    const bool array = before.array != view_.array;
    // What the user chose last is shown; the number of a group changes with the group size too.
    const bool chosen = layer || image || before.row != view_.row || (group && !settings);
    const bool followed = chosen && std::exchange(followed_, std::nullopt).has_value();
    if (settings)
        emit settingsChanged(view_.settings);
    if (page)
        emit pageChanged(view_.page);
    if (layer)
        emit layerChanged(view_.layer);
    if (group)
        emit groupChanged(view_.address());
    if (image)
        emit imageChanged(view_.image);
    if (place)
        emit placeChanged();
    if (token)
        emit tokenChanged(view_.token);
    if (published)
        emit publishedChanged(view_.published);
    if (workAxis)
        emit workAxisChanged(view_.workAxis);
    if (sweep)
        emit sweepChanged(view_.sweep);
    if (study)
        emit studyChanged(view_.study);
    if (array)
        emit arrayChanged(view_.array);
    if (followed)
        emit followedChanged();
    emit viewChanged(view_);
}

} // namespace termscope
