#include "app/pages/WeightsPage.h"

#include "app/highlight/LitMarks.h"
#include "app/pages/LayerListModel.h"
#include "app/pages/Panes.h"
#include "app/session/Origin.h"
#include "widgets/controls/LayerOverrideEditor.h"
#include "widgets/controls/LitTable.h"
#include "widgets/controls/TableRows.h"
#include "widgets/export/TableCopy.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/plots/TermHistogramPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

QString decibels(double value)
{
    return std::isinf(value) ? WeightsPage::tr("∞ dB (no error)")
                             : WeightsPage::tr("%1 dB").arg(numberText(value, 'f', 1));
}

} // namespace

WeightsPage::WeightsPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), highlighted_(session, workbench),
      model_(new LayerListModel(this)), layers_(new LitTable), own_(new LayerOverrideEditor),
      weights_(new WeightHistogramPlot), terms_(new TermHistogramPlot), facts_(new QLabel)
{
    buildLayerList();
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    facts_->setAccessibleName(tr("Quantization errors of the layer"));

    auto* plots = newSplitter(Qt::Horizontal, "weightPlots");
    plots->addWidget(weights_);
    plots->addWidget(terms_);
    auto* panes = newSplitter(Qt::Vertical, "weightPanes");
    auto* list = new QWidget;
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    listLayout->addWidget(layers_, 1);
    listLayout->addWidget(own_);
    panes->addWidget(list);
    panes->addWidget(plots);
    panes->setStretchFactor(0, 1);
    panes->setStretchFactor(1, 4);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(panes, 1);
    layout->addWidget(facts_);

    connect(&session_, &Session::filesChanged, this, &WeightsPage::showFiles);
    connect(&session_, &Session::layerChanged, this, &WeightsPage::showLayer);
    connect(&session_, &Session::settingsChanged, this, &WeightsPage::showOwnSettings);
    connect(own_, &LayerOverrideEditor::edited, this,
            [this](const LayerOverride& own) { session_.overrideLayers(selectedLayers(), own); });
    connect(&workbench_, &Workbench::summariesChanged, this, [this] { model_->setSummaries(workbench_.summaries()); });
    connect(&workbench_, &Workbench::distributionChanged, this, &WeightsPage::showDistribution);
    connectHighlight();
    showFiles();
    model_->setSummaries(workbench_.summaries());
    showDistribution();
}

void WeightsPage::connectHighlight()
{
    const auto hover = [this](const Highlight& what) { session_.hoverOver(what); };
    const auto range = [this](double low, double high, bool last) -> Highlight {
        if (const DistributionPtr& found = workbench_.distribution())
            return ValueRange{found->layer, low, high, last};
        return {};
    };
    const auto terms = [this](int count) -> Highlight {
        if (const DistributionPtr& found = workbench_.distribution(); found && count >= 0)
            return TermsPerWeight{found->layer, count};
        return {};
    };
    connect(layers_, &LitTable::rowHovered, this,
            [hover](int row) { hover(row < 0 ? Highlight() : Highlight(WholeLayer{row})); });
    connect(weights_, &WeightHistogramPlot::binHovered, this,
            [=](double low, double high, bool last) { hover(range(low, high, last)); });
    connect(weights_, &WeightHistogramPlot::hoverLeft, this, [hover] { hover({}); });
    connect(weights_, &WeightHistogramPlot::binChosen, this,
            [=, this](double low, double high, bool last) { session_.pin(range(low, high, last)); });
    connect(terms_, &TermHistogramPlot::termsHovered, this, [=](int count) { hover(terms(count)); });
    connect(terms_, &TermHistogramPlot::termsChosen, this, [=, this](int count) { session_.pin(terms(count)); });
    connect(&session_, &Session::highlightChanged, this, &WeightsPage::showHighlight);
    connect(&workbench_, &Workbench::groupChanged, this, &WeightsPage::showHighlight);
}

void WeightsPage::showHighlight()
{
    const Highlight& what = session_.highlight();
    layers_->setLitRows(layerOf(what) < 0 ? std::vector<int>() : std::vector{layerOf(what)});
    const DistributionPtr& found = workbench_.distribution();
    const LitMarks marks = found ? marksOf(what, *found, highlighted_) : LitMarks();
    weights_->setLit(marks.weights);
    terms_->setLit(marks.terms);
}

void WeightsPage::buildLayerList()
{
    layers_->setObjectName(QStringLiteral("layers"));
    weights_->setObjectName(QStringLiteral("histogram"));
    terms_->setObjectName(QStringLiteral("termHistogram"));
    layers_->setModel(model_);
    layers_->setItemDelegateForColumn(LayerListModel::Distribution, new DistributionDelegate(layers_));
    layers_->setSelectionBehavior(QAbstractItemView::SelectRows);
    layers_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    layers_->setAlternatingRowColors(true);
    layers_->setShowGrid(false);
    layers_->setTabKeyNavigation(false);
    layers_->setAccessibleName(tr("Layers"));
    layers_->setToolTip(tr("Layers with weights; choose one or several"));
    layers_->setWhatsThis(tr("The layers of the network that have weights. Choose one to see its weights below."));
    layers_->verticalHeader()->hide();
    fitRows(*layers_, 12, 5);
    layers_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    layers_->horizontalHeader()->setSectionResizeMode(LayerListModel::Distribution, QHeaderView::Stretch);
    fitColumns(*layers_, 12);
    layers_->horizontalHeader()->setHighlightSections(false);
    addCopyMenu(*layers_, [this] { return ExportableView::saysOrigin() ? originOf(session_).lines : QString(); });
    connect(layers_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { session_.chooseLayer(current.row()); });
    connect(layers_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WeightsPage::showOwnSettings);
}

std::vector<std::string> WeightsPage::selectedLayers() const
{
    std::vector<std::string> names;
    for (const QModelIndex& row : layers_->selectionModel()->selectedRows())
        names.push_back(session_.network()->layers[static_cast<std::size_t>(row.row())].name);
    return names;
}

/// Of the chosen layer; what is edited is set for all that are selected.
void WeightsPage::showOwnSettings()
{
    model_->setSettings(session_.settings());
    const std::size_t count = session_.network() ? selectedLayers().size() : 0;
    const WeightLayer* const layer = session_.layer();
    if (layer == nullptr || count == 0)
        return own_->setLayer({}, {}, {});
    const auto own = session_.settings().layers.find(layer->name);
    const QString title = count == 1 ? fontMetrics().elidedText(QString::fromStdString(layer->name), Qt::ElideLeft, 130)
                                     : tr("%1 layers").arg(count);
    own_->setLayer(title, own == session_.settings().layers.end() ? LayerOverride{} : own->second, session_.settings());
}

void WeightsPage::editLayer()
{
    own_->beginEditing();
}

void WeightsPage::showFiles()
{
    {
        const QSignalBlocker quiet(layers_->selectionModel());
        model_->setNetwork(session_.network());
        // Where all layers are float32, the column would say nothing.
        const bool stored = session_.network()
                            && std::ranges::any_of(session_.network()->layers, [](const WeightLayer& layer) {
                                   return storedAs(layer) != "float32";
                               });
        layers_->setColumnHidden(LayerListModel::StoredAs, !stored);
    }
    showLayer(session_.view().layer);
}

void WeightsPage::showLayer(int layer)
{
    if (layers_->currentIndex().row() != layer || !layers_->selectionModel()->hasSelection())
        layers_->selectRow(layer);
    showOwnSettings();
}

void WeightsPage::showDistribution()
{
    const DistributionPtr& distribution = workbench_.distribution();
    if (!distribution) {
        weights_->clear();
        terms_->clear();
        facts_->clear();
        return;
    }
    weights_->setDistribution(*distribution);
    terms_->setDistribution(*distribution, session_.settings().encoding);
    facts_->setText(factsText());
    showHighlight();
}

QString WeightsPage::factsText() const
{
    const LayerDistribution& found = *workbench_.distribution();
    const Settings& settings = found.settings;
    if (session_.network()->layers[static_cast<std::size_t>(found.layer)].isAttention())
        return tr("<b>A product of two activations</b>: it has no weights. What stays in the array is known when the "
                  "network runs; the page of terms shows it for a sample.");
    const auto error = [&](const QuantizationError& of) {
        return tr("SQNR %1, mean absolute error %2").arg(decibels(of.sqnr), numberText(of.meanAbsolute, 'g', 3));
    };
    const double share = found.termsTotal == 0
                             ? 1.0
                             : static_cast<double>(found.termsKept) / static_cast<double>(found.termsTotal);
    const bool revealed = found.method == Method::Revealed;
    const QString kept =
        revealed
            ? tr("<b>Revealed</b> (k = %1 of every g = %2): %3. %4 of %5 terms kept (%6 %).")
                  .arg(QString::number(settings.budget), QString::number(settings.groupSize), error(found.revealing),
                       countText(found.termsKept), countText(found.termsTotal), numberText(100.0 * share, 'f', 1))
        : found.method == Method::Given ? tr("<b>Not revealed</b>: it runs on these integers.")
        : found.method == Method::Float ? tr("<b>Runs in float32</b> by its own settings.")
        : session_.settings().layers.contains(session_.network()->layers[static_cast<std::size_t>(found.layer)].name)
            ? tr("<b>Not revealed</b>: the layer stays at plain quantization.")
            : tr("<b>Not revealed</b>: first and depthwise convolutions and layers with fewer than g = %1 inputs stay "
                 "at plain quantization.")
                  .arg(settings.groupSize);
    const WeightLayer& layer = session_.network()->layers[static_cast<std::size_t>(found.layer)];
    if (layer.given && settings.source == Source::Given)
        return tr("<b>As the file has it</b>: %1. %2").arg(storedAsText(layer), kept);
    return tr("<b>Quantized</b> to %1 bits: %2. %3")
        .arg(QString::number(settings.weightBits), error(found.quantization), kept);
}

} // namespace termscope
