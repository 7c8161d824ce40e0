#include "app/pages/TermsPage.h"

#include "app/pages/Panes.h"
#include "core/run/QuantizedLayer.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/images/PlacePicker.h"
#include "widgets/language/Numbers.h"
#include "widgets/plots/PairHistogramPlot.h"
#include "widgets/terms/DotProductView.h"
#include "widgets/terms/HeseStepper.h"
#include "widgets/terms/StepPlayer.h"
#include "widgets/terms/TermGrid.h"
#include "widgets/terms/TermGridView.h"
#include "widgets/terms/TermText.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

int asSpinValue(std::int64_t value)
{
    return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

QSpinBox* chooser(const QString& name, const QString& help)
{
    auto* box = new QSpinBox;
    box->setAccessibleName(name);
    box->setToolTip(help);
    box->setKeyboardTracking(false);
    box->setWrapping(true);
    return box;
}

QLabel* buddyLabel(const QString& text, QWidget* field)
{
    auto* label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

/// A filled triangle, in the palette's own colour.
QIcon litIcon(const QPalette& palette)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::ButtonText));
    painter.drawPolygon(QPolygonF{QPointF(4.0, 3.0), QPointF(12.0, 8.0), QPointF(4.0, 13.0)});
    return QIcon(picture);
}

/// A mark beside one item of a list of layers, in the list and, where it is the one chosen, in the box.
void markItem(QComboBox& box, int marked)
{
    for (int item = 0; item < box.count(); ++item) {
        const bool is = item == marked;
        if (is == box.itemIcon(item).isNull())
            box.setItemIcon(item, is ? litIcon(box.palette()) : QIcon());
    }
}

/// Follows another sentence.
QString zeroPointText(const std::string& type, std::int32_t zeroPoint)
{
    return TermsPage::tr(" Stored as %1, zero point %2.").arg(QString::fromStdString(type), integerText(zeroPoint));
}

} // namespace

TermsPage::TermsPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), layer_(new QComboBox),
      row_(chooser(tr("Row"), tr("Output of the layer that the group belongs to"))),
      group_(chooser(tr("Group"), tr("Number of the group within the row"))),
      image_(chooser(tr("Image"), tr("Test image whose activations meet the weights"))), picture_(new PlacePicker),
      label_(new QLabel), weights_(new TermGrid), weightsView_(new TermGridView(tr("Weights of the group"), weights_)),
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
    layout->addWidget(buildChooser());
    layout->addWidget(panes, 1);
    hese_->setNumber(27);
    connectSession();
    showFiles();
    showGroup();
}

QWidget* TermsPage::buildChooser()
{
    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layer_->setAccessibleName(tr("Layer"));
    layer_->setToolTip(tr("Layer whose weights are shown"));
    for (const auto& [text, field] : {std::pair<QString, QWidget*>{tr("&Layer"), layer_},
                                      {tr("Ro&w"), row_},
                                      {tr("&Group"), group_},
                                      {tr("&Image"), image_}}) {
        auto* label = buddyLabel(text, field);
        if (field == image_)
            imageLabel_ = label;
        layout->addWidget(label);
        layout->addWidget(field);
        layout->addSpacing(8);
    }
    layout->addWidget(picture_);
    layout->addWidget(label_);
    layout->addStretch(1);
    return bar;
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
    connect(&session_, &Session::filesChanged, this, &TermsPage::showFiles);
    connect(&session_, &Session::groupChanged, this, &TermsPage::showChoice);
    connect(&session_, &Session::imageChanged, this, &TermsPage::showImage);
    connect(&session_, &Session::placeChanged, this, &TermsPage::showPlace);
    connect(&session_, &Session::settingsChanged, this, &TermsPage::showChoice);
    connect(&session_, &Session::followedChanged, this, [this] {
        showChoice();
        showImage();
    });
    connect(&workbench_, &Workbench::groupChanged, this, &TermsPage::showGroup);
    connect(&workbench_, &Workbench::obstacleChanged, this, &TermsPage::showGroup);
    connect(&workbench_, &Workbench::pairsChanged, this, &TermsPage::showPairs);
    connect(picture_, &PlacePicker::placeChosen, &session_, &Session::choosePlace);

    connect(layer_, &QComboBox::activated, this, [this](int layer) { session_.chooseLayer(layer); });
    connect(row_, &QSpinBox::valueChanged, this,
            [this](int row) { session_.chooseGroup(row, session_.shown().group); });
    connect(group_, &QSpinBox::valueChanged, this,
            [this](int group) { session_.chooseGroup(session_.shown().row, group); });
    connect(image_, &QSpinBox::valueChanged, this, [this](int number) {
        if (isText())
            session_.chooseToken(number);
        else
            session_.chooseImage(number);
    });
    connect(&session_, &Session::tokenChanged, this, &TermsPage::showImage);
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

void TermsPage::showFiles()
{
    const QSignalBlocker quiet(layer_);
    layer_->clear();
    if (session_.network())
        for (const WeightLayer& layer : session_.network()->layers)
            layer_->addItem(QString::fromStdString(layer.name));
    pictures_ = SamplePictures(session_.dataset());
    showChoice();
    showImage();
}

void TermsPage::showChoice()
{
    if (session_.layer() == nullptr)
        return;
    const ViewState view = session_.shown();
    const QSignalBlocker quietLayer(layer_);
    const QSignalBlocker quietRow(row_);
    const QSignalBlocker quietGroup(group_);
    layer_->setCurrentIndex(view.layer);
    const WeightLayer& layer = *session_.layer();
    const std::int64_t rows = layer.outputs() * kernelPositions(layer);
    const std::int64_t groups = groupsOfRow(view, *session_.network()).count();
    row_->setRange(0, asSpinValue(rows - 1));
    row_->setSuffix(tr(" of 0…%1").arg(rows - 1));
    row_->setValue(asSpinValue(view.row));
    group_->setRange(0, asSpinValue(groups - 1));
    group_->setSuffix(tr(" of 0…%1").arg(groups - 1));
    group_->setValue(asSpinValue(view.group));
    showPlace();
}

/// Where the activations of a convolution come from.
void TermsPage::showPlace()
{
    const WeightLayer* layer = session_.layer();
    const DatasetPtr dataset = isText() ? nullptr : session_.dataset();
    const bool choosing = layer != nullptr && dataset && layer->window && layer->window->axes() <= 2;
    picture_->setChoosing(choosing);
    picture_->setPlace(session_.view().placeRow, session_.view().placeColumn);
    QStringList words;
    if (const auto image = static_cast<std::size_t>(session_.shown().image); dataset && image < dataset->labels.size())
        words << tr("label %1").arg(className(*dataset, dataset->labels[image]));
    if (choosing) {
        const SlidingWindow& window = *layer->window;
        const std::int64_t place = windowAt(window, imagePlace(session_.view(), *dataset));
        const std::int64_t columns = window.outputs.back();
        words << (window.axes() == 2 ? tr("output row %1, column %2 of %3×%4")
                                           .arg(place / columns)
                                           .arg(place % columns)
                                           .arg(window.outputs[0])
                                           .arg(columns)
                                     : tr("output place %1 of %2").arg(place).arg(columns));
    }
    if (const OpenTextPtr& text = session_.text(); isText() && text) {
        const auto token = static_cast<std::size_t>(session_.view().token);
        const auto wordAt = [&](std::size_t index) {
            const std::int32_t number = text->text->tokens[index];
            return number < text->vocabulary->size() ? QString::fromStdString(text->vocabulary->word(number))
                                                     : QString::number(number);
        };
        if (token > 0)
            words << tr("after “%1”, before “%2”").arg(wordAt(token - 1), wordAt(token));
    }
    label_->setText(words.join(QLatin1Char('\n')));
}

void TermsPage::showImage()
{
    const DatasetPtr dataset = isText() ? nullptr : session_.dataset();
    const QSignalBlocker quiet(image_);
    const std::int64_t tokens = isText() ? tokenCount(session_.text().get()) : 0;
    imageLabel_->setText(isText() ? tr("&Token") : tr("&Image"));
    image_->setToolTip(
        isText() ? tr("Token of the text that is predicted: the activations are those of the tokens before it")
                 : tr("Test image whose activations meet the weights"));
    image_->setEnabled(dataset != nullptr || tokens > 1);
    if (tokens > 1) {
        image_->setRange(1, asSpinValue(tokens - 1));
        image_->setSuffix(tr(" of 1…%1").arg(tokens - 1));
        image_->setValue(asSpinValue(session_.view().token));
    }
    picture_->setImage({});
    picture_->setVisible(dataset != nullptr);
    if (dataset) {
        const std::int64_t image = session_.shown().image;
        image_->setRange(0, asSpinValue(dataset->count() - 1));
        image_->setSuffix(tr(" of 0…%1").arg(dataset->count() - 1));
        image_->setValue(asSpinValue(image));
        picture_->setImage(pictures_.picture(image));
    }
    showPlace();
}

bool TermsPage::isText() const
{
    return session_.network() && workloadOf(*session_.network()) == Workload::Text;
}

/// Why there are no activations.
QString TermsPage::dataObstacle() const
{
    if (!workbench_.obstacle().isEmpty())
        return workbench_.obstacle();
    if (workbench_.group() && !workbench_.group()->dataFailure.empty())
        return QString::fromStdString(workbench_.group()->dataFailure);
    return isText() ? tr("No activations: the first token of a text has nothing before it.")
                    : tr("Computing the activations …");
}

void TermsPage::showPairs()
{
    pairs_->setPlaceholder(workbench_.pairs.obstacle().isEmpty() ? tr("Counting …") : workbench_.pairs.obstacle());
    if (const PairComparisonPtr& found = workbench_.pairs(); found && session_.layer())
        pairs_->setPairs(*found, layer_->itemText(found->layer), found->settings);
    else
        pairs_->clear();
}

void TermsPage::showGroup()
{
    const GroupViewPtr& view = workbench_.group();
    if (!view)
        return;
    weights_->setNames(QStringLiteral("w"), view->first);
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

QString TermsPage::budgetText() const
{
    const RevealedGroup& group = workbench_.group()->weights;
    const Settings& own = workbench_.group()->settings;
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
    const QString line = group.waterline ? tr("waterline at 2^%1").arg(*group.waterline) : tr("nothing shows");
    return tr("Budget k = %1: %2 of %3 terms kept, %4 dropped, %5. Drag the waterline to change k.")
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
    markItem(*layer_, layerOf(session_.highlight()));
}

} // namespace termscope
