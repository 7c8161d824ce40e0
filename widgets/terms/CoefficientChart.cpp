#include "widgets/terms/CoefficientChart.h"

#include "widgets/terms/CoefficientPainter.h"

#include "widgets/theme/FocusFrame.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace termscope {

CoefficientChart::CoefficientChart(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("coefficients"));
    setAccessibleName(tr("Coefficient vector"));
    setToolTip(tr("How often every power of two occurs among the term pairs. Point at a bar, or move over the bars "
                  "with Left and Right, to light the pairs it counts; a click or Return keeps them lit."));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

QSize CoefficientChart::minimumSizeHint() const
{
    return {0, fontMetrics().height() * 8};
}

void CoefficientChart::setCoefficients(std::vector<int> coefficients)
{
    coefficients_ = std::move(coefficients);
    update();
}

void CoefficientChart::setLit(std::vector<int> exponents)
{
    if (exponents == lit_)
        return;
    lit_ = std::move(exponents);
    update();
}

QRectF CoefficientChart::placeOf(int exponent) const
{
    return coefficientPlace(static_cast<int>(coefficients_.size()), exponent, QRectF(rect()));
}

QList<KeyHelp> CoefficientChart::keyHelp() const
{
    return {{{Qt::Key_Left, Qt::Key_Right}, tr("Point at the next bar")},
            {{Qt::Key_Return}, tr("Keep what is pointed at lit")},
            {{Qt::Key_Escape}, tr("Point at nothing")}};
}

void CoefficientChart::point(int exponent)
{
    if (exponent == pointed_)
        return;
    pointed_ = exponent;
    Q_EMIT coefficientHovered(exponent);
}

void CoefficientChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const TermColours colours = TermColours::from(palette());
    painter.fillRect(rect(), colours.base);
    paintCoefficients(painter, coefficients_, QRectF(rect()), colours, font(), lit_);
    if (hasFocus())
        paintFocusFrame(painter, rect(), themeFor(palette()));
}

void CoefficientChart::mouseMoveEvent(QMouseEvent* event)
{
    point(coefficientAt(static_cast<int>(coefficients_.size()), event->position(), QRectF(rect())));
}

void CoefficientChart::mousePressEvent(QMouseEvent* event)
{
    mouseMoveEvent(event);
    if (event->button() == Qt::LeftButton && pointed_ >= 0)
        Q_EMIT coefficientChosen(pointed_);
}

void CoefficientChart::leaveEvent(QEvent*)
{
    point(-1);
}

void CoefficientChart::keyPressEvent(QKeyEvent* event)
{
    const int highest = static_cast<int>(coefficients_.size()) - 1;
    const int way = event->key() == Qt::Key_Left ? 1 : event->key() == Qt::Key_Right ? -1 : 0;
    if (way != 0 && highest >= 0)
        return point(pointed_ < 0 ? highest : std::clamp(pointed_ + way, 0, highest));
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && pointed_ >= 0)
        Q_EMIT coefficientChosen(pointed_);
    else if (event->key() == Qt::Key_Escape && pointed_ >= 0)
        point(-1);
    else
        QWidget::keyPressEvent(event);
}

void CoefficientChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void CoefficientChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    if (!underMouse())
        point(-1);
    update();
}

} // namespace termscope
