#include "app/pages/ComparePane.h"

#include "app/files/FileActions.h"
#include "app/pages/CommandCopy.h"
#include "app/pages/CompareTexts.h"
#include "app/pages/Panes.h"
#include "app/pages/StudyBar.h"
#include "app/session/FileDialogs.h"
#include "app/session/Origin.h"
#include "widgets/controls/ChoiceBox.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/images/ImageDetail.h"
#include "widgets/language/Numbers.h"
#include "widgets/study/FigureTable.h"
#include "widgets/study/OverlaidHistogram.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <array>

namespace termscope {
namespace {

constexpr std::array sideMethods{Method::Float, Method::Quantized, Method::Revealed, Method::Given};

QPushButton* newSideButton(const QString& text, const QString& help, const char* name)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    button->setToolTip(help);
    return button;
}

} // namespace

ComparePane::ComparePane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench),
      bar_(new StudyBar(QStringLiteral("compare"), session, workbench, files)), a_(new ChoiceBox), b_(new ChoiceBox),
      second_(newSideButton(tr("B's network …"), tr("Another file for B; without one B is the open network"),
                            "compareSecond")),
      switch_(newSideButton(tr("Other side"),
                            tr("The strip takes the settings of the other side, and keeps its own "
                               "for it (F7)"),
                            "compareSwitch")),
      withCurves_(new QCheckBox(tr("Curves"))), tensors_(new FigureTable(tr("Tensors of A and B"))),
      values_(new OverlaidHistogram), tabs_(new QTabWidget), flips_(new FigureTable(tr("Flipped"))),
      curves_(new FigureTable(tr("Curves of A and B"))), image_(new ImageDetail)
{
    build();
    connectAll();
    show();
}

void ComparePane::addSide(QComboBox* box, const QString& title, const QString& help, const char* name)
{
    box->setObjectName(QLatin1String(name));
    box->addItems({tr("float"), tr("QT"), tr("TR"), tr("as given")});
    box->setToolTip(help);
    bar_->addControl(title, box);
}

void ComparePane::build()
{
    addSide(a_, tr("A"), tr("How A runs; its settings are the strip's, or those kept for it"), "compareA");
    addSide(b_, tr("B"), tr("How B runs; its settings are the strip's, or those kept for it"), "compareB");
    bar_->addButton(second_);
    bar_->addButton(switch_);
    withCurves_->setObjectName(QStringLiteral("compareCurves"));
    withCurves_->setToolTip(tr("Also the scores of both at several budgets of TR, and their difference"));
    bar_->addControl({}, withCurves_);
    tensors_->setObjectName(QStringLiteral("compareTensors"));
    values_->setObjectName(QStringLiteral("compareValues"));
    flips_->setObjectName(QStringLiteral("compareFlips"));
    curves_->setObjectName(QStringLiteral("compareCurveTable"));
    image_->setObjectName(QStringLiteral("compareImage"));
    auto* flipped = newSplitter(Qt::Horizontal, "compareFlipPanes");
    flipped->addWidget(flips_);
    flipped->addWidget(image_);
    flipped->setStretchFactor(0, 3);
    flipped->setStretchFactor(1, 2);
    flipped->setSizes({320, 230});
    tabs_->setObjectName(QStringLiteral("compareTabs"));
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("Outputs of A and B"));
    tabs_->addTab(flipped, tr("Flipped"));
    tabs_->addTab(curves_, tr("Curves"));
    keepTabsTight(*tabs_);
    auto* right = newSplitter(Qt::Vertical, "compareRight");
    right->addWidget(values_);
    right->addWidget(tabs_);
    right->setSizes({260, 300});
    auto* panes = newSplitter(Qt::Horizontal, "comparePanes");
    panes->addWidget(tensors_);
    panes->addWidget(right);
    panes->setStretchFactor(0, 2);
    panes->setStretchFactor(1, 3);
    panes->setSizes({390, 550});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(bar_);
    layout->addWidget(panes, 1);
}

void ComparePane::connectAll()
{
    connect(bar_, &StudyBar::startRequested, this, [this] { workbench_.startComparison(request()); });
    connect(bar_, &StudyBar::copyRequested, this, &ComparePane::copyCommand);
    connect(bar_, &StudyBar::ended, this, &ComparePane::showState);
    connect(&workbench_, &Workbench::studyStarted, this, &ComparePane::showState);
    connect(&workbench_, &Workbench::comparisonChanged, this, &ComparePane::show);
    connect(&session_, &Session::settingsChanged, this, &ComparePane::showState);
    connect(&session_, &Session::studyChanged, this, &ComparePane::showChoice);
    connect(&session_, &Session::comparedChanged, this, &ComparePane::showChoice);
    connect(&session_, &Session::filesChanged, this, &ComparePane::show);
    connect(&session_, &Session::layerChanged, this, &ComparePane::showTensors);
    connect(a_, &QComboBox::currentIndexChanged, this, [this](int index) { chooseMethod(true, index); });
    connect(b_, &QComboBox::currentIndexChanged, this, [this](int index) { chooseMethod(false, index); });
    connect(second_, &QPushButton::clicked, this, &ComparePane::chooseSecond);
    connect(switch_, &QPushButton::clicked, &session_, &Session::switchSides);
    connect(withCurves_, &QCheckBox::clicked, this, [this](bool on) {
        StudyChoice study = session_.view().study;
        study.compare.curves = on;
        session_.changeStudy(study, tr("curves of the comparison"), "curves");
    });
    connect(tensors_, &FigureTable::rowChosen, this, &ComparePane::showTensor);
    connect(flips_, &FigureTable::rowChosen, this, &ComparePane::chooseFlip);
    connect(&session_, &Session::imageChanged, image_, &ImageDetail::showImage);
    connect(&workbench_, &Workbench::classesChanged, this, &ComparePane::showClasses);
}

void ComparePane::chooseMethod(bool ofA, int index)
{
    StudyChoice study = session_.view().study;
    (ofA ? study.compare.a : study.compare.b) = sideMethods[static_cast<std::size_t>(index)];
    if (study != session_.view().study)
        session_.changeStudy(study, tr("sides of the comparison"), "sides");
}

/// A second click takes the file back: B is the open network again.
void ComparePane::chooseSecond()
{
    if (!session_.files().compared.isEmpty())
        return session_.compareWith({});
    chooseFile(*this, tr("B's network"), {}, [this](const QString& path) { session_.compareWith(path); });
}

CompareRequest ComparePane::request() const
{
    return comparisonOf(session_);
}

bool ComparePane::isStale() const
{
    const CompareStudyPtr& study = workbench_.comparison();
    return study && !isSame(study->request, request());
}

void ComparePane::show()
{
    image_->setImages(session_.dataset());
    image_->showImage(session_.view().image);
    showClasses();
    image_->setVisible(session_.dataset() != nullptr && !session_.readsText());
    tensor_ = -1;
    showChoice();
    showTensors();
    showFlips();
    showCurves();
}

void ComparePane::showClasses()
{
    if (workbench_.classes())
        image_->setClasses(*workbench_.classes());
}

void ComparePane::showChoice()
{
    const CompareChoice& choice = session_.view().study.compare;
    const auto indexOf = [](Method method) {
        return static_cast<int>(std::ranges::find(sideMethods, method) - sideMethods.begin());
    };
    a_->setCurrentIndex(indexOf(choice.a));
    b_->setCurrentIndex(indexOf(choice.b));
    withCurves_->setChecked(choice.curves);
    const QString& second = session_.files().compared;
    second_->setText(second.isEmpty() ? tr("B's network …") : tr("B is %1 ×").arg(QFileInfo(second).fileName()));
    second_->setToolTip(second.isEmpty() ? tr("Another file for B; without one B is the open network")
                                         : tr("%1. A click takes it back: B is the open network again.").arg(second));
    showState();
}

QString ComparePane::scoresText() const
{
    const CompareStudy& study = *workbench_.comparison();
    if (!study.outputs)
        return study.complete ? study.left : tr("Outputs are still to come.");
    return outputsText(*study.outputs, study.perplexities);
}

void ComparePane::showState()
{
    const CompareStudyPtr& study = workbench_.comparison();
    const CompareChoice& choice = session_.view().study.compare;
    const QString running = tr("Both are being compared …");
    const QString strip = choice.stripIsA ? tr("A") : tr("B");
    if (!study) {
        bar_->showState(
            bar_->isRunning()
                ? running
                : tr("What is different in B from A? The strip shows the settings of side <b>%1</b>, F7 those "
                     "of the other one.")
                      .arg(strip),
            workbench_.comparison.obstacle());
        return;
    }
    QString text = tr("A: %1. B: %2.")
                       .arg(sideText(study->request.a, study->networkOfA),
                            sideText(study->request.b, study->networkOfB));
    text += QStringLiteral("<br>") + scoresText();
    if (!study->complete && !bar_->isRunning())
        text += QLatin1Char(' ') + tr("Stopped before the end.");
    if (isStale())
        text = QStringLiteral("<b>⚠ ") + tr("Settings have changed since: these figures are of others.")
               + QStringLiteral("</b> ") + text;
    text += QLatin1Char(' ') + tr("The strip shows side <b>%1</b> (F7: the other one).").arg(strip);
    bar_->showState(text);
}

void ComparePane::showTensors()
{
    const CompareStudyPtr& study = workbench_.comparison();
    tensors_->setRows(tensorColumns(), study ? tensorRows(study->weights) : std::vector<FigureRow>());
    tensors_->setCsv(study ? QString::fromStdString(comparisonCsv(study->weights)) : QString());
    tensors_->setCaption(study ? leftOutText(study->weights) : QString());
    if (!study)
        return values_->clear();
    const std::vector<TensorDifference>& all = study->weights.tensors;
    const bool known = session_.network()
                       && session_.view().layer < static_cast<int>(session_.network()->layers.size());
    if (known && (tensor_ < 0 || tensor_ >= static_cast<int>(all.size()))) {
        const std::string& name = session_.network()->layers[static_cast<std::size_t>(session_.view().layer)].name;
        const auto found = std::ranges::find(all, name, &TensorDifference::name);
        tensor_ = found == all.end() ? -1 : static_cast<int>(found - all.begin());
    }
    tensors_->setCurrent(tensor_);
    if (tensor_ < 0)
        return values_->clear();
    const TensorDifference& tensor = all[static_cast<std::size_t>(tensor_)];
    values_->setHistograms(
        tensor.ofA, tensor.ofB,
        tr("%1: A and B over the same bins. SQNR %2.").arg(tensorName(tensor), sqnrText(tensor.sqnr)));
}

/// A click on a tensor chooses its layer everywhere.
void ComparePane::showTensor(int row)
{
    const CompareStudyPtr& study = workbench_.comparison();
    if (!study || row < 0)
        return;
    tensor_ = row;
    const std::string& name = study->weights.tensors[static_cast<std::size_t>(row)].name;
    if (session_.network())
        if (const std::optional<int> layer = findLayer(*session_.network(), name))
            session_.chooseLayer(*layer);
    showTensors();
}

void ComparePane::showFlips()
{
    const CompareStudyPtr& study = workbench_.comparison();
    const bool ofText = session_.readsText();
    const OutputComparison none;
    const OutputComparison& outputs = study && study->outputs ? *study->outputs : none;
    const FlipNames names{ofText, session_.dataset() ? session_.dataset()->classNames : std::vector<std::string>(),
                          ofText && session_.text() ? session_.text()->vocabulary : nullptr};
    flips_->setRows(flipColumns(ofText), flipRows(outputs, names));
    flips_->setCsv(flipCsv(outputs, ofText));
    flips_->setCaption(study && study->outputs ? flipCaption(outputs) : QString());
}

void ComparePane::showCurves()
{
    const CompareStudyPtr& study = workbench_.comparison();
    const std::vector<CurveDifference> none;
    const std::vector<CurveDifference>& points = study ? study->curves : none;
    curves_->setRows(curveColumns(session_.readsText()), curveRows(points));
    curves_->setCsv(curveCsv(points));
    curves_->setCaption(points.empty() ? tr("Check “Curves” and start: scores of both at several budgets k of TR.")
                                       : tr("TR at each side's own settings but for k; B − A is what B gains."));
}

void ComparePane::chooseFlip(int row)
{
    const CompareStudyPtr& study = workbench_.comparison();
    if (!study || !study->outputs || row < 0 || row >= static_cast<int>(study->outputs->flips.size()))
        return;
    const std::int64_t sample = study->outputs->flips[static_cast<std::size_t>(row)].sample;
    if (session_.readsText())
        session_.chooseToken(sample);
    else
        session_.chooseImage(sample);
    flips_->setCurrent(row);
}

void ComparePane::copyCommand()
{
    const CompareStudyPtr& study = workbench_.comparison();
    if (const QString refused = copiedCommand(compareCommand(session_, study ? study->request : request()));
        !refused.isEmpty())
        emit failed(refused);
    else
        emit said(tr("The command line is on the clipboard."));
}

} // namespace termscope
