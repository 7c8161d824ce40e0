#include "app/teach/lessons/LessonPane.h"

#include "app/layout/Reveal.h"
#include "app/teach/lessons/ConditionText.h"
#include "app/teach/lessons/LessonPictures.h"
#include "app/teach/lessons/LessonText.h"
#include "app/teach/lessons/QuestionBox.h"
#include "app/teach/lessons/Spotlight.h"
#include "widgets/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMainWindow>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace termscope {
namespace {

/// Text whose pictures are drawn when it is shown.
class LessonBrowser : public QTextBrowser {
public:
    LessonBrowser(LessonPlayer& player, const WindowParts& window) : player_(player), window_(window)
    {
        setObjectName(QStringLiteral("lessonText"));
        setAccessibleName(LessonPane::tr("Text of the lesson"));
        setToolTip(LessonPane::tr("Text of the lesson"));
        setOpenExternalLinks(true);
    }

protected:
    QVariant loadResource(int type, const QUrl& address) override
    {
        if (type == QTextDocument::ImageResource)
            return lessonPicture(QUrl::fromPercentEncoding(address.toEncoded()), player_.names(), window_,
                                 std::max(120, viewport()->width() - 24));
        return QTextBrowser::loadResource(type, address);
    }

private:
    LessonPlayer& player_;
    const WindowParts& window_;
};

/// May be as narrow as its text, where five of them share a row.
class NarrowButton : public QPushButton {
public:
    explicit NarrowButton(const QString& text) : QPushButton(text)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize minimumSizeHint() const override
    {
        const int width = fontMetrics().horizontalAdvance(text()) + 2 * fontMetrics().averageCharWidth() + 8;
        return {std::min(width, sizeHint().width()), sizeHint().height()};
    }
};

} // namespace

LessonPane::LessonPane(LessonPlayer& player, std::vector<Lesson> lessons, WindowParts& window)
    : player_(player), lessons_(std::move(lessons)), window_(window), spotlight_(new Spotlight(window.frame(), *this)),
      stack_(new QStackedWidget)
{
    auto* layout = new QVBoxLayout(this);
    trouble_ = new QLabel;
    trouble_->setObjectName(QStringLiteral("lessonTrouble"));
    trouble_->setWordWrap(true);
    trouble_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    trouble_->hide();
    layout->addWidget(trouble_);
    layout->addWidget(stack_);
    stack_->addWidget(buildList());
    stack_->addWidget(buildStep());
    connect(&player_, &LessonPlayer::stepChanged, this, &LessonPane::showStep);
    connect(&player_, &LessonPlayer::stateChanged, this, &LessonPane::showState);
    connect(&player_, &LessonPlayer::finished, this, &LessonPane::showNext);
    showStep();
}

QWidget* LessonPane::reader() const
{
    return text_;
}

QWidget* LessonPane::buildList()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* heading = new QLabel(tr("Each takes five to ten minutes. Progress is kept."));
    heading->setWordWrap(true);
    layout->addWidget(heading);
    done_ = new QLabel;
    done_->setObjectName(QStringLiteral("lessonDone"));
    done_->setWordWrap(true);
    done_->hide();
    layout->addWidget(done_);
    list_ = new QListWidget;
    list_->setObjectName(QStringLiteral("lessons"));
    list_->setAccessibleName(tr("Lessons"));
    list_->setWordWrap(true);
    list_->setToolTip(tr("Return starts the chosen lesson"));
    list_->setSpacing(2);
    layout->addWidget(list_, 1);
    layout->addWidget(buildSheetNumber());
    auto* start = new QPushButton(tr("Start"));
    start->setObjectName(QStringLiteral("start"));
    start->setToolTip(tr("Start the chosen lesson, or go on with it"));
    layout->addWidget(start);
    connect(start, &QPushButton::clicked, this, [this] { this->start(list_->currentRow()); });
    connect(list_, &QListWidget::itemActivated, this, [this] { this->start(list_->currentRow()); });
    return page;
}

QWidget* LessonPane::buildSheetNumber()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    sheet_ = new QSpinBox;
    sheet_->setObjectName(QStringLiteral("sheetNumber"));
    sheet_->setRange(0, largestSheet);
    sheet_->setSpecialValueText(tr("new numbers"));
    sheet_->setAccessibleName(tr("Sheet number"));
    sheet_->setToolTip(tr("The number on a printed worksheet: the exercises then have the numbers of that sheet. "
                          "Without one they are drawn anew each time."));
    auto* label = new QLabel(tr("Shee&t number:"));
    label->setBuddy(sheet_);
    label->setToolTip(sheet_->toolTip());
    layout->addWidget(label);
    layout->addWidget(sheet_);
    layout->addStretch();
    return row;
}

QWidget* LessonPane::buildStep()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    title_ = new QLabel;
    title_->setWordWrap(true);
    title_->setFont(headingFont(font()));
    layout->addWidget(title_);
    progress_ = new QProgressBar;
    layout->addWidget(progress_);
    text_ = new LessonBrowser(player_, window_);
    layout->addWidget(text_, 1);
    question_ = new QuestionBox(player_);
    layout->addWidget(question_);
    task_ = new QLabel;
    task_->setObjectName(QStringLiteral("task"));
    task_->setWordWrap(true);
    layout->addWidget(task_);
    auto* buttons = new QHBoxLayout;
    const auto add = [&](const QString& text, const char* name, const QString& help, auto slot) {
        auto* button = new NarrowButton(text);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(help);
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, &player_, slot);
        return button;
    };
    add(tr("Lessons"), "leave", tr("Back to the list of lessons"), &LessonPlayer::stop);
    back_ = add(tr("Back"), "back", tr("The step before"), &LessonPlayer::back);
    again_ = add(tr("Set up"), "again", tr("Set the page up again as this step needs it"), &LessonPlayer::setView);
    skip_ = add(tr("Skip"), "skip", tr("Go on without having done this step"), &LessonPlayer::skip);
    next_ = add(tr("Next"), "next", tr("Go on"), &LessonPlayer::next);
    next_->setDefault(true);
    layout->addLayout(buttons);
    return page;
}

void LessonPane::start(int index)
{
    if (index < 0 || index >= static_cast<int>(lessons_.size()))
        return;
    done_->hide();
    const Lesson& lesson = lessons_[static_cast<std::size_t>(index)];
    const int done = LessonPlayer::stepsDone(lesson.name);
    const bool whole = done >= static_cast<int>(lesson.steps.size());
    // Numbers that no sheet has, so that the exercise of a sheet is not met by chance.
    const quint32 sheet = static_cast<quint32>(sheet_->value());
    const quint32 any = QRandomGenerator::global()->generate() | (1U << 31U);
    player_.start(lesson, sheet > 0 ? sheet : any, whole ? 0 : done);
}

void LessonPane::add(const Lesson& lesson)
{
    const auto same = std::ranges::find(lessons_, lesson.name, &Lesson::name);
    if (same == lessons_.end())
        lessons_.push_back(lesson);
    else
        *same = lesson;
    if (troubled_ == lesson.name)
        trouble_->hide();
    showLessons();
}

void LessonPane::open(const Lesson& lesson)
{
    add(lesson);
    const auto place = std::ranges::find(lessons_, lesson.name, &Lesson::name);
    const int row = static_cast<int>(place - lessons_.begin());
    list_->setCurrentRow(row);
    start(row);
}

void LessonPane::update(const Lesson& lesson)
{
    add(lesson);
    if (player_.lesson() != nullptr && player_.lesson()->name == lesson.name)
        player_.start(lesson, player_.seed(), player_.step());
}

void LessonPane::showTrouble(const QString& path, const QString& sentence)
{
    troubled_ = path;
    trouble_->setText(tr("⚠ The lesson was not read again. %1").arg(sentence));
    trouble_->show();
}

void LessonPane::showLessons()
{
    const int row = std::max(list_->currentRow(), 0);
    list_->clear();
    for (const Lesson& lesson : lessons_) {
        const int steps = static_cast<int>(lesson.steps.size());
        const int done = std::min(LessonPlayer::stepsDone(lesson.name), steps);
        const QString state = done == steps ? tr("✓ done") : tr("%1 of %2 steps").arg(done).arg(steps);
        auto* item = new QListWidgetItem(tr("%1\n%2 minutes · %3").arg(lesson.title).arg(lesson.minutes).arg(state));
        item->setToolTip(lesson.summary.trimmed());
        list_->addItem(item);
    }
    list_->setCurrentRow(std::min(row, list_->count() - 1));
}

void LessonPane::showStep()
{
    const Lesson* lesson = player_.lesson();
    stack_->setCurrentIndex(lesson != nullptr ? 1 : 0);
    if (lesson == nullptr) {
        showLessons();
        spotlight_->pointAt(nullptr);
        return;
    }
    title_->setText(QStringLiteral("%1 · %2").arg(lesson->title, player_.current().title));
    progress_->setRange(0, static_cast<int>(lesson->steps.size()));
    progress_->setValue(player_.step() + 1);
    progress_->setFormat(player_.seed() <= largestSheet ? tr("step %v of %m · sheet %1").arg(player_.seed())
                                                        : tr("step %v of %m"));
    back_->setEnabled(player_.step() > 0);
    again_->setVisible(!player_.current().set.empty());
    next_->setText(player_.isLast() ? tr("Finish") : tr("Next"));
    question_->showQuestion();
    shown_.clear();
    showState();
    const QString point = player_.current().point;
    auto* target = point.isEmpty() ? nullptr : window_.part(point);
    revealPart(target);
    spotlight_->pointAt(target);
}

/// After the last step: back at the list, with the lesson that comes next chosen.
void LessonPane::showNext(const QString& finished)
{
    const auto place = std::ranges::find(lessons_, finished, &Lesson::name);
    const auto next = place == lessons_.end() ? place : place + 1;
    if (place == lessons_.end())
        return;
    done_->setText(next == lessons_.end() ? tr("✓ “%1” is done: it was the last lesson.").arg(place->title)
                                          : tr("✓ “%1” is done. Next: “%2”.").arg(place->title, next->title));
    done_->show();
    if (next != lessons_.end())
        list_->setCurrentRow(static_cast<int>(next - lessons_.begin()));
    list_->setFocus();
}

void LessonPane::showState()
{
    if (player_.lesson() == nullptr)
        return;
    showText();
    next_->setEnabled(player_.canGoOn());
    skip_->setVisible(!player_.canGoOn());
    task_->setVisible(!player_.current().until.empty());
    const QString wanted = conditionText(QString::fromStdString(player_.current().until));
    task_->setText(player_.isReached() ? tr("✓ Reached.")
                   : wanted.isEmpty()  ? tr("Do it on the page: the lesson goes on when it is reached.")
                                       : tr("Do it on the page: %1. Then the lesson goes on.").arg(wanted));
}

/// Rewrites the text where a number in it changed, and draws its views again; the place that is read stays in sight.
void LessonPane::showText()
{
    const QString before = player_.step() == 0 ? player_.lesson()->summary + QLatin1Char('\n') : QString();
    const QString filled = filledIn(before + player_.current().markdown, player_.names());
    const bool isDrawn = filled.contains(QLatin1String("picture:view/")) && player_.isViewThere();
    if (filled == shown_ && !isDrawn)
        return;
    const int place = shown_.isEmpty() ? 0 : text_->verticalScrollBar()->value();
    shown_ = filled;
    text_->setMarkdown(filled);
    text_->verticalScrollBar()->setValue(place);
}

} // namespace termscope
