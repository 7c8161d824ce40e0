#include "app/pages/WeightsPage.h"

#include "app/highlight/LitMarks.h"
#include "app/pages/LayerListModel.h"
#include "app/pages/Panes.h"
#include "app/session/Origin.h"
#include "widgets/controls/ChoiceBox.h"
#include "widgets/controls/LayerOverrideEditor.h"
#include "widgets/controls/LitTable.h"
#include "widgets/controls/TableRows.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/export/TableCopy.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/plots/ChannelPlot.h"
#include "widgets/plots/LayerSpreadPlot.h"
#include "widgets/plots/TermHistogramPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"
#include "widgets/plots/WeightMapPlot.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
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
      model_(new LayerListModel(this)), order_(new LayerOrder(this)), layers_(new LitTable),
      own_(new LayerOverrideEditor), weights_(new WeightHistogramPlot), channels_(new ChannelPlot),
      map_(new WeightMapPlot), spread_(new LayerSpreadPlot), terms_(new TermHistogramPlot), facts_(new QLabel),
      tables_(new QLabel)
{
    buildLayerList();
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    facts_->setAccessibleName(tr("Quantization errors of the layer"));
    tables_->setObjectName(QStringLiteral("floatTables"));
    tables_->setWordWrap(true);
    tables_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* plots = newSplitter(Qt::Horizontal, "weightPlots");
    plots->addWidget(buildPictures());
    plots->addWidget(terms_);
    auto* panes = newSplitter(Qt::Vertical, "weightPanes");
    auto* list = new QWidget;
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    listLayout->addWidget(buildFilter());
    listLayout->addWidget(layers_, 1);
    listLayout->addWidget(tables_);
    listLayout->addWidget(own_);
    panes->addWidget(list);
    panes->addWidget(plots);
    panes->setStretchFactor(0, 1);
    panes->setStretchFactor(1, 4);
    panes->setSizes({240, 440}); // five layers of a list are in sight
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(panes, 1);
    layout->addWidget(facts_);

    connect(&session_, &Session::filesChanged, this, &WeightsPage::showFiles);
    connect(&session_, &Session::layerChanged, this, &WeightsPage::showLayer);
    connect(&session_, &Session::settingsChanged, this, [this] {
        model_->setSettings(session_.settings());
        showOwnSettings();
    });
    connect(own_, &LayerOverrideEditor::edited, this,
            [this](const LayerOverride& own) { session_.overrideLayers(selectedLayers(), own); });
    connect(&workbench_, &Workbench::summariesChanged, this, [this] {
        model_->setSummaries(workbench_.summaries());
        showFigures();
    });
    connect(&workbench_, &Workbench::figuresChanged, this, &WeightsPage::showFigures);
    connect(&workbench_, &Workbench::distributionChanged, this, &WeightsPage::showDistribution);
    connectHighlight();
    showFiles();
    model_->setSummaries(workbench_.summaries());
    showFigures();
    showDistribution();
}

/// The tabs of what there is to see of weights.
QWidget* WeightsPage::buildPictures()
{
    weights_->setObjectName(QStringLiteral("histogram"));
    channels_->setObjectName(QStringLiteral("channels"));
    map_->setObjectName(QStringLiteral("weightMap"));
    spread_->setObjectName(QStringLiteral("layerSpread"));
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("weightTabs"));
    tabs->setDocumentMode(true);
    tabs->setAccessibleName(tr("Pictures of the weights"));
    tabs->addTab(weights_, tr("&Distribution"));
    tabs->addTab(channels_, tr("O&utputs"));
    tabs->addTab(map_, tr("&Map"));
    tabs->addTab(spread_, tr("&All layers"));
    keepTabsTight(*tabs);
    connect(spread_, &LayerSpreadPlot::layerChosen, &session_, &Session::chooseLayer);
    return tabs;
}

/// Above the list: which of its rows are shown, and a menu for their order and its columns.
QWidget* WeightsPage::buildFilter()
{
    name_ = new QLineEdit;
    name_->setObjectName(QStringLiteral("layerName"));
    name_->setAccessibleName(tr("Layers whose name contains"));
    name_->setPlaceholderText(tr("part of a name"));
    name_->setToolTip(tr("Shows only layers with this in their name"));
    name_->setClearButtonEnabled(true);
    kind_ = new ChoiceBox;
    kind_->setObjectName(QStringLiteral("layerKind"));
    kind_->setAccessibleName(tr("Layers of the kind"));
    kind_->setToolTip(tr("Shows only layers of this kind"));
    auto* list = new QPushButton;
    list->setObjectName(QStringLiteral("layerListMenu"));
    list->setText(tr("Order and columns"));
    list->setToolTip(
        tr("What the list is sorted by, and which columns it has; a click on a column's title sorts, too"));
    auto* menu = new QMenu(list);
    list->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillListMenu(*menu); });
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 2);
    layout->addWidget(name_);
    layout->addWidget(kind_);
    layout->addStretch(1);
    layout->addWidget(list);
    connect(name_, &QLineEdit::textChanged, this, &WeightsPage::filter);
    connect(kind_, &QComboBox::currentIndexChanged, this, &WeightsPage::filter);
    return row;
}

void WeightsPage::fillListMenu(QMenu& menu)
{
    menu.clear();
    const QHeaderView& header = *layers_->horizontalHeader();
    QMenu* const order = menu.addMenu(tr("So&rt by"));
    QMenu* const shown = menu.addMenu(tr("Sho&w"));
    for (int column = 0; column < LayerListModel::Distribution; ++column) {
        const QString title = model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction* const by = order->addAction(title, this, [this, column, &header] {
            const bool again = header.sortIndicatorSection() == column
                               && header.sortIndicatorOrder() == Qt::AscendingOrder;
            layers_->sortByColumn(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
        by->setCheckable(true);
        by->setChecked(header.sortIndicatorSection() == column);
        if (column == LayerListModel::Name)
            continue; // the rows have to be told apart
        QAction* const each = shown->addAction(title, this,
                                               [this, column](bool on) { layers_->setColumnHidden(column, !on); });
        each->setCheckable(true);
        each->setChecked(!layers_->isColumnHidden(column));
    }
}

/// The chosen layer stays the chosen one, whether it is among those shown or not.
void WeightsPage::filter()
{
    filtering_ = true;
    order_->show(name_->text(), kind_->currentIndex() > 0 ? kind_->currentText() : QString());
    filtering_ = false;
    showLayer(session_.view().layer);
    showHighlight();
}

/// The kinds that the network has, to choose from.
void WeightsPage::showKinds()
{
    const QSignalBlocker quiet(kind_);
    kind_->clear();
    kind_->addItem(tr("all kinds"));
    for (int row = 0; row < model_->rowCount(); ++row) {
        const QString kind = model_->index(row, LayerListModel::Kind).data().toString();
        if (kind_->findText(kind) < 0)
            kind_->addItem(kind);
    }
    kind_->setVisible(kind_->count() > 2);
}

/// In the list, and of all layers as boxes.
void WeightsPage::showFigures()
{
    model_->setFigures(workbench_.figures());
    std::vector<LayerSpread> layers;
    const LayerSummariesPtr& summaries = workbench_.summaries();
    const FiguresOfLayersPtr& figures = workbench_.figures();
    for (std::size_t i = 0; summaries && session_.network() && i < summaries->size(); ++i) {
        const LayerSummary& summary = (*summaries)[i];
        LayerSpread spread{QString::fromStdString(session_.network()->layers[i].name),
                           summary.leastOfMost,
                           summary.lowerQuarter,
                           summary.median,
                           summary.upperQuarter,
                           reachOf(summary.statistics),
                           summary.zeros,
                           0.0,
                           0.0};
        if (figures && i < figures->layers.size() && figures->layers[i]) {
            spread.step = figures->layers[i]->step;
            spread.range = figures->layers[i]->range;
        }
        layers.push_back(std::move(spread));
    }
    spread_->setLayers(std::move(layers));
    spread_->setCurrent(session_.view().layer);
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
            [this, hover](int row) { hover(row < 0 ? Highlight() : Highlight(WholeLayer{order_->layerAt(row)})); });
    connect(order_, &QAbstractItemModel::layoutChanged, this, &WeightsPage::showHighlight);
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
    const int row = order_->rowOf(layerOf(what));
    layers_->setLitRows(row < 0 ? std::vector<int>() : std::vector{row});
    const DistributionPtr& found = workbench_.distribution();
    const LitMarks marks = found ? marksOf(what, *found, highlighted_) : LitMarks();
    weights_->setLit(marks.weights);
    terms_->setLit(marks.terms);
}

void WeightsPage::buildLayerList()
{
    layers_->setObjectName(QStringLiteral("layers"));
    terms_->setObjectName(QStringLiteral("termHistogram"));
    order_->setSourceModel(model_);
    layers_->setModel(order_);
    layers_->setSortingEnabled(true);
    layers_->sortByColumn(-1, Qt::AscendingOrder);
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
            [this](const QModelIndex& current) {
                if (!filtering_ && current.isValid())
                    session_.chooseLayer(order_->layerAt(current.row()));
            });
    // While rows come and go with the filter, nothing may be asked of the list; what is selected then is shown after.
    connect(layers_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!filtering_)
            showOwnSettings();
    });
}

std::vector<std::string> WeightsPage::selectedLayers() const
{
    std::vector<std::string> names;
    for (const QModelIndex& row : layers_->selectionModel()->selectedRows())
        names.push_back(session_.network()->layers[static_cast<std::size_t>(order_->layerAt(row.row()))].name);
    return names;
}

/// Of the chosen layer; what is edited is set for all that are selected.
void WeightsPage::showOwnSettings()
{
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
        model_->setSettings(session_.settings());
        // Where all layers are float32, the column would say nothing.
        const bool stored = session_.network()
                            && std::ranges::any_of(session_.network()->layers, [](const WeightLayer& layer) {
                                   return storedAs(layer) != "float32";
                               });
        layers_->setColumnHidden(LayerListModel::StoredAs, !stored);
        tables_->setText(session_.network() ? floatTablesText(*session_.network()) : QString());
        tables_->setVisible(!tables_->text().isEmpty());
        name_->clear();
        showKinds();
        order_->show({}, {});
    }
    showLayer(session_.view().layer);
}

void WeightsPage::showLayer(int layer)
{
    const int row = order_->rowOf(layer);
    filtering_ = true;
    if (row < 0)
        layers_->selectionModel()->clear(); // with the current row, so that it can be chosen
    else if (layers_->currentIndex().row() != row || !layers_->selectionModel()->hasSelection())
        layers_->selectRow(row);
    filtering_ = false;
    spread_->setCurrent(layer);
    showOwnSettings();
}

void WeightsPage::showDistribution()
{
    const DistributionPtr& distribution = workbench_.distribution();
    if (!distribution) {
        weights_->clear();
        channels_->clear();
        map_->clear();
        terms_->clear();
        facts_->clear();
        return;
    }
    const WeightLayer& layer = session_.network()->layers[static_cast<std::size_t>(distribution->layer)];
    weights_->setDistribution(*distribution, layer.given && distribution->settings.source == Source::Given);
    channels_->setDistribution(*distribution);
    map_->setDistribution(*distribution);
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
    if (!found.statistics.isFinite())
        return tr("<b>Cannot be quantized</b>: %1 of its weights are not a number, %2 are infinite.")
            .arg(countText(found.statistics.notNumbers), countText(found.statistics.infinite));
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
