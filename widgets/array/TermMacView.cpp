#include "widgets/array/TermMacView.h"

#include "widgets/array/TermMacPainter.h"
#include "widgets/export/Csv.h"

#include <QPainter>

namespace termscope {

class TermMacView::Canvas : public QWidget {
public:
    explicit Canvas(const TermMacView& view) : view_(view) { setMinimumSize(160, 90); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        view_.paintBody(painter, rect(), themeFor(palette()), view_.lit_);
    }

private:
    const TermMacView& view_;
};

TermMacView::TermMacView(const QString& title, QWidget* parent)
    : ExportableView(title, parent), canvas_(new Canvas(*this))
{
    setBody(canvas_);
}

void TermMacView::setCell(std::optional<CellDetail> cell, const QString& sentence)
{
    cell_ = std::move(cell);
    sentence_ = sentence;
    canvas_->update();
    announceValue(*this);
}

QString TermMacView::accessibleValue() const
{
    return cell_ ? describeCell(*cell_) : sentence_;
}

void TermMacView::setLit(std::vector<int> values)
{
    if (values == lit_)
        return;
    lit_ = std::move(values);
    canvas_->update();
}

void TermMacView::paintBody(QPainter& painter, const QRectF& target, const Theme& theme, std::span<const int> lit) const
{
    if (cell_) {
        paintTermMac(painter, target, *cell_, theme, font(), lit);
        return;
    }
    painter.setPen(theme.mutedInk);
    painter.setFont(font());
    painter.drawText(target.adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, sentence_);
}

void TermMacView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    paintBody(painter, drawHeading(painter, theme), theme);
}

QString TermMacView::csv() const
{
    QString text = QStringLiteral("pair,value,weight_exponent,weight_sign,data_exponent,data_sign,done\n");
    if (!cell_ || !cell_->operands || cell_->coefficients.empty())
        return text;
    const TermGroup weights = cell_->weights.view();
    const TermGroup inputs = cell_->data.view();
    std::int64_t number = 0;
    for (const GroupTerm& weight : weights.all())
        for (const GroupTerm& datum : inputs.of(weight.value)) {
            text += csvLine({QString::number(number), QString::number(weight.value), QString::number(weight.exponent),
                             QString::number(weight.sign), QString::number(datum.exponent), QString::number(datum.sign),
                             number < cell_->pairsDone ? QStringLiteral("1") : QStringLiteral("0")});
            ++number;
        }
    return text;
}

QSize TermMacView::minimumSizeHint() const
{
    return QSize(200, 120) * typeScale();
}

void TermMacView::retint()
{
    canvas_->update();
}

} // namespace termscope
