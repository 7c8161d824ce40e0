#include "app/pages/TermsPage.h"

#include "app/pages/GroupChooser.h"
#include "app/pages/Panes.h"
#include "core/run/QuantizedLayer.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/SymbolText.h"
#include "widgets/plots/PairHistogramPlot.h"
#include "widgets/terms/DotProductView.h"
#include "widgets/terms/HeseStepper.h"
#include "widgets/terms/StepPlayer.h"
#include "widgets/terms/TermGrid.h"
#include "widgets/terms/TermGridView.h"
#include "widgets/terms/TermText.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include <limits>

namespace termscope {
namespace {

/// Follows another sentence.
QString zeroPointText(const std::string& type, std::int32_t zeroPoint)
{
    return TermsPage::tr(" Stored as %1, zero point %2.").arg(QString::fromStdString(type), integerText(zeroPoint));
}

} // namespace

TermsPage::TermsPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), chooser_(new GroupChooser(session)),
      weights_(new TermGrid), weightsView_(new TermGridView(tr("Weights of the group"), weights_)),
      player_(new StepPlayer), data_(new TermGrid),
      dataView_(new TermGridView(tr("Activations that meet them"), data_)), product_(new DotProductView),
      pairs_(new PairHistogramPlot), hese_(new HeseStepper)
{
    auto* grids = newSplitter(Qt::Horizontal, "termGrids");
    grids->addWidget(buildWeights());
    grids->addWidget(buildData());
    grids->setStretchFactor(0, 1);
    grids->setStretchFactor(1, 1);
    grids->setSizes({500, 440});
    auto* lower = new QTabWidget;
    lower->addTab(product_, tr("Term &pairs of the dot product"));
    lower->addTab(pairs_, tr("P&airs of all the layer's dot products"));
    lower->addTab(hese_, tr("HE&SE step by step"));
    lower->setObjectName(QStringLiteral("termTabs"));
    lower->setDocumentMode(true);
    keepTabsTight(*lower);
    auto* panes = newSplitter(Qt::Vertical, "termPanes");
    panes->addWidget(grids);
    panes->addWidget(lower);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 2);
    panes->setSizes({400, 240});
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(chooser_);
    layout->addWidget(panes, 1);
    hese_->setNumber(27);
    connectSession();
    showGroup();
}

QWidget* TermsPage::buildWeights()
{
    auto* pane = new QWidget;
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    weights_->setObjectName(QStringLiteral("weightTerms"));
    player_->setObjectName(QStringLiteral("water"));
    weightsView_->setObjectName(QStringLiteral("weightTerms"));
    weights_->setAccessibleName(tr("Terms of a group of weights"));
    weights_->setBudgetRange(1, std::numeric_limits<int>::max());
    layout->addWidget(weightsView_, 1);
    layout->addWidget(player_);
    return pane;
}

QWidget* TermsPage::buildData()
{
    data_->setWaterlineShown(false);
    data_->setObjectName(QStringLiteral("dataTerms"));
    dataView_->setObjectName(QStringLiteral("dataTerms"));
    product_->setObjectName(QStringLiteral("dotProduct"));
    hese_->setObjectName(QStringLiteral("hese"));
    pairs_->setObjectName(QStringLiteral("pairHistogram"));
    data_->setAccessibleName(tr("Terms of the activations"));
    return dataView_;
}

void TermsPage::connectSession()
{
    connect(&workbench_, &Workbench::groupChanged, this, &TermsPage::showGroup);
    connect(&workbench_, &Workbench::obstacleChanged, this, &TermsPage::showGroup);
    connect(&workbench_, &Workbench::pairsChanged, this, &TermsPage::showPairs);
    connect(weights_, &TermGrid::budgetRequested, this, [this](int budget) { session_.changeBudget(budget, true); });
    connect(weights_, &TermGrid::budgetCommitted, this, [this](int budget) { session_.changeBudget(budget); });
    connect(player_, &StepPlayer::stepChanged, this, &TermsPage::showRecession);
    connectHighlight();
}

void TermsPage::connectHighlight()
{
    connect(&session_, &Session::highlightChanged, this, &TermsPage::showHighlight);
    for (const auto& [grid, operand] : {std::pair{weights_, Operand::Weight}, {data_, Operand::Activation}}) {
        connect(grid, &TermGrid::valueHovered, this, [this, operand = operand](int value, int exponent) {
            session_.hoverOver(valueAt(operand, value, exponent));
        });
        connect(grid, &TermGrid::valueChosen, this, [this, operand = operand](int value, int exponent) {
            session_.pin(valueAt(operand, value, exponent));
        });
    }
    // Keys point as the mouse does, and make the water wait as it does.
    connect(weights_, &TermGrid::valueHovered, this, [this](int value) { player_->setWaiting(weights_, value >= 0); });
    player_->waitWhileOver(weights_->viewport());
    const auto hover = [this](const Highlight& what) { session_.hoverOver(what); };
    const auto pin = [this](const Highlight& what) { session_.pin(what); };
    connect(product_, &DotProductView::valueHovered, this,
            [this, hover](int value) { hover(valueAt(Operand::Weight, value)); });
    connect(product_, &DotProductView::pairHovered, this, [this, hover](int pair) { hover(pairAt(pair)); });
    connect(product_, &DotProductView::coefficientHovered, this,
            [this, hover](int exponent) { hover(coefficientAt(exponent)); });
    connect(product_, &DotProductView::valueChosen, this,
            [this, pin](int value) { pin(valueAt(Operand::Weight, value)); });
    connect(product_, &DotProductView::pairChosen, this, [this, pin](int pair) { pin(pairAt(pair)); });
    connect(product_, &DotProductView::coefficientChosen, this,
            [this, pin](int exponent) { pin(coefficientAt(exponent)); });
}

Highlight TermsPage::valueAt(Operand operand, int value, int exponent) const
{
    const GroupViewPtr& group = workbench_.group();
    if (!group || value < 0)
        return {};
    const std::optional<int> one = exponent < 0 ? std::nullopt : std::optional(exponent);
    return ValuesAt{operand, group->address.layer, group->address.row, group->first + value, 1, one};
}

Highlight TermsPage::pairAt(int pair) const
{
    const GroupViewPtr& group = workbench_.group();
    if (!group || pair < 0 || pair >= static_cast<int>(group->pairs.size()))
        return {};
    const TermPair& found = group->pairs[static_cast<std::size_t>(pair)];
    return valueAt(Operand::Weight, found.index, found.weight.exponent);
}

Highlight TermsPage::coefficientAt(int exponent) const
{
    const GroupViewPtr& group = workbench_.group();
    if (!group || exponent < 0)
        return {};
    return CoefficientAt{group->address.layer, group->address.row, group->first,
                         static_cast<std::int64_t>(group->weights.values.size()), exponent};
}

/// Why there are no activations.
QString TermsPage::dataObstacle() const
{
    if (!workbench_.obstacle().isEmpty())
        return workbench_.obstacle();
    if (workbench_.group() && !workbench_.group()->dataFailure.empty())
        return QString::fromStdString(workbench_.group()->dataFailure);
    return session_.readsText() ? tr("No activations: the first token of a text has nothing before it.")
                                : tr("Computing the activations …");
}

void TermsPage::showPairs()
{
    pairs_->setPlaceholder(workbench_.pairs.obstacle().isEmpty() ? tr("Counting …") : workbench_.pairs.obstacle());
    if (const PairComparisonPtr& found = workbench_.pairs(); found && session_.layer())
        pairs_->setPairs(*found, chooser_->layerTitle(found->layer), found->settings);
    else
        pairs_->clear();
}

void TermsPage::showGroup()
{
    const GroupViewPtr& view = workbench_.group();
    if (!view)
        return;
    if (view->ofActivations)
        chooser_->setSampleRanges(view->rowCount, view->groupCount);
    weights_->setNames(view->ofActivations ? QStringLiteral("y") : QStringLiteral("w"), view->first);
    weights_->setFloats(view->weightFloats, view->weightScale);
    weights_->setZeroPoint(view->given.empty() ? std::nullopt : std::optional(view->weightZero));
    const auto end = view->first + static_cast<std::int64_t>(view->weights.values.size());
    const bool last = view->address.group + 1 == view->groupCount;
    const bool cut = view->block > 0;
    weights_->setBlockBorders(cut && view->first % view->block == 0, cut && (last || end % view->block == 0));
    weights_->setGroup(view->weights, view->exponents);
    weights_->setWaterlineShown(view->revealed);
    weightsView_->setCaption(budgetText() + fileText());
    player_->setStepCount(weights_->recedeSteps());
    if (!player_->isPlaying())
        player_->setStep(weights_->recedeSteps());
    data_->setVisible(view->hasData);
    if (view->hasData) {
        const Settings& own = view->settings;
        const std::int32_t largest = view->givenData ? view->givenData->largest()
                                                     : largestMagnitude(own.dataBits, own.quantizer);
        const int highest = maxExponent(own.encoding, static_cast<std::uint32_t>(largest));
        data_->setNames(QStringLiteral("x"), view->first);
        data_->setFloats(view->dataFloats, view->dataScale);
        data_->setZeroPoint(view->givenData ? std::optional(view->dataZero) : std::nullopt);
        data_->setGroup(view->data, highest + 1);
        const int terms = view->revealed ? own.dataTerms : 0;
        dataView_->setCaption(
            (terms == 0 ? tr("Every activation keeps all its terms. Scale %1.").arg(numberText(view->dataScale, 'g', 4))
                        : tr("Every activation keeps its s = %1 largest terms. Scale %2.")
                              .arg(QString::number(terms), numberText(view->dataScale, 'g', 4)))
            + (view->givenData ? zeroPointText(view->givenData->type, view->dataZero) : QString()));
    } else {
        dataView_->setCaption(dataObstacle());
        product_->setPlaceholder(dataObstacle());
    }
    product_->setGroup(*view);
    showHighlight();
}

/// How the file stores the weights of the group; nothing where it does not.
QString TermsPage::fileText() const
{
    const GroupView& group = *workbench_.group();
    if (group.given.empty())
        return {};
    const QString stored = zeroPointText(group.given, group.weightZero);
    return group.block > 0 ? stored + tr(" Groups are cut at the borders of blocks of %1.").arg(group.block) : stored;
}

/// Whose columns stay in the array, and what becomes of them.
QString TermsPage::activationsText() const
{
    const GroupView& view = *workbench_.group();
    if (view.columns == 0)
        return tr("A product of two activations: no sample is known that it could be shown for.");
    const bool keys = session_.layer() && session_.layer()->name.ends_with(".qk");
    const bool values = session_.layer() && session_.layer()->name.ends_with(".sv");
    const QString place =
        (keys     ? tr("Key %1 of head %2 stays in the array; x is the last query.")
         : values ? tr("Column %1 of the values of head %2 stays in the array; x is the last row of scores.")
                  : tr("Column %1 of product %2 stays in the array; x is the last row that meets it."))
            .arg(view.address.row % view.columns)
            .arg(view.address.row / view.columns);
    if (view.method == Method::Float)
        return place + QLatin1Char(' ')
               + tr("It runs in float32; shown is what quantization would make of it. The setting “Attention” reveals "
                    "it.");
    return view.revealed ? place + QLatin1Char(' ') : place + QLatin1Char(' ') + tr("All its terms are kept.");
}

QString TermsPage::budgetText() const
{
    const RevealedGroup& group = workbench_.group()->weights;
    const Settings& own = workbench_.group()->settings;
    const bool ofActivations = workbench_.group()->ofActivations;
    if (ofActivations && !workbench_.group()->revealed)
        return activationsText();
    if (workbench_.group()->method == Method::Float)
        return tr("This layer runs in float32 by its own settings. Shown is what %1-bit quantization would make of it: "
                  "%2 terms.")
            .arg(QString::number(own.weightBits), QString::number(group.keptTerms));
    if (workbench_.group()->method == Method::Given)
        return tr("This layer runs on the file's own integers and is not revealed: all %1 terms are kept.")
            .arg(group.keptTerms);
    if (!workbench_.group()->revealed && session_.layer()
        && session_.settings().layers.contains(session_.layer()->name))
        return tr("This layer stays at plain quantization by its own settings: all %1 terms are kept.")
            .arg(group.keptTerms);
    if (!workbench_.group()->revealed)
        return tr("This layer stays at plain quantization: all %1 terms are kept. Revealed are neither the first "
                  "convolution, nor "
                  "depthwise ones, nor layers with fewer than g = %2 inputs.")
            .arg(QString::number(group.keptTerms), QString::number(own.groupSize));
    const QString line = group.waterline ? tr("waterline at %1").arg(powerText(*group.waterline)) : tr("nothing shows");
    return (ofActivations ? activationsText() : QString())
           + tr("Budget k = %1: %2 of %3 terms kept, %4 dropped, %5. Drag the waterline to change k.")
                 .arg(QString::number(own.budget), QString::number(group.keptTerms),
                      QString::number(group.keptTerms + group.droppedTerms), QString::number(group.droppedTerms), line);
}

void TermsPage::showRecession(int step)
{
    if (step >= weights_->recedeSteps())
        weights_->showAll();
    else
        weights_->setShownExponent(weights_->exponents() - step);
}

void TermsPage::showHighlight()
{
    const GroupViewPtr& group = workbench_.group();
    LitGroup lit;
    if (group && workbench_.weights())
        lit = litIn(*group, session_.highlight(), *workbench_.weights());
    weights_->setLit(lit.values, lit.weightExponent);
    weights_->setGhost(std::move(lit.ghost));
    data_->setLit(lit.values, lit.dataExponent);
    product_->setLit({lit.values, std::move(lit.pairs), std::move(lit.coefficients)});
}

} // namespace termscope
