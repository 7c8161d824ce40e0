#include "widgets/terms/DotProductView.h"

#include "widgets/controls/LitTable.h"
#include "widgets/controls/TableRows.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/language/Numbers.h"
#include "widgets/terms/CoefficientChart.h"
#include "widgets/terms/CoefficientPainter.h"
#include "widgets/terms/PairsTableModel.h"
#include "widgets/terms/ProductsTableModel.h"
#include "widgets/terms/TermColours.h"
#include "widgets/terms/TermText.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace termscope {

namespace {

QString realText(double value)
{
    QString text = numberText(value, 'g', 5);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString tableRow(const QString& name, const QString& integer, const QString& real)
{
    return QStringLiteral(
               "<tr><td>%1</td><td align='right'>&nbsp;&nbsp;<b>%2</b></td><td align='right'>&nbsp;&nbsp;%3</td></tr>")
        .arg(name.toHtmlEscaped(), integer, real);
}

} // namespace

DotProductView::DotProductView(QWidget* parent) : ExportableView(tr("Term pairs of the dot product"), parent)
{
    build();
}

/// The tables end before the view they talk to: a window loses the focus while it ends.
DotProductView::~DotProductView()
{
    delete pages_;
}

void DotProductView::build()
{
    pairs_ = new PairsTableModel(this);
    products_ = new ProductsTableModel(this);
    result_ = new QLabel;
    result_->setObjectName(QStringLiteral("result"));
    QFont large = result_->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.25);
    result_->setFont(large);
    count_ = new QLabel;
    count_->setObjectName(QStringLiteral("count"));
    count_->setWordWrap(true);
    productsTable_ = makeTable(products_, tr("Products by value"));
    productsTable_->setObjectName(QStringLiteral("products"));
    productsTable_->horizontalHeader()->setSectionResizeMode(ProductsTableModel::WeightColumn, QHeaderView::Stretch);
    productsTable_->horizontalHeader()->setSectionResizeMode(ProductsTableModel::DataColumn, QHeaderView::Stretch);
    pairsTable_ = makeTable(pairs_, tr("Term pairs"));
    pairsTable_->setObjectName(QStringLiteral("pairs"));
    pairsTable_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    chart_ = new CoefficientChart;
    sum_ = new QLabel;
    sum_->setObjectName(QStringLiteral("sum"));
    sum_->setWordWrap(true);
    sum_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* picture = new QWidget;
    auto* pictureLayout = new QVBoxLayout(picture);
    pictureLayout->setContentsMargins(4, 4, 4, 4);
    pictureLayout->addWidget(chart_, 1);
    pictureLayout->addWidget(sum_);
    tabs_ = new QTabWidget;
    tabs_->setDocumentMode(true);
    tabs_->addTab(productsTable_, tr("Values"));
    tabs_->addTab(pairsTable_, tr("Term pairs"));
    tabs_->addTab(picture, tr("Coefficients"));
    tabs_->setTabToolTip(0, tr("The kept terms of every weight and activation, and their product"));
    tabs_->setTabToolTip(1, tr("Every pair of a weight term and a data term, and what it adds"));
    tabs_->setTabToolTip(2, tr("How often every power of two occurs among the pairs: the coefficient vector"));
    keepTabsTight(*tabs_);
    comparison_ = new QLabel;
    comparison_->setObjectName(QStringLiteral("comparison"));
    comparison_->setTextFormat(Qt::RichText);
    comparison_->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* body = new QWidget;
    auto* figures = new QVBoxLayout;
    figures->setSpacing(4);
    figures->addWidget(result_);
    figures->addWidget(count_);
    figures->addWidget(comparison_);
    figures->addStretch(1);
    auto* layout = new QHBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(figures, 2);
    layout->addWidget(tabs_, 5);
    placeholder_ = new QLabel(tr("Choose an image to see the activations that meet these weights."));
    placeholder_->setObjectName(QStringLiteral("placeholder"));
    placeholder_->setAlignment(Qt::AlignCenter);
    placeholder_->setWordWrap(true);
    pages_ = new QStackedWidget;
    pages_->addWidget(placeholder_);
    pages_->addWidget(body);
    setBody(pages_);
    setFocusPolicy(Qt::NoFocus);
    connect(productsTable_, &LitTable::rowHovered, this, &DotProductView::valueHovered);
    connect(productsTable_, &LitTable::rowChosen, this, &DotProductView::valueChosen);
    connect(pairsTable_, &LitTable::rowHovered, this, &DotProductView::pairHovered);
    connect(pairsTable_, &LitTable::rowChosen, this, &DotProductView::pairChosen);
    connect(chart_, &CoefficientChart::coefficientHovered, this, &DotProductView::coefficientHovered);
    connect(chart_, &CoefficientChart::coefficientChosen, this, &DotProductView::coefficientChosen);
}

LitTable* DotProductView::makeTable(QAbstractTableModel* model, const QString& name)
{
    auto* table = new LitTable;
    table->setModel(model);
    table->setAccessibleName(name);
    table->setToolTip(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->setVisible(false);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitRows(*table, 6, 5);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void DotProductView::setGroup(const GroupView& view)
{
    view_ = view;
    chart_->setCoefficients(coefficientVector(view.pairs));
    pairs_->setPairs(view.pairs, view.first);
    products_->setView(view);
    pages_->setCurrentIndex(view.hasData ? 1 : 0);
    result_->setText(tr("w · x = %1").arg(integerText(view.dotProduct)));
    count_->setText(pairsSentence());
    sum_->setText(
        QStringLiteral("Σ cᵢ·2ⁱ = %1 = %2").arg(coefficientSum(chart_->coefficients()), integerText(view.dotProduct)));
    comparison_->setText(sumsText());
    announceValue(*this);
}

const QWidget* DotProductView::accessibleWidget() const
{
    return chart_;
}

QString DotProductView::accessibleValue() const
{
    return sum_->text();
}

void DotProductView::setPlaceholder(const QString& sentence)
{
    placeholder_->setText(sentence);
}

void DotProductView::setLit(const Lit& lit)
{
    productsTable_->setLitRows(lit.values);
    pairsTable_->setLitRows(lit.pairs);
    chart_->setLit(lit.coefficients);
    // Brings what is pointed at elsewhere into sight.
    for (LitTable* table : {productsTable_, pairsTable_})
        if (!table->litRows().empty() && !table->underMouse() && !table->hasFocus())
            table->scrollTo(table->model()->index(table->litRows().front(), 0));
}

DotProductView::Lit DotProductView::lit() const
{
    return {productsTable_->litRows(), pairsTable_->litRows(), chart_->lit()};
}

QString DotProductView::pairsSentence() const
{
    const auto pairs = static_cast<std::int64_t>(view_.pairs.size());
    return tr("%1 term pairs; %2 are provisioned for the group").arg(countText(pairs), countText(view_.pairBound));
}

QString DotProductView::sumsText() const
{
    const double scale = static_cast<double>(view_.weightScale) * static_cast<double>(view_.dataScale);
    return QStringLiteral("<table>")
           + tableRow(tr("Revealed"), integerText(view_.dotProduct),
                      realText(static_cast<double>(view_.dotProduct) * scale))
           + tableRow(tr("Quantized, nothing dropped"), integerText(view_.fullDotProduct),
                      realText(static_cast<double>(view_.fullDotProduct) * scale))
           + tableRow(tr("Float"), QString(), realText(view_.floatDotProduct)) + QStringLiteral("</table>");
}

QString DotProductView::csv() const
{
    QString text = QStringLiteral("value,weight_exponent,weight_sign,data_exponent,data_sign,exponent,sign\n");
    for (const TermPair& pair : view_.pairs)
        text += QStringLiteral("%1,%2,%3,%4,%5,%6,%7\n")
                    .arg(view_.first + pair.index)
                    .arg(pair.weight.exponent)
                    .arg(pair.weight.sign)
                    .arg(pair.data.exponent)
                    .arg(pair.data.sign)
                    .arg(pair.exponent())
                    .arg(pair.sign());
    return text;
}

void DotProductView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    painter.setPen(theme.ink);
    painter.setFont(font());
    const int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    if (!view_.hasData) {
        painter.drawText(body, Qt::AlignCenter | Qt::TextWordWrap, placeholder_->text());
        return;
    }
    const QString text = QStringList{result_->text(), count_->text(), sum_->text()}.join(QLatin1Char('\n'));
    const QRect head = painter.boundingRect(body, flags, text);
    painter.drawText(body, flags, text);
    paintCoefficients(painter, chart_->coefficients(),
                      QRectF(body.adjusted(0, head.height() + fontMetrics().height() / 2, 0, 0)),
                      TermColours::from(theme), font());
}

void DotProductView::retint()
{
    chart_->update();
}

QSize DotProductView::sizeHint() const
{
    return QSize(460, 420) * typeScale();
}

} // namespace termscope
