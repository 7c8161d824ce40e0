#include "app/commands/CommandPalette.h"

#include <QAbstractListModel>
#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

const QString recentKey = QStringLiteral("commands/recent");
constexpr qsizetype mostRecent = 20;
constexpr int widest = 720;
constexpr int fromTop = 48;
constexpr int padding = 4;

enum Role { RemarkRole = Qt::UserRole, ShortcutRole, CheckedRole, RunnableRole };

} // namespace

class CommandPalette::Model : public QAbstractListModel {
public:
    explicit Model(CommandPalette& palette) : QAbstractListModel(&palette), palette_(palette) {}

    void reset()
    {
        beginResetModel();
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(palette_.offers_.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const Command& command = palette_.commands_[offer(index).command];
        switch (role) {
        case Qt::DisplayRole: return offer(index).title;
        case Qt::ToolTipRole: return command.help;
        case Qt::AccessibleTextRole: return sentence(index);
        case RemarkRole: return offer(index).remark;
        case ShortcutRole: return command.shortcut;
        case CheckedRole: return command.checked.value_or(false);
        case RunnableRole: return offer(index).runnable; // no flag of the item: views pass over disabled ones
        default: return {};
        }
    }
    /// What a screen reader says of a row.
    QString sentence(const QModelIndex& index) const
    {
        const Command& command = palette_.commands_[offer(index).command];
        QStringList parts{offer(index).title, offer(index).remark};
        if (command.checked)
            parts << (*command.checked ? CommandPalette::tr("on") : CommandPalette::tr("off"));
        if (!offer(index).runnable)
            parts << CommandPalette::tr("not available");
        parts << command.shortcut;
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }

private:
    const Offer& offer(const QModelIndex& index) const
    {
        return palette_.offers_[static_cast<std::size_t>(index.row())];
    }
    CommandPalette& palette_;
};

/// Check mark, title, where it is found, shortcut.
class CommandPalette::Delegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {10 * option.fontMetrics.height(), option.fontMetrics.height() + 2 * padding};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool chosen = option.state & QStyle::State_Selected;
        const QPalette::ColorGroup group = index.data(RunnableRole).toBool() ? QPalette::Active : QPalette::Disabled;
        const QColor ink = option.palette.color(group, chosen && group == QPalette::Active ? QPalette::HighlightedText
                                                                                           : QPalette::Text);
        if (chosen)
            painter->fillRect(option.rect, option.palette.color(group, QPalette::Highlight));
        const QFontMetrics metrics(option.font);
        const int gap = metrics.averageCharWidth() * 2;
        QRect room = option.rect.adjusted(gap, 0, -gap / 2, 0);
        painter->setFont(option.font);
        painter->setPen(ink);
        const auto right = [&](const QString& text, bool elides) {
            if (text.isEmpty())
                return;
            const QString shown = elides ? metrics.elidedText(text, Qt::ElideRight, room.width() / 2) : text;
            painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, shown);
            room.setRight(room.right() - metrics.horizontalAdvance(shown) - gap);
        };
        if (index.data(CheckedRole).toBool())
            painter->drawText(QRect(option.rect.left(), room.top(), gap, room.height()), Qt::AlignCenter,
                              QStringLiteral("✓"));
        right(index.data(ShortcutRole).toString(), false);
        const QColor muted = option.palette.color(group, QPalette::PlaceholderText);
        painter->setPen(chosen ? ink : muted);
        right(index.data(RemarkRole).toString(), true);
        painter->setPen(ink);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    }
};

CommandPalette::CommandPalette(QWidget& window, std::function<std::vector<Command>()> collect)
    : QFrame(&window), window_(window), collect_(std::move(collect)), field_(new QLineEdit), list_(new QListView),
      nothing_(new QLabel(tr("Nothing is called that."))), model_(new Model(*this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::StyledPanel);
    setFrameShadow(QFrame::Raised);
    setAutoFillBackground(true);
    setFocusProxy(field_);
    field_->setObjectName(QStringLiteral("commandSearch"));
    field_->setAccessibleName(tr("Search commands"));
    field_->setPlaceholderText(tr("What do you want to do? For example: “term budget 12”"));
    field_->setToolTip(tr("A part of a command's name, or a setting and its new value"));
    field_->setWhatsThis(tr("Type a part of a command's name, or a setting and a number. The arrow keys choose, Return "
                            "does it, Esc closes."));
    field_->setClearButtonEnabled(true);
    list_->setObjectName(QStringLiteral("commands"));
    list_->setAccessibleName(tr("Commands"));
    list_->setModel(model_);
    list_->setItemDelegate(new Delegate(list_));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setUniformItemSizes(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMouseTracking(true);
    nothing_->setAlignment(Qt::AlignCenter);
    nothing_->setMargin(padding);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(field_);
    layout->addWidget(nothing_);
    layout->addWidget(list_, 1);
    field_->installEventFilter(this);
    window_.installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(list_, &QListView::clicked, this, &CommandPalette::runCurrent);
    // A row that is half in sight is not scrolled to: that would put another one under the mouse, and so on for ever.
    list_->setAutoScroll(false);
    list_->viewport()->installEventFilter(this);
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::open()
{
    if (!isVisible())
        before_ = window_.focusWidget();
    commands_ = collect_();
    field_->clear();
    search({});
    placeOver();
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    hide();
    if (before_)
        before_->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::search(const QString& typed)
{
    offers_ = rankedOffers(commands_, typed, QSettings().value(recentKey).toStringList());
    model_->reset();
    nothing_->setVisible(offers_.empty());
    list_->setVisible(!offers_.empty());
    choose(0);
}

void CommandPalette::choose(int row, bool scrolls)
{
    if (offers_.empty()) {
        field_->setAccessibleDescription(nothing_->text());
    } else {
        const QModelIndex index = model_->index(std::clamp(row, 0, model_->rowCount() - 1));
        list_->setCurrentIndex(index);
        if (scrolls)
            list_->scrollTo(index);
        field_->setAccessibleDescription(model_->sentence(index));
    }
    QAccessibleEvent told(field_, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

void CommandPalette::moveBy(int rows)
{
    const int count = model_->rowCount();
    if (count == 0)
        return;
    // Single steps go round, pages stop at the ends.
    const int to = list_->currentIndex().row() + rows;
    choose(std::abs(rows) == 1 ? (to + count) % count : std::clamp(to, 0, count - 1));
}

void CommandPalette::runCurrent()
{
    const int row = list_->currentIndex().row();
    if (row < 0 || row >= static_cast<int>(offers_.size()))
        return;
    const Offer offer = offers_[static_cast<std::size_t>(row)];
    const Command command = commands_[offer.command];
    if (!offer.runnable)
        return;
    if (command.number && !offer.number) { // the number is still to be typed
        field_->setText(command.title + QLatin1Char(' '));
        return;
    }
    remember(command.id);
    dismiss();
    if (offer.number)
        command.number->set(*offer.number);
    else
        command.run();
}

void CommandPalette::remember(const QString& id)
{
    QSettings store;
    QStringList recent = store.value(recentKey).toStringList();
    recent.removeAll(id);
    recent.prepend(id);
    store.setValue(recentKey, QStringList(recent.mid(0, mostRecent)));
}

void CommandPalette::placeOver()
{
    const QSize room = window_.size();
    const int width = std::min(widest, room.width() - 2 * padding);
    const int height = std::max(room.height() * 3 / 5, minimumSizeHint().height());
    const int top = std::min(fromTop, std::max(0, room.height() - height));
    setGeometry((room.width() - width) / 2, top, width, height);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &window_) {
        if (event->type() == QEvent::Resize && isVisible())
            placeOver();
        return false;
    }
    if (watched == list_->viewport()) {
        // Only a mouse that moves chooses: keys may scroll rows away under one that rests.
        const auto* mouse = event->type() == QEvent::MouseMove ? static_cast<QMouseEvent*>(event) : nullptr;
        if (mouse != nullptr && list_->indexAt(mouse->position().toPoint()).isValid())
            choose(list_->indexAt(mouse->position().toPoint()).row(), false);
        return false;
    }
    if (event->type() == QEvent::FocusOut && isVisible()
        && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason
        && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        hide(); // the focus is elsewhere already
        return false;
    }
    // Esc, Return and the arrows are the palette's, whatever shortcuts the window has for them.
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const int page = std::max(1, list_->viewport()->height() / std::max(1, list_->sizeHintForRow(0)) - 1);
    const bool press = event->type() == QEvent::KeyPress;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        if (press)
            dismiss();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (press)
            runCurrent();
        break;
    case Qt::Key_Down:
        if (press)
            moveBy(1);
        break;
    case Qt::Key_Up:
        if (press)
            moveBy(-1);
        break;
    case Qt::Key_PageDown:
        if (press)
            moveBy(page);
        break;
    case Qt::Key_PageUp:
        if (press)
            moveBy(-page);
        break;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: break; // nothing else in here takes the focus
    default: return false;
    }
    event->accept();
    return true;
}

} // namespace termscope
