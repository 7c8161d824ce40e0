#include "app/session/Session.h"

#include "core/settings/LayerSettings.h"
#include "widgets/language/Translated.h"

#include <QAction>
#include <QKeySequence>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

constexpr int mostUndone = 1000; // steps: a session of a week must not grow without end

/// "Term budget" within a sentence; a title that starts with an abbreviation stays, and so does a translated one:
/// German nouns are capitals everywhere.
QString withinSentence(std::string_view title)
{
    QString name = QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
    if (const QString shown = translated(title); shown != name)
        return shown;
    if (name.size() > 1 && name[1].isLower())
        name[0] = name[0].toLower();
    return name;
}

/// The value as the screen shows it: a number or the choice's title.
QString shownValue(const SettingInfo& info, const Settings& settings)
{
    const int value = info.get(settings);
    if (info.isNumber())
        return QString::number(value);
    return translated(info.choices[static_cast<std::size_t>(value)].title);
}

QString shownValue(const ArrayField& field, const ArrayChoice& choice)
{
    const int value = field.get(choice);
    return field.isNumber() ? QString::number(value) : translated(field.choices[static_cast<std::size_t>(value)].title);
}

QString fromTo(const QString& name, const QString& from, const QString& to)
{
    return name + QLatin1Char(' ') + from + QStringLiteral(" → ") + to;
}

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

/// A step of undo: the whole view before and after. Views are small, and a whole one cannot be half undone.
class Session::ChangeCommand : public QUndoCommand {
public:
    ChangeCommand(Session& session, std::string kind, int drag, Join join, ViewState before, ViewState after)
        : session_(session), kind_(std::move(kind)), drag_(drag), join_(join), before_(std::move(before)),
          after_(std::move(after))
    {
    }

    int id() const override { return 1; }
    void undo() override { show(before_); }
    void redo() override
    {
        // The first time this is the change itself, perhaps in a drag that goes on.
        if (std::exchange(done_, true))
            show(after_);
        else
            session_.view_ = after_;
    }

    bool mergeWith(const QUndoCommand* next) override
    {
        const auto& other = static_cast<const ChangeCommand&>(*next);
        const bool sameDrag = other.join_ == Join::Drag && drag_ == other.drag_;
        if (kind_ != other.kind_ || !(sameDrag || other.join_ == Join::Always))
            return false;
        after_ = other.after_;
        setText(other.text());
        setObsolete(after_ == before_);
        return true;
    }

private:
    /// Undo or redo in the middle of a drag leaves it: what follows is a drag of its own.
    void show(const ViewState& view)
    {
        session_.endDrag();
        session_.view_ = view;
    }

    Session& session_;
    std::string kind_;
    int drag_;
    Join join_;
    bool done_ = false;
    ViewState before_;
    ViewState after_;
};

Session::Session(QObject* parent)
    : QObject(parent), undoAction_(undoStack_.createUndoAction(this, tr("Undo"))),
      redoAction_(undoStack_.createRedoAction(this, tr("Redo")))
{
    undoAction_->setShortcuts(QKeySequence::Undo);
    redoAction_->setShortcuts(QKeySequence::Redo);
    undoStack_.setUndoLimit(mostUndone);
    // Emitted after push, undo and redo alike, when the stack is at rest: listeners may ask for changes of their own.
    connect(&undoStack_, &QUndoStack::indexChanged, this, &Session::announce);
}

const WeightLayer* Session::layer() const
{
    return network_ && !network_->layers.empty() ? &network_->layers[static_cast<std::size_t>(view_.layer)] : nullptr;
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
    replaceFiles(view_);
}

void Session::openDataset(DatasetPtr dataset, const OpenFiles& files)
{
    dataset_ = std::move(dataset);
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
    files_.tokens = files.tokens;
    files_.vocabulary = files.vocabulary;
    files_.streams = files.streams;
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
    endDrag();
    QStringList dropped;
    if (network_)
        for (const std::string& name : dropUnknownLayers(view.settings.layers, *network_))
            dropped += QString::fromStdString(name);
    view_ = clampedView(view, network_.get(), dataset_.get(), text_.get());
    {
        // Not announced before filesChanged: listeners would look for the new view in the old files.
        const ViewState kept = std::exchange(announced_, view_);
        undoStack_.clear();
        announced_ = kept;
    }
    clearHighlight(); // it was about the files before, and so was what was followed
    emit filesChanged();
    announce();
    if (!dropped.isEmpty())
        emit overridesDropped(dropped);
}

const ViewState& Session::baseFor(const std::string& kind) const
{
    return drag_ && drag_->kind == kind ? drag_->before : view_;
}

void Session::change(const std::string& kind, const ViewState& after, const QString& what, Join join, bool inProgress)
{
    const bool continues = drag_ && drag_->kind == kind;
    if (!continues) {
        endDrag();
        if (inProgress)
            drag_ = Drag{kind, ++dragCount_, view_};
    }
    const bool dragged = continues || inProgress;
    const int number = dragged ? drag_->number : 0;
    const ViewState before = dragged ? drag_->before : view_;
    if (!inProgress)
        endDrag();
    if (after == view_)
        return;
    auto* command = new ChangeCommand(*this, kind, number, dragged ? Join::Drag : join, before, after);
    command->setText(what);
    undoStack_.push(command);
}

void Session::changeSetting(std::string_view key, int value, bool inProgress)
{
    const SettingInfo* info = findSetting(key);
    if (!info)
        return;
    const std::string kind(key);
    const ViewState& before = baseFor(kind);
    ViewState after = before;
    setClamped(after.settings, *info, value);
    keepInSight(after, before, network_.get());
    const QString what = fromTo(withinSentence(info->title), shownValue(*info, before.settings),
                                shownValue(*info, after.settings));
    change(kind, after, what, Join::Never, inProgress);
}

void Session::changeBudget(int budget, bool inProgress)
{
    const WeightLayer* const chosen = layer();
    const std::string kind = "own budget";
    const ViewState& before = baseFor(kind);
    const auto own = chosen ? before.settings.layers.find(chosen->name) : before.settings.layers.end();
    if (own != before.settings.layers.end() && own->second.budget) {
        ViewState after = before;
        std::optional<int>& ownBudget = after.settings.layers[chosen->name].budget;
        ownBudget = std::clamp(budget, 1, maximumBudget(groupSizeOf(after, network_.get())));
        change(kind, after,
               fromTo(tr("budget of %1").arg(QString::fromStdString(chosen->name)),
                      QString::number(*own->second.budget), QString::number(*ownBudget)),
               Join::Never, inProgress);
        return;
    }
    changeSetting("budget", budget, inProgress);
}

void Session::changeSettings(const Settings& settings, const QString& what)
{
    ViewState after = view_;
    after.settings = settings;
    keepInSight(after, view_, network_.get());
    change("settings", after, what, Join::Never, false);
}

void Session::changeView(const ViewState& view, const QString& what)
{
    change("view", view, what, Join::Never, false);
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
    change("own settings", after,
           own == LayerOverride{} ? tr("reset of %1").arg(whose) : tr("own settings of %1: %2").arg(whose, what),
           Join::Never, false);
}

void Session::changePage(const QString& key)
{
    const PageInfo* page = findPage(key);
    if (!page)
        return;
    ViewState after = view_;
    after.page = key;
    change("page", after, tr("switch to page %1").arg(translated(page->title)), Join::Always, false);
}

void Session::chooseLayer(int layer)
{
    ViewState after = shown();
    after.layer = layer;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    if (after.layer == view_.layer)
        return endDrag();
    after.row = 0;
    after.group = 0;
    const QString what = fromTo(tr("layer"), layerName(network_.get(), view_.layer),
                                layerName(network_.get(), after.layer));
    change("layer", after, what, Join::Never, false);
}

void Session::chooseGroup(qint64 row, qint64 group)
{
    ViewState after = shown();
    after.row = row;
    after.group = group;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    change("group", after, tr("choice of row %1, group %2").arg(after.row).arg(after.group), Join::Never, false);
    follow({}); // also where the choice is the one of before
}

void Session::chooseImage(qint64 image)
{
    ViewState after = shown();
    after.image = image;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    change("image", after, fromTo(tr("image"), QString::number(view_.image), QString::number(after.image)), Join::Never,
           false);
    follow({});
}

void Session::choosePlace(qint64 row, qint64 column, bool inProgress)
{
    ViewState after = baseFor("place");
    after.placeRow = row;
    after.placeColumn = column;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    const QString what = after.placeRow < 0 ? tr("choice of the image's middle")
                                            : tr("choice of pixel %1, %2").arg(after.placeRow).arg(after.placeColumn);
    change("place", after, what, Join::Never, inProgress);
}

void Session::chooseToken(qint64 token, bool inProgress)
{
    ViewState after = baseFor("token");
    const QString from = QString::number(after.token);
    after.token = token;
    after = clampedView(after, network_.get(), dataset_.get(), text_.get());
    change("token", after, fromTo(tr("place in the text"), from, QString::number(after.token)), Join::Never,
           inProgress);
}

void Session::showPublished(bool shown)
{
    ViewState after = view_;
    after.published = shown;
    change("published", after, shown ? tr("show published curves") : tr("hide published curves"), Join::Never, false);
}

void Session::changeArray(std::string_view key, int value, bool inProgress)
{
    const ArrayField* field = findArrayField(key);
    if (!field)
        return;
    const std::string kind(key);
    const ViewState& before = baseFor(kind);
    ViewState after = before;
    field->set(after.array, std::clamp(value, field->minimum, field->maximum));
    const QString what = fromTo(tr("array: %1").arg(withinSentence(field->title)), shownValue(*field, before.array),
                                shownValue(*field, after.array));
    change(kind, after, what, Join::Never, inProgress);
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
    change("array shape", after, tr("array of %1×%2").arg(after.array.rows).arg(after.array.columns), Join::Never,
           false);
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
    if (array)
        emit arrayChanged(view_.array);
    if (followed)
        emit followedChanged();
    emit viewChanged(view_);
}

} // namespace termscope
