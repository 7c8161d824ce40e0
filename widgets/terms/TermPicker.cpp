#include "widgets/terms/TermPicker.h"

#include "core/terms/Encoder.h"
#include "widgets/terms/TermText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace termscope {

TermPicker::TermPicker(int highest, QWidget* parent)
    : QWidget(parent), signs_(static_cast<std::size_t>(highest) + 1, 0), buttons_(signs_.size()), sum_(new QLabel)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    for (int exponent = highest; exponent >= 0; --exponent) {
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("exponent%1").arg(exponent));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setToolTip(
            tr("2 to the power of %1, which is %2: nothing, plus, minus").arg(exponent).arg(1 << exponent));
        connect(button, &QToolButton::clicked, this, [this, exponent] { turn(exponent); });
        buttons_[static_cast<std::size_t>(exponent)] = button;
        row->addWidget(button);
    }
    layout->addLayout(row);
    sum_->setObjectName(QStringLiteral("sum"));
    layout->addWidget(sum_);
    show();
}

std::vector<Term> TermPicker::terms() const
{
    std::vector<Term> terms;
    for (int exponent = static_cast<int>(signs_.size()) - 1; exponent >= 0; --exponent)
        if (const int sign = signs_[static_cast<std::size_t>(exponent)]; sign != 0)
            terms.push_back({.exponent = exponent, .sign = sign});
    return terms;
}

void TermPicker::clear()
{
    std::ranges::fill(signs_, 0);
    show();
    emit termsChanged();
}

void TermPicker::turn(int exponent)
{
    int& sign = signs_[static_cast<std::size_t>(exponent)];
    sign = sign == 0 ? 1 : sign == 1 ? -1 : 0;
    show();
    emit termsChanged();
}

void TermPicker::show()
{
    for (std::size_t exponent = 0; exponent < signs_.size(); ++exponent) {
        const int sign = signs_[exponent];
        const QString power = QString::number(1 << exponent);
        buttons_[exponent]->setText(sign == 0 ? power : (sign > 0 ? QStringLiteral("+") : QStringLiteral("−")) + power);
        buttons_[exponent]->setAccessibleName(sign == 0  ? tr("%1: not taken").arg(power)
                                              : sign > 0 ? tr("plus %1").arg(power)
                                                         : tr("minus %1").arg(power));
        QFont font = buttons_[exponent]->font();
        font.setBold(sign != 0);
        buttons_[exponent]->setFont(font);
    }
    const std::vector<Term> taken = terms();
    sum_->setText(tr("%n term(s): %1 = %2", nullptr, static_cast<int>(taken.size()))
                      .arg(termsText(taken))
                      .arg(integerText(valueOf(taken))));
}

} // namespace termscope
