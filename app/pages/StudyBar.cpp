#include "app/pages/StudyBar.h"

#include "app/files/FileActions.h"
#include "widgets/controls/FlowLayout.h"
#include "widgets/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace termscope {
namespace {

constexpr int progressParts = 1000;
constexpr int nonePushed = 1000; ///< all controls stand at the left

QPushButton* newStudyButton(const QString& name, const QString& text, const QString& help)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setToolTip(help);
    return button;
}

} // namespace

StudyBar::StudyBar(const QString& name, Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench),
      start_(newStudyButton(name + QStringLiteral("Start"), tr("Start"),
                            tr("Computes at the settings of the strip; a study that runs is stopped first"))),
      stop_(newStudyButton(name + QStringLiteral("Stop"), tr("Stop"), tr("What is known by now stays"))),
      copy_(newStudyButton(name + QStringLiteral("Copy"), tr("Copy as command line"),
                           tr("The call of termscope-cli that prints the same numbers"))),
      progress_(new QProgressBar), state_(new QLabel),
      images_(newStudyButton(name + QStringLiteral("Images"), tr("Open images …"), {})),
      text_(newStudyButton(name + QStringLiteral("Text"), tr("Open a text …"), {})),
      network_(newStudyButton(name + QStringLiteral("Network"), tr("Open a network …"), {}))
{
    auto* controls = new QWidget;
    row_ = new FlowLayout(nonePushed, controls);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(6);
    for (QWidget* part : {static_cast<QWidget*>(start_), static_cast<QWidget*>(stop_), static_cast<QWidget*>(copy_)})
        row_->addWidget(part);
    progress_->setObjectName(name + QStringLiteral("Progress"));
    progress_->setAccessibleName(tr("Progress of the study"));
    progress_->setRange(0, progressParts);
    progress_->setTextVisible(false);
    progress_->setMaximumHeight(scaled(6));
    state_->setObjectName(name + QStringLiteral("State"));
    state_->setWordWrap(true);
    state_->setTextFormat(Qt::RichText);
    state_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    state_->setAccessibleName(tr("How the study stands"));
    auto* needs = new QHBoxLayout;
    needs->addWidget(state_, 1);
    for (QPushButton* button : {images_, text_, network_}) {
        button->hide();
        needs->addWidget(button, 0, Qt::AlignTop);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(controls);
    layout->addWidget(progress_);
    layout->addLayout(needs);
    progress_->hide();
    stop_->setEnabled(false);
    connect(start_, &QPushButton::clicked, this, [this] {
        starting_ = true;
        emit startRequested();
        starting_ = false;
    });
    connect(stop_, &QPushButton::clicked, &workbench_, &Workbench::stopStudy);
    connect(copy_, &QPushButton::clicked, this, &StudyBar::copyRequested);
    connect(images_, &QPushButton::clicked, &files, [&files] { files.askForImages(); });
    connect(text_, &QPushButton::clicked, &files, &FileActions::askForText);
    connect(network_, &QPushButton::clicked, &files, &FileActions::askForNetwork);
    connect(&workbench_, &Workbench::studyStarted, this, [this] { take(starting_); });
    connect(&workbench_, &Workbench::studyRunning, this, [this](bool running) {
        if (!running)
            take(false);
    });
    connect(&workbench_, &Workbench::studyProgress, this,
            [this](double done) { progress_->setValue(static_cast<int>(progressParts * done)); });
}

void StudyBar::addControl(const QString& title, QWidget* control)
{
    auto* pair = new QWidget;
    auto* layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(title);
    label->setBuddy(control);
    layout->addWidget(label);
    layout->addWidget(control);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(title);
    row_->addWidget(pair);
}

void StudyBar::addButton(QPushButton* button)
{
    row_->addWidget(button);
}

void StudyBar::take(bool mine)
{
    const bool was = std::exchange(mine_, mine);
    progress_->setVisible(mine_);
    progress_->setValue(0);
    stop_->setEnabled(mine_);
    if (was && !mine_)
        emit ended();
}

void StudyBar::showState(const QString& sentence, const QString& obstacle)
{
    state_->setText(obstacle.isEmpty() ? sentence : obstacle.toHtmlEscaped());
    const bool missing = !obstacle.isEmpty() && session_.network();
    const bool runs = missing && session_.network()->graph != nullptr;
    images_->setVisible(runs && !session_.readsText());
    text_->setVisible(runs && session_.readsText());
    network_->setVisible(missing && !runs);
}

} // namespace termscope
