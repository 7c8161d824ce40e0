#include "app/pages/AccuracyPage.h"

#include "resources/Tables.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/ConfusionPlot.h"
#include "widgets/plots/DigitStrip.h"

#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

namespace termscope {

AccuracyPage::AccuracyPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), curve_(new AccuracyPlot), confusion_(new ConfusionPlot),
      images_(new DigitStrip), state_(new QLabel)
{
    state_->setWordWrap(true);
    state_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    state_->setAccessibleName(tr("Accuracy of the current setting"));
    auto* upper = new QSplitter(Qt::Horizontal);
    upper->addWidget(curve_);
    upper->addWidget(confusion_);
    upper->setStretchFactor(0, 3);
    upper->setStretchFactor(1, 2);
    upper->setChildrenCollapsible(false);
    auto* panes = new QSplitter(Qt::Vertical);
    panes->addWidget(upper);
    panes->addWidget(images_);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 1);
    panes->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(state_);
    layout->addWidget(panes, 1);

    loadPublished();
    connect(&session_, &Session::filesChanged, this, &AccuracyPage::showFiles);
    connect(&session_, &Session::publishedChanged, curve_, &AccuracyPlot::setPublishedVisible);
    connect(&session_, &Session::imageChanged, this, [this](qint64 image) { images_->selectImage(static_cast<int>(image)); });
    connect(curve_, &AccuracyPlot::publishedVisibleChanged, &session_, &Session::showPublished);
    connect(curve_, &AccuracyPlot::pointActivated, this, [this](const Settings& settings) {
        session_.changeSettings(settings, tr("point of the curve"));
    });
    connect(images_, &DigitStrip::imageActivated, this, [this](int index) { session_.chooseImage(index); });
    connect(&workbench_, &Workbench::evaluationChanged, this, &AccuracyPage::showEvaluation);
    connect(&workbench_, &Workbench::referenceChanged, this, &AccuracyPage::showEvaluation);
    connect(&workbench_, &Workbench::curveChanged, this, &AccuracyPage::showCurve);
    connect(&workbench_, &Workbench::obstacleChanged, this, &AccuracyPage::showObstacle);
    curve_->setPublishedVisible(session_.view().published);
    showFiles();
    showEvaluation();
    showCurve();
}

void AccuracyPage::loadPublished()
{
    Result<PublishedFigures> figures = embedded::readPublishedFigures();
    if (figures)
        curve_->setPublished(std::move(*figures));
    else
        state_->setText(QString::fromStdString(figures.error().message));
}

void AccuracyPage::showFiles()
{
    images_->setImages(session_.dataset());
    images_->selectImage(static_cast<int>(session_.view().image));
    showObstacle();
}

void AccuracyPage::showObstacle()
{
    const QString sentence = workbench_.obstacle();
    curve_->setPlaceholder(sentence.isEmpty() ? tr("Evaluating …") : sentence);
    confusion_->setPlaceholder(sentence.isEmpty() ? tr("Evaluating …") : sentence);
    if (!sentence.isEmpty())
        state_->setText(sentence);
}

void AccuracyPage::showEvaluation()
{
    const EvaluationPtr& evaluation = workbench_.evaluation();
    if (!evaluation) {
        curve_->clearCurrent();
        confusion_->clear();
        images_->setPredictions({}, {});
        state_->setText(workbench_.obstacle());
        return;
    }
    curve_->setCurrent(*evaluation);
    confusion_->setConfusion(evaluation->confusion, evaluation->classes);
    images_->setPredictions(workbench_.reference() ? workbench_.reference()->predictions : std::vector<std::int32_t>(),
                            evaluation->predictions);
    state_->setText(stateText());
}

QString AccuracyPage::stateText() const
{
    const Evaluation& found = *workbench_.evaluation();
    const QLocale locale;
    const auto percent = [&](double value) { return locale.toString(value, 'f', 2); };
    const QString total = locale.toString(static_cast<qlonglong>(found.total));
    QString text = found.exact()
        ? tr("<b>Top-1 %1 %</b> (%2 of %3 images), top-5 %4 %.")
              .arg(percent(found.top1()), locale.toString(static_cast<qlonglong>(found.correct)), total, percent(found.top5()))
        : tr("<b>Top-1 about %1 %</b> (%2 to %3 % with 95 % confidence, from the first %4 of %5 images).")
              .arg(percent(found.top1()), percent(found.top1Interval().low), percent(found.top1Interval().high),
                   locale.toString(static_cast<qlonglong>(found.evaluated)), total);
    if (workbench_.reference())
        text += tr(" Float: %1 %.").arg(percent(workbench_.reference()->top1()));
    return text;
}

void AccuracyPage::showCurve()
{
    const CurvePtr& curve = workbench_.curve();
    curve_->setRows(curve ? std::span<const SweepRow>(curve->rows) : std::span<const SweepRow>());
}

} // namespace termscope
