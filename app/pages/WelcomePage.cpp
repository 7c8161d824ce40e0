#include "app/pages/WelcomePage.h"

#include "app/files/FormatTexts.h"

#include "app/teach/lessons/LessonPlayer.h"
#include "resources/Examples.h"
#include "widgets/controls/CardButton.h"
#include "widgets/language/Translated.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace termscope {
namespace {

const QString wantedKey = QStringLiteral("welcome");

/// Recent files that are listed; the menu has them all.
constexpr int mostRecent = 5;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

CardButton* newCard(const QString& name, const QString& title, const QString& description)
{
    auto* card = new CardButton(title, description);
    card->setObjectName(name);
    return card;
}

QLabel* newHeading(const QString& text)
{
    auto* heading = new QLabel(QStringLiteral("<h3>%1</h3>").arg(text));
    heading->setTextFormat(Qt::RichText);
    return heading;
}

QWidget* newColumn(QVBoxLayout*& layout)
{
    auto* column = new QWidget;
    layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    return column;
}

} // namespace

WelcomePage::WelcomePage(FileActions& files, QWidget* parent) : QWidget(parent), files_(files)
{
    auto* inside = new QWidget;
    auto* all = new QVBoxLayout(inside);
    auto* title = new QLabel(
        tr("<h1>TermScope</h1><p>Every weight is a sum of signed powers of two: 27 = 2<sup>5</sup> − 2<sup>2</sup> − "
           "2<sup>0</sup>. Term Revealing keeps the largest terms of each group of weights and drops the rest. Open a "
           "trained network, drag the term budget, and see what becomes of weights, accuracy, work and hardware.</p>"));
    title->setWordWrap(true);
    title->setMinimumWidth(40 * fontMetrics().averageCharWidth());
    all->addWidget(title);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    for (QWidget* column : {buildStart(), buildExamples(), buildLessons()})
        columns->addWidget(column, 1);
    all->addLayout(columns, 1);
    wanted_ = new QCheckBox(tr("Show this page at the &start"));
    wanted_->setObjectName(QStringLiteral("welcomeWanted"));
    wanted_->setToolTip(tr("Otherwise the program begins with the weights of the first example"));
    wanted_->setChecked(isWanted());
    connect(wanted_, &QCheckBox::toggled, this, [](bool on) { QSettings().setValue(wantedKey, on); });
    all->addWidget(wanted_);

    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inside);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

bool WelcomePage::isWanted()
{
    return QSettings().value(wantedKey, true).toBool();
}

QWidget* WelcomePage::buildStart()
{
    QVBoxLayout* layout = nullptr;
    QWidget* column = newColumn(layout);
    layout->addWidget(newHeading(tr("Start")));
    last_ = newCard(QStringLiteral("lastSession"), tr("Go on"), {});
    last_->hide();
    connect(last_, &CardButton::clicked, this, &WelcomePage::lastSessionWanted);
    layout->addWidget(last_);
    const auto add = [&](const QString& name, const QString& title, const QString& text, void (FileActions::*slot)()) {
        CardButton* card = newCard(name, title, text);
        connect(card, &CardButton::clicked, &files_, slot);
        layout->addWidget(card);
    };
    add(QStringLiteral("startNetwork"), tr("Open a network …"), formatTitlesShown(), &FileActions::askForNetwork);
    add(QStringLiteral("startImages"), tr("Open images …"), tr("IDX, CIFAR or npz, with labels"),
        &FileActions::askForImages);
    add(QStringLiteral("startFolder"), tr("Open an image folder …"), tr("JPEG and PNG, a folder for each class"),
        &FileActions::askForFolder);
    add(QStringLiteral("startText"), tr("Open a text …"), tr("Words for a language model"), &FileActions::askForText);
    add(QStringLiteral("startSession"), tr("Open a session …"), tr("Settings, view and files saved before"),
        &FileActions::askForSession);
    auto* hint = new QLabel(tr("Files and termscope: links can be dropped anywhere on the window."));
    hint->setWordWrap(true);
    layout->addWidget(hint);
    layout->addStretch(1);
    return column;
}

QWidget* WelcomePage::buildExamples()
{
    QVBoxLayout* layout = nullptr;
    QWidget* column = newColumn(layout);
    layout->addWidget(newHeading(tr("Examples")));
    for (const embedded::Example& example : embedded::examples()) {
        const QString name = textOf(example.name);
        const QString title = translated(example.title);
        CardButton* card = newCard(QStringLiteral("example_") + name, title.section(QStringLiteral(": "), 0, 0),
                                   title.section(QStringLiteral(": "), 1));
        card->setAccessibleName(title); // two networks may do the same
        connect(card, &CardButton::clicked, &files_, [this, name] { files_.openExample(name); });
        layout->addWidget(card);
    }
    layout->addSpacing(12);
    layout->addWidget(newHeading(tr("Recent files")));
    recent_ = new QVBoxLayout;
    recent_->setSpacing(4);
    layout->addLayout(recent_);
    layout->addStretch(1);
    return column;
}

QWidget* WelcomePage::buildLessons()
{
    QWidget* column = newColumn(lessons_);
    lessons_->addWidget(newHeading(tr("Lessons")));
    lessons_->addStretch(1);
    return column;
}

void WelcomePage::setLessons(const std::vector<Lesson>& lessons)
{
    for (const Entry& entry : entries_)
        delete entry.button;
    entries_.clear();
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        const Lesson& lesson = lessons[i];
        CardButton* card = newCard(QStringLiteral("lesson_") + lesson.name, lesson.title, {});
        connect(card, &CardButton::clicked, this, [this, i] { emit lessonChosen(static_cast<int>(i)); });
        lessons_->insertWidget(lessons_->count() - 1, card);
        entries_.push_back({lesson.name, lesson.minutes, static_cast<int>(lesson.steps.size()), card});
    }
    orderTabs();
    showProgress();
}

void WelcomePage::setLastSession(const LeftSession& last)
{
    const QString when = QLocale().toString(last.when, QLocale::ShortFormat);
    const QString what = last.what.isEmpty() ? when : tr("%1, %2").arg(last.what, when);
    last_->setVisible(!last.path.isEmpty());
    last_->setDescription(what);
}

void WelcomePage::showProgress()
{
    for (const Entry& entry : entries_) {
        const int done = std::min(LessonPlayer::stepsDone(entry.lesson), entry.steps);
        const QString state = done == entry.steps ? tr("✓ done")
                              : done == 0         ? tr("%n steps", nullptr, entry.steps)
                                                  : tr("%1 of %2 steps done").arg(done).arg(entry.steps);
        entry.button->setDescription(tr("%1 minutes · %2").arg(entry.minutes).arg(state));
    }
}

void WelcomePage::showRecent()
{
    while (QLayoutItem* item = recent_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto kind : {RecentFiles::Kind::Network, RecentFiles::Kind::Dataset}) {
        const QList<RecentFile> files = files_.recent(kind).mid(0, mostRecent);
        const QStringList titles = titlesOf(files);
        for (qsizetype i = 0; i < files.size(); ++i) {
            const QFileInfo info(files[i].path);
            CardButton* card = newCard(QStringLiteral("recent_") + info.fileName(), titles[i],
                                       fontMetrics().elidedText(info.absolutePath(), Qt::ElideMiddle, 240));
            card->setToolTip(files[i].path);
            connect(card, &CardButton::clicked, &files_,
                    [this, kind, file = files[i]] { files_.openRecent(kind, file); });
            recent_->addWidget(card);
        }
    }
    if (recent_->count() == 0)
        recent_->addWidget(new QLabel(tr("None yet.")));
    orderTabs();
}

/// Column by column: cards made late would come last.
void WelcomePage::orderTabs()
{
    QList<QWidget*> order;
    for (const QString& late : {QString(), QStringLiteral("recent_"), QStringLiteral("lesson_")})
        for (CardButton* card : findChildren<CardButton*>()) {
            const QString name = card->objectName();
            const bool isLate = name.startsWith(QStringLiteral("recent_"))
                                || name.startsWith(QStringLiteral("lesson_"));
            if (late.isEmpty() ? !isLate : name.startsWith(late))
                order << card;
        }
    order << wanted_;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void WelcomePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showRecent();
    showProgress();
}

} // namespace termscope
