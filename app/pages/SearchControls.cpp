#include "app/pages/SearchControls.h"

#include "core/sweep/Sweep.h"
#include "widgets/controls/ChoiceBox.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace termscope {
namespace {

constexpr int mostSearchedImages = 100'000'000;

const std::vector<int>& usualDataTerms()
{
    static const std::vector<int> usual{1, 2, 3, 4};
    return usual;
}

const std::vector<int>& usualBits()
{
    static const std::vector<int> usual{4, 5, 6, 7, 8};
    return usual;
}

} // namespace

SearchControls::SearchControls(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), form_(new QFormLayout(this)), cost_(new ChoiceBox)
{
    form_->setContentsMargins(0, 4, 0, 0);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form_->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form_->setVerticalSpacing(3);
    budgets_ = addVaried(tr("k varies by layer"), tr("Budgets that layers may take, with commas between them"),
                         QStringLiteral("searchBudgets"));
    dataTerms_ = addVaried(tr("s varies by layer"), tr("Data terms that layers may take, with commas between them"),
                           QStringLiteral("searchDataTerms"));
    bits_ = addVaried(tr("bits vary where a layer is at QT"),
                      tr("Bits that layers which are not revealed may take, with commas between them"),
                      QStringLiteral("searchBits"));
    cost_->setObjectName(QStringLiteral("searchCost"));
    cost_->addItems({tr("term pairs"), tr("cycles"), tr("energy")});
    cost_->setToolTip(tr("What plans cost: provisioned term pairs per multiply-accumulate, or cycles or energy on the "
                         "array of the page of arrays, steps provisioned"));
    cost_->setAccessibleName(tr("Cost"));
    form_->addRow(tr("Cost"), cost_);
    loss_ = addBound(tr("loses at most, in points"),
                     tr("The cheapest plan that loses no more against float, on what is searched on"),
                     QStringLiteral("searchLoss"), 1.0, 0.1);
    most_ = addBound(tr("costs at most"), tr("The plan that scores most of those that cost no more"),
                     QStringLiteral("searchMost"), 3.0, 0.5);
    searched_ = addCount(tr("Searched on the first"),
                         tr("Images or tokens that the search sees; images are rounded up to those that run together"),
                         QStringLiteral("searchImages"), 0, mostSearchedImages, tr("a quarter"));
    scored_ = addCount(tr("Scored on"),
                       tr("Images or tokens after those that tell the score; the search never sees them"),
                       QStringLiteral("scoreImages"), 0, mostSearchedImages, tr("all others"));
    points_ = addCount(tr("Plans"), tr("Plans that are evaluated"), QStringLiteral("searchPoints"), 2, 1000, {});
    points_->setValue(SearchChoice{}.points);
    connect(cost_, &QComboBox::currentIndexChanged, this, &SearchControls::changed);
    connect(&session_, &Session::settingsChanged, this, &SearchControls::showUsual);
    showUsual();
}

SearchControls::Varied SearchControls::addVaried(const QString& title, const QString& help, const QString& name)
{
    Varied varied{new QCheckBox(title), new QLineEdit};
    varied.varies->setObjectName(name + QStringLiteral("Vary"));
    varied.varies->setChecked(true);
    varied.values->setObjectName(name);
    for (QWidget* part : {static_cast<QWidget*>(varied.varies), static_cast<QWidget*>(varied.values)})
        part->setToolTip(help);
    varied.values->setAccessibleName(help);
    form_->addRow(varied.varies);
    form_->addRow(varied.values);
    connect(varied.varies, &QCheckBox::toggled, varied.values, &QWidget::setEnabled);
    connect(varied.varies, &QCheckBox::toggled, this, &SearchControls::changed);
    connect(varied.values, &QLineEdit::textChanged, this, &SearchControls::changed);
    return varied;
}

SearchControls::Bound SearchControls::addBound(const QString& title, const QString& help, const QString& name,
                                               double value, double step)
{
    Bound bound{new QCheckBox(title), new QDoubleSpinBox};
    bound.given->setObjectName(name + QStringLiteral("Given"));
    bound.value->setObjectName(name);
    bound.value->setRange(0.0, 1e12);
    bound.value->setDecimals(2);
    bound.value->setSingleStep(step);
    bound.value->setValue(value);
    bound.value->setEnabled(false);
    bound.value->setAccessibleName(help);
    for (QWidget* part : {static_cast<QWidget*>(bound.given), static_cast<QWidget*>(bound.value)})
        part->setToolTip(help);
    form_->addRow(bound.given);
    form_->addRow(bound.value);
    connect(bound.given, &QCheckBox::toggled, bound.value, &QWidget::setEnabled);
    connect(bound.given, &QCheckBox::toggled, this, &SearchControls::changed);
    connect(bound.value, &QDoubleSpinBox::valueChanged, this, &SearchControls::changed);
    return bound;
}

QSpinBox* SearchControls::addCount(const QString& title, const QString& help, const QString& name, int least, int most,
                                   const QString& special)
{
    auto* box = new QSpinBox;
    box->setObjectName(name);
    box->setRange(least, most);
    box->setKeyboardTracking(false);
    box->setSpecialValueText(special);
    box->setToolTip(help);
    box->setAccessibleName(help);
    form_->addRow(title, box);
    connect(box, &QSpinBox::valueChanged, this, &SearchControls::changed);
    return box;
}

/// What an empty list stands for.
void SearchControls::showUsual()
{
    const auto show = [](QLineEdit* line, const std::vector<int>& usual) {
        line->setPlaceholderText(QString::fromStdString(textOfNumbers(usual)));
    };
    show(budgets_.values, usualBudgets(session_.settings().groupSize));
    show(dataTerms_.values, usualDataTerms());
    show(bits_.values, usualBits());
    emit changed();
}

Result<std::vector<int>> SearchControls::valuesOf(const Varied& varied, const char* key, int least, int most,
                                                  const std::vector<int>& usual) const
{
    if (!varied.varies->isChecked())
        return std::vector<int>();
    const std::string typed = varied.values->text().simplified().remove(u' ').toStdString();
    return typed.empty() ? Result<std::vector<int>>(usual) : numbersOfText(key, typed, least, most);
}

Result<SearchChoice> SearchControls::choice() const
{
    const Settings& settings = session_.settings();
    const SettingInfo& dataTerms = *findSetting("data_terms");
    const SettingInfo& bits = *findSetting("weight_bits");
    SearchChoice made;
    const auto take = [](std::vector<int>& to, Result<std::vector<int>> values) -> Result<void> {
        if (!values)
            return tl::unexpected(values.error());
        to = std::move(*values);
        return {};
    };
    if (Result<void> taken = take(made.budgets, valuesOf(budgets_, "k", 1, maximumBudget(settings.groupSize),
                                                         usualBudgets(settings.groupSize)));
        !taken)
        return tl::unexpected(taken.error());
    if (Result<void> taken = take(made.dataTerms,
                                  valuesOf(dataTerms_, "s", dataTerms.minimum, dataTerms.maximum, usualDataTerms()));
        !taken)
        return tl::unexpected(taken.error());
    if (Result<void> taken = take(made.bits, valuesOf(bits_, "bits", bits.minimum, bits.maximum, usualBits())); !taken)
        return tl::unexpected(taken.error());
    made.cost = static_cast<CostKind>(cost_->currentIndex());
    if (loss_.given->isChecked())
        made.mostLoss = loss_.value->value();
    if (most_.given->isChecked())
        made.mostCost = most_.value->value();
    made.searchSamples = searched_->value();
    made.scoreSamples = scored_->value();
    made.points = points_->value();
    return made;
}

} // namespace termscope
