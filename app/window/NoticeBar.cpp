#include "app/window/NoticeBar.h"

#include "app/files/TrialList.h"
#include "core/evaluate/PreprocessingTrial.h"
#include "resources/Examples.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace termscope {
namespace {

QPushButton* newButton(const QString& name, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

/// Pages that show what becomes of data; weights are there without any.
bool needsData(const QString& page)
{
    const PageNeeds needs = needsOf(page);
    return needs.settings && (needs.pairs || needs.curve || needs.arrays);
}

} // namespace

NoticeBar::NoticeBar(Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QFrame(parent), session_(session), workbench_(workbench), files_(files), sentence_(new QLabel),
      images_(newButton(QStringLiteral("noticeImages"), tr("Open images …"))),
      text_(newButton(QStringLiteral("noticeText"), tr("Open a text …"))),
      network_(newButton(QStringLiteral("noticeNetwork"), tr("Open a network …"))),
      example_(newButton(QStringLiteral("noticeExample"), tr("Open example"))),
      try_(newButton(QStringLiteral("noticeTry"), tr("Try presets"))),
      dismiss_(newButton(QStringLiteral("noticeDismiss"), tr("It is right"))), trials_(new TrialList)
{
    setObjectName(QStringLiteral("notice"));
    setFrameShape(QFrame::StyledPanel);
    sentence_->setObjectName(QStringLiteral("noticeSentence"));
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    try_->setToolTip(tr("The float accuracy on the first %1 images under each preset").arg(triedImages));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(sentence_);
    buildButtons();
    layout->addWidget(trials_);
    trials_->hide();

    connect(&session_, &Session::filesChanged, this, &NoticeBar::forget);
    connect(&session_, &Session::pageChanged, this, &NoticeBar::refresh);
    connect(&workbench_, &Workbench::obstacleChanged, this, &NoticeBar::refresh);
    connect(&workbench_, &Workbench::referenceChanged, this, &NoticeBar::refresh);
    connect(trials_, &TrialList::chosen, &files_, &FileActions::changePreprocessing);
    connect(&trialJob_, &LatestJob::runningChanged, try_, &QWidget::setDisabled);
    connect(&trialJob_, &LatestJob::progressChanged, this,
            [this](double fraction) { try_->setText(tr("Trying … %1 %").arg(static_cast<int>(100.0 * fraction))); });
    refresh();
}

void NoticeBar::buildButtons()
{
    auto* row = new QHBoxLayout;
    for (QPushButton* button : {try_, images_, text_, network_, example_, dismiss_})
        row->addWidget(button);
    row->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    auto* menu = new QMenu(example_);
    for (const embedded::Example& example : embedded::examples()) {
        const QString name = QString::fromUtf8(example.name.data(), static_cast<qsizetype>(example.name.size()));
        connect(menu->addAction(translated(example.title)), &QAction::triggered, &files_,
                [this, name] { files_.openExample(name); });
    }
    example_->setMenu(menu);
    connect(images_, &QPushButton::clicked, &files_, [this] { files_.askForImages(); });
    connect(text_, &QPushButton::clicked, &files_, &FileActions::askForText);
    connect(network_, &QPushButton::clicked, &files_, &FileActions::askForNetwork);
    connect(try_, &QPushButton::clicked, this, &NoticeBar::tryPresets);
    connect(dismiss_, &QPushButton::clicked, this, [this] {
        dismissed_ = true;
        refresh();
    });
}

/// Other files: what was found out, or put aside, was about those before.
void NoticeBar::forget()
{
    trialJob_.cancel();
    dismissed_ = false;
    trials_->setTrials({});
    trials_->hide();
    refresh();
}

void NoticeBar::refresh()
{
    const QString& page = session_.view().page;
    const QString obstacle = workbench_.obstacle();
    const Plausibility found = workbench_.reference() ? plausibilityOf(*workbench_.reference()) : Plausibility{};
    if (session_.network() && needsData(page) && !obstacle.isEmpty())
        showObstacle(obstacle);
    else if (page != QLatin1String(welcomePage) && found.doubt != Doubt::None && !dismissed_)
        showDoubt(found);
    else
        hide();
}

void NoticeBar::showObstacle(const QString& sentence)
{
    sentence_->setText(sentence);
    const bool runs = session_.network()->graph != nullptr;
    const bool text = session_.readsText();
    images_->setVisible(runs && !text);
    text_->setVisible(runs && text);
    network_->setVisible(!runs);
    example_->show();
    for (QWidget* part : {static_cast<QWidget*>(try_), static_cast<QWidget*>(dismiss_), static_cast<QWidget*>(trials_)})
        part->hide();
    show();
}

void NoticeBar::showDoubt(const Plausibility& found)
{
    const QString set = QString::fromStdString(toText(session_.dataset()->preprocessing));
    const auto percent = [](double value, int decimals) { return numberText(value, 'f', decimals); };
    const QString what = found.doubt == Doubt::AtChance
                             ? tr("Float accuracy is %1 %, no better than guessing (%2 %).")
                                   .arg(percent(found.top1, 1), percent(found.chance, 1))
                             : tr("Float accuracy is %1 %, far below the %2 % that the outputs' own confidence says.")
                                   .arg(percent(found.top1, 1), percent(found.confidence, 0));
    sentence_->setText(tr("%1 The images may need another preprocessing than is set now (%2), or their classes other "
                          "numbers.")
                           .arg(what, set));
    try_->setVisible(session_.dataset()->source != nullptr);
    try_->setText(tr("Try presets"));
    dismiss_->show();
    images_->show();
    for (QPushButton* button : {text_, network_, example_})
        button->hide();
    show();
}

void NoticeBar::tryPresets()
{
    trialJob_.submit([this, network = session_.network(), dataset = session_.dataset()](const JobToken& token) {
        const auto found = tryPreprocessings(network, dataset, triedImages, token.progress());
        token.deliver([this, found] {
            if (found)
                trials_->setTrials(*found);
            else
                sentence_->setText(QString::fromStdString(found.error().message));
            trials_->setVisible(found.has_value());
            try_->setText(tr("Try presets"));
        });
    });
}

} // namespace termscope
