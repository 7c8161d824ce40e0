#include "app/pages/AccuracyPage.h"

#include "app/pages/CommandCopy.h"
#include "app/pages/CurvePins.h"
#include "app/pages/OutputPane.h"
#include "app/pages/Panes.h"
#include "app/pages/SamplePane.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/sweep/CurveAdvice.h"
#include "resources/Tables.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/images/DigitStrip.h"
#include "widgets/images/ImageDetail.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/ConfusionPlot.h"
#include "widgets/plots/CurveBar.h"
#include "widgets/text/NextWordView.h"
#include "widgets/text/TextStrip.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace termscope {

AccuracyPage::AccuracyPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), costs_(session), bar_(new CurveBar),
      curve_(new AccuracyPlot), confusion_(new ConfusionPlot), images_(new DigitStrip), detail_(new ImageDetail),
      imagePanes_(nullptr), nextWords_(new NextWordView), text_(new TextStrip), outputs_(new OutputPane),
      samples_(new SamplePane), tables_(new QTabWidget), right_(new QStackedWidget), lower_(new QStackedWidget),
      state_(new QLabel)
{
    curve_->setObjectName(QStringLiteral("curve"));
    confusion_->setObjectName(QStringLiteral("confusion"));
    images_->setObjectName(QStringLiteral("images"));
    detail_->setObjectName(QStringLiteral("imageDetail"));
    nextWords_->setObjectName(QStringLiteral("nextWords"));
    state_->setWordWrap(true);
    state_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    state_->setAccessibleName(tr("Accuracy of the current setting"));
    auto* upper = newSplitter(Qt::Horizontal, "accuracyPlots");
    auto* curves = new QWidget;
    auto* column = new QVBoxLayout(curves);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(bar_);
    column->addWidget(curve_, 1);
    upper->addWidget(curves);
    tables_->setDocumentMode(true);
    tables_->setObjectName(QStringLiteral("accuracyTables"));
    tables_->addTab(confusion_, tr("Con&fusion"));
    tables_->addTab(outputs_, tr("O&utputs"));
    keepTabsTight(*tables_);
    outputsShown_ = confusion_->menu()->addAction(tr("Outputs of the chosen image as a &table"));
    outputsShown_->setObjectName(QStringLiteral("showOutputs"));
    outputsShown_->setCheckable(true);
    connect(outputsShown_, &QAction::toggled, this, [this](bool on) {
        showTabs();
        tables_->setCurrentWidget(on ? static_cast<QWidget*>(outputs_) : confusion_);
    });
    right_->addWidget(tables_);
    right_->addWidget(nextWords_);
    auto* imagePanes = newSplitter(Qt::Horizontal, "accuracyImages");
    imagePanes->addWidget(images_);
    imagePanes->addWidget(detail_);
    imagePanes->setStretchFactor(0, 3);
    imagePanes->setStretchFactor(1, 2);
    imagePanes->setSizes({540, 400}); // both numbers of a class have room
    imagePanes_ = imagePanes;
    lower_->addWidget(imagePanes_);
    lower_->addWidget(samples_);
    lower_->addWidget(text_);
    upper->addWidget(right_);
    upper->setStretchFactor(0, 3);
    upper->setStretchFactor(1, 2);
    auto* panes = newSplitter(Qt::Vertical, "accuracyPanes");
    panes->addWidget(upper);
    panes->addWidget(lower_);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(state_);
    layout->addWidget(panes, 1);

    loadPublished();
    addCopying();
    connect(&session_, &Session::filesChanged, this, &AccuracyPage::showFiles);
    connect(&session_, &Session::publishedChanged, curve_, &AccuracyPlot::setPublishedVisible);
    connect(&session_, &Session::imageChanged, this, [this](qint64 image) {
        images_->selectImage(static_cast<int>(image));
        detail_->showImage(image);
        samples_->showSample(image);
        showClasses();
        showSample();
    });
    connect(curve_, &AccuracyPlot::publishedVisibleChanged, &session_, &Session::showPublished);
    connect(curve_, &AccuracyPlot::pointActivated, this, [this](const Settings& settings) {
        session_.changeSettings(settings, tr("point of the curve"));
        session_.pin(SettingPoint{settings});
    });
    connect(curve_, &AccuracyPlot::pointHovered, this,
            [this](const Settings& settings) { session_.hoverOver(SettingPoint{settings}); });
    connect(curve_, &AccuracyPlot::hoverLeft, this, [this] { session_.hoverOver({}); });
    connect(&session_, &Session::highlightChanged, this, [this](const Highlight& what) {
        const auto* point = std::get_if<SettingPoint>(&what);
        curve_->setLit(point ? std::optional(point->settings) : std::nullopt);
    });
    connect(images_, &DigitStrip::imageActivated, this, [this](int index) { session_.chooseImage(index); });
    connect(confusion_, &ConfusionPlot::cellActivated, images_, [this](int label, int prediction) {
        images_->setCell(ConfusionCell{label, prediction});
    });
    connect(confusion_, &ConfusionPlot::selectionCleared, images_, [this] { images_->setCell({}); });
    connect(images_, &DigitStrip::cellLeft, confusion_, &ConfusionPlot::clearSelection);
    connect(images_, &DigitStrip::activationsRequested, this, [this](int index) {
        session_.chooseImage(index);
        session_.changePage(QStringLiteral("terms"));
    });
    connect(text_, &TextStrip::tokenChosen, &session_, &Session::chooseToken);
    connect(&session_, &Session::tokenChanged, this, &AccuracyPage::showToken);
    connect(&workbench_, &Workbench::nextWordsChanged, this, &AccuracyPage::showNextWords);
    connect(&workbench_, &Workbench::classesChanged, this, &AccuracyPage::showClasses);
    connect(&workbench_, &Workbench::sampleChanged, this, &AccuracyPage::showSample);
    connect(samples_, &SamplePane::sampleChosen, this, [this](int sample) { session_.chooseImage(sample); });
    connect(&workbench_, &Workbench::evaluationChanged, this, &AccuracyPage::showEvaluation);
    connect(&workbench_, &Workbench::referenceChanged, this, &AccuracyPage::showEvaluation);
    connect(&workbench_, &Workbench::curveChanged, this, &AccuracyPage::showCurve);
    connect(&workbench_, &Workbench::obstacleChanged, this, &AccuracyPage::showObstacle);
    connect(&session_, &Session::workAxisChanged, this, &AccuracyPage::showAxis);
    connect(&session_, &Session::arrayChanged, this, &AccuracyPage::showAxis);
    new CurvePins(session_, workbench_, costs_, *bar_, *curve_, this);
    curve_->setPublishedVisible(session_.view().published);
    showFiles();
    showEvaluation();
    showNextWords();
    showAxis();
    showCurve();
}

/// The points of the curve as a call of the tool, in the menu of the plot.
void AccuracyPage::addCopying()
{
    QAction* copy = curve_->menu()->addAction(tr("Copy as co&mmand line"));
    copy->setObjectName(QStringLiteral("copySweep"));
    connect(copy, &QAction::triggered, this, [this] {
        if (const QString refused = copiedCommand(accuracyCommand(session_)); !refused.isEmpty())
            emit failed(refused);
        else
            emit said(tr("The command line is on the clipboard."));
    });
}

void AccuracyPage::loadPublished()
{
    Result<PublishedFigures> figures = embedded::readPublishedFigures();
    Result<TrainedFigures> trained = embedded::readTrainedFigures();
    if (figures && trained)
        curve_->setPublished(std::move(*figures), std::move(*trained));
    else
        state_->setText(QString::fromStdString((figures ? trained.error() : figures.error()).message));
}

void AccuracyPage::showFiles()
{
    images_->setCell({});
    const DatasetPtr images = readsArrays() ? nullptr : session_.dataset(); // arrays are no pictures
    images_->setImages(images);
    images_->selectImage(static_cast<int>(session_.view().image));
    detail_->setImages(images);
    detail_->showImage(session_.view().image);
    samples_->setSamples(readsArrays() ? session_.dataset() : nullptr);
    samples_->showSample(session_.view().image);
    showClasses();
    showSample();
    confusion_->setClassNames(session_.dataset() ? session_.dataset()->classNames : std::vector<std::string>());
    const OpenTextPtr& text = session_.text();
    text_->setText(text ? text->text : nullptr, text ? text->vocabulary : nullptr);
    right_->setCurrentWidget(session_.readsText() ? static_cast<QWidget*>(nextWords_) : tables_);
    lower_->setCurrentWidget(session_.readsText() ? static_cast<QWidget*>(text_)
                             : readsArrays()      ? samples_
                                                  : imagePanes_);
    showTabs();
    showToken();
    showObstacle();
}

void AccuracyPage::showToken()
{
    text_->showToken(session_.view().token, TextEvaluator::contextTokens);
}

void AccuracyPage::showNextWords()
{
    if (const NextWordsPtr& words = workbench_.nextWords(); words && session_.text())
        nextWords_->setWords(*words, session_.text()->vocabulary);
    else
        nextWords_->clear();
}

bool AccuracyPage::readsArrays() const
{
    return session_.readsArrays();
}

/// What there is one of in each cell of the confusion matrix.
Counted AccuracyPage::countedIn(const Evaluation& evaluation) const
{
    return evaluation.places > 1 ? Counted::Places : readsArrays() ? Counted::Samples : Counted::Images;
}

/// Of images there is the confusion matrix alone until outputs are asked for.
void AccuracyPage::showTabs()
{
    const bool shown = readsArrays() || outputsShown_->isChecked()
                       || !tables_->isTabVisible(tables_->indexOf(confusion_));
    tables_->tabBar()->setVisible(shown);
    // The widget's focus is its bar's; hidden, it would keep Tab from going on.
    tables_->setFocusPolicy(shown ? Qt::TabFocus : Qt::NoFocus);
}

/// One of another sample than the chosen one, or of other files, is on its way out.
void AccuracyPage::showSample()
{
    const SampleViewPtr& sample = workbench_.sample();
    const bool shown = sample && session_.dataset() && sample->sample == session_.view().image;
    outputs_->setSample(shown ? sample : nullptr,
                        session_.dataset() ? session_.dataset()->classNames : std::vector<std::string>());
    outputs_->setObstacle(workbench_.sample.obstacle());
    samples_->setView(shown && readsArrays() ? sample : nullptr);
}

void AccuracyPage::showClasses()
{
    if (const auto& classes = workbench_.classes())
        detail_->setClasses(*classes);
}

/// What stands in place of an image's likeliest classes.
void AccuracyPage::showDetailPlaceholder()
{
    const EvaluationPtr& evaluation = workbench_.evaluation();
    const bool hasClasses = !evaluation || evaluation->scoreKind() != ScoreKind::Sqnr;
    images_->setHasClasses(hasClasses);
    const QString& obstacle = workbench_.obstacle();
    detail_->setPlaceholder(!obstacle.isEmpty() ? obstacle
                            : hasClasses        ? tr("Waiting for the classes of this image …")
                                                : tr("The outputs are values: the table above has them."));
}

void AccuracyPage::showObstacle()
{
    const QString sentence = workbench_.obstacle();
    curve_->setPlaceholder(sentence.isEmpty() ? tr("Evaluating …") : sentence);
    confusion_->setPlaceholder(sentence.isEmpty() ? tr("Evaluating …") : sentence);
    showDetailPlaceholder();
    nextWords_->setPlaceholder(sentence.isEmpty() ? tr("Evaluating …") : sentence);
    if (!sentence.isEmpty())
        state_->setText(sentence);
}

QString AccuracyPage::textStateText() const
{
    const Evaluation& found = *workbench_.evaluation();
    const auto figure = [&](double value) { return numberText(value, 'f', 1); };
    const QString total = countText(found.total);
    const Interval interval = found.perplexityInterval();
    QString text = found.exact()
                       ? tr("<b>Perplexity %1</b> (%2 to %3 with 95 % confidence, all %4 tokens, %5 streams).")
                             .arg(figure(found.perplexity()), figure(interval.low), figure(interval.high), total)
                             .arg(session_.text() ? session_.text()->streams : 1)
                       : tr("<b>Perplexity about %1</b> (%2 to %3 with 95 % confidence, from %4 of %5 tokens).")
                             .arg(figure(found.perplexity()), figure(interval.low), figure(interval.high),
                                  countText(found.evaluated), total);
    if (found.window > 0)
        text += tr(" Windows of %1 tokens: the network carries no state on.").arg(countText(found.window));
    if (const CurvePtr& curve = workbench_.curve(); curve && !curve->rows.empty() && curve->rows.front().text)
        text += tr(" Float: %1%2.")
                    .arg(curve->rows.front().text->tokens < found.total ? tr("about ") : QString(),
                         figure(curve->rows.front().text->perplexity));
    return text + tr(" Less is better: it is how many words the next one seems to be drawn from.");
}

/// Before there is any figure.
QString AccuracyPage::waitingText() const
{
    if (!workbench_.obstacle().isEmpty() || !session_.network())
        return workbench_.obstacle();
    return session_.readsText() ? tr("Waiting for the first tokens to be evaluated …")
           : readsArrays()      ? tr("Waiting for the first samples to be evaluated …")
                                : tr("Waiting for the first images to be evaluated …");
}

void AccuracyPage::showEvaluation()
{
    const EvaluationPtr& evaluation = workbench_.evaluation();
    if (!evaluation) {
        curve_->clearCurrent();
        confusion_->clear();
        images_->setPredictions({}, {});
        samples_->setPredictions({}, {});
        state_->setText(waitingText());
        return;
    }
    showCurrent();
    if (evaluation->workload == Workload::Text) {
        state_->setText(textStateText());
        return;
    }
    tables_->setTabVisible(tables_->indexOf(confusion_), evaluation->scoreKind() != ScoreKind::Sqnr);
    showTabs();
    if (evaluation->confusion.empty())
        confusion_->clear();
    else
        confusion_->setConfusion(evaluation->confusion, evaluation->classes, evaluation->fidelity.has_value(),
                                 countedIn(*evaluation));
    const std::vector<std::int32_t> floats = workbench_.reference() ? workbench_.reference()->predictions
                                                                    : std::vector<std::int32_t>();
    showDetailPlaceholder();
    images_->setPredictions(floats, evaluation->predictions);
    samples_->setPredictions(floats, evaluation->predictions);
    state_->setText(stateText());
}

/// The present setting in the plot. Float has no work, and no place there.
void AccuracyPage::showCurrent()
{
    const Evaluation& evaluation = *workbench_.evaluation();
    if (evaluation.method == Method::Float || evaluation.evaluated == 0)
        return curve_->clearCurrent();
    CurrentScore current = currentOf(evaluation);
    current.row = costs_.filled(std::move(current.row));
    curve_->setCurrent(std::move(current));
}

QString AccuracyPage::agreementText() const
{
    const Evaluation& found = *workbench_.evaluation();
    const QString sqnr = numberText(found.fidelity->sqnr(), 'f', 1);
    const QString share = numberText(found.top1(), 'f', 2);
    const QString which = found.exact()
                              ? countText(found.total)
                              : tr("the first %1 of %2").arg(countText(found.evaluated), countText(found.total));
    if (found.scoreKind() == ScoreKind::Sqnr)
        return (readsArrays() ? tr("<b>Outputs %1 dB above their noise</b> (SQNR against the float network, %2 "
                                   "samples). The data have no labels and the outputs are values, not classes, so "
                                   "there is no accuracy.")
                              : tr("<b>Outputs %1 dB above their noise</b> (SQNR against the float network, %2 "
                                   "images). The data have no labels and the outputs are values, not classes, so "
                                   "there is no accuracy."))
            .arg(sqnr, which);
    if (readsArrays())
        return tr("<b>As the float network: %1 %</b> of %2 samples; outputs <b>%3 dB</b> above their noise (SQNR). The "
                  "data have no labels, so there is no accuracy.")
            .arg(share, which, sqnr);
    return tr("<b>As the float network: %1 %</b> of %2 images; outputs <b>%3 dB</b> above their noise (SQNR). The "
              "images "
              "have no labels, so there is no accuracy.")
        .arg(share, which, sqnr);
}

/// Of samples with labels: how many are right.
QString AccuracyPage::rightText(const Evaluation& found) const
{
    const auto percent = [&](double value) { return numberText(value, 'f', 2); };
    const QString total = countText(found.total);
    if (const std::optional<double> overlap = found.meanIoU())
        return (readsArrays() ? tr("<b>%1 % of the places right, mean IoU %2 %</b> (from %3 of %4 samples).")
                              : tr("<b>%1 % of the places right, mean IoU %2 %</b> (from %3 of %4 images)."))
            .arg(percent(found.top1()), percent(*overlap), countText(found.evaluated), total);
    if (found.exact())
        return (readsArrays() ? tr("<b>Top-1 %1 %</b> (%2 of %3 samples), top-5 %4 %.")
                              : tr("<b>Top-1 %1 %</b> (%2 of %3 images), top-5 %4 %."))
            .arg(percent(found.top1()), countText(found.correct), total, percent(found.top5()));
    return (readsArrays()
                ? tr("<b>Top-1 about %1 %</b> (%2 to %3 % with 95 % confidence, from the first %4 of %5 samples).")
                : tr("<b>Top-1 about %1 %</b> (%2 to %3 % with 95 % confidence, from the first %4 of %5 images)."))
        .arg(percent(found.top1()), percent(found.top1Interval().low), percent(found.top1Interval().high),
             countText(found.evaluated), total);
}

QString AccuracyPage::stateText() const
{
    const Evaluation& found = *workbench_.evaluation();
    if (found.fidelity)
        return agreementText();
    const auto percent = [&](double value) { return numberText(value, 'f', 2); };
    QString text = rightText(found);
    text += workbench_.reference() ? tr(" Float: %1 %.").arg(percent(workbench_.reference()->top1()))
                                   : tr(" Waiting for float.");
    if (const SweepRow* given = workbench_.curve() ? workbench_.curve()->rowOf(Method::Given) : nullptr)
        text += tr(" As given: %1 %.").arg(percent(given->top1()));
    return text;
}

void AccuracyPage::showAxis()
{
    const bool changed = curve_->axis() != session_.view().workAxis;
    if (!changed && session_.view().workAxis != WorkAxis::Cycles)
        return; // another array says nothing of the others
    curve_->setAxis(session_.view().workAxis, costs_.arrayText());
    if (workbench_.evaluation())
        showCurrent();
    showCurve();
}

void AccuracyPage::showCurve()
{
    const CurvePtr& curve = workbench_.curve();
    QStringList advice;
    if (curve && curve->complete)
        for (const Message& sentence : adviceOnCurve(curve->rows))
            advice << translated(sentence);
    curve_->setAdvice(advice.join(u'\n'));
    std::vector<SweepRow> rows = curve ? curve->rows : std::vector<SweepRow>();
    for (SweepRow& row : rows)
        row = costs_.filled(std::move(row));
    curve_->setRows(rows, curve ? curve->estimated : std::vector<bool>());
    if (workbench_.evaluation()) // its sentence names what is known of float and of the file's own integers
        state_->setText(session_.readsText() ? textStateText() : stateText());
}

} // namespace termscope
