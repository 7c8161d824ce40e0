#include "app/pages/SearchControls.h"

#include "core/sweep/Sweep.h"
#include "widgets/controls/ChoiceBox.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace termscope {
namespace {

constexpr int mostSearchedImages = 100'000'000;

const std::vector<int>& usualGroupSizes()
{
    static const std::vector<int> usual{4, 8, 16};
    return usual;
}

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
    groupSizes_ = addVaried(tr("g varies by layer"),
                            tr("Group sizes that layers may take, each with all budgets, with commas between them"),
                            QStringLiteral("searchGroupSizes"), false);
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
    connect(cost_, &QComboBox::currentIndexChanged, this, &SearchControls::take);
    connect(&session_, &Session::settingsChanged, this, &SearchControls::showUsual);
    connect(&session_, &Session::studyChanged, this, &SearchControls::show);
    showUsual();
    show();
}

SearchControls::Varied SearchControls::addVaried(const QString& title, const QString& help, const QString& name,
                                                 bool varies)
{
    Varied varied{new QCheckBox(title), new QLineEdit};
    varied.varies->setObjectName(name + QStringLiteral("Vary"));
    varied.varies->setChecked(varies);
    varied.values->setEnabled(varies);
    varied.values->setObjectName(name);
    for (QWidget* part : {static_cast<QWidget*>(varied.varies), static_cast<QWidget*>(varied.values)})
        part->setToolTip(help);
    varied.values->setAccessibleName(help);
    form_->addRow(varied.varies);
    form_->addRow(varied.values);
    connect(varied.varies, &QCheckBox::toggled, varied.values, &QWidget::setEnabled);
    connect(varied.varies, &QCheckBox::toggled, this, &SearchControls::take);
    connect(varied.values, &QLineEdit::textChanged, this, &SearchControls::take);
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
    connect(bound.given, &QCheckBox::toggled, this, &SearchControls::take);
    connect(bound.value, &QDoubleSpinBox::valueChanged, this, &SearchControls::take);
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
    connect(box, &QSpinBox::valueChanged, this, &SearchControls::take);
    return box;
}

/// What an empty list stands for.
void SearchControls::showUsual()
{
    const auto show = [](QLineEdit* line, const std::vector<int>& usual) {
        line->setPlaceholderText(QString::fromStdString(textOfNumbers(usual)));
    };
    show(budgets_.values, usualBudgets(session_.settings().groupSize));
    show(groupSizes_.values, usualGroupSizes());
    show(dataTerms_.values, usualDataTerms());
    show(bits_.values, usualBits());
    emit changed();
}

Result<VariedValues> SearchControls::valuesOf(const Varied& varied, const char* key, int least, int most)
{
    VariedValues made;
    made.varies = varied.varies->isChecked();
    const std::string typed = varied.values->text().simplified().remove(u' ').toStdString();
    if (!made.varies || typed.empty())
        return made;
    Result<std::vector<int>> values = numbersOfText(key, typed, least, most);
    if (!values)
        return tl::unexpected(values.error());
    made.values = std::move(*values);
    return made;
}

/// What the controls say. Error: a list that is none, or a budget that is too large for the group size.
Result<SearchWish> SearchControls::wish() const
{
    const SettingInfo& dataTerms = *findSetting("data_terms");
    const SettingInfo& bits = *findSetting("weight_bits");
    SearchWish made;
    const auto take = [](VariedValues& to, Result<VariedValues> values) -> Result<void> {
        if (!values)
            return tl::unexpected(values.error());
        to = std::move(*values);
        return {};
    };
    if (Result<void> taken = take(made.groupSizes, valuesOf(groupSizes_, "g", 1, largestGroupSize)); !taken)
        return tl::unexpected(taken.error());
    const std::vector<int>& sizes = made.groupSizes.values.empty() ? usualGroupSizes() : made.groupSizes.values;
    const int largest = maximumBudget(made.groupSizes.varies ? std::ranges::max(sizes) : session_.settings().groupSize);
    if (Result<void> taken = take(made.budgets, valuesOf(budgets_, "k", 1, largest)); !taken)
        return tl::unexpected(taken.error());
    if (Result<void> taken = take(made.dataTerms, valuesOf(dataTerms_, "s", dataTerms.minimum, dataTerms.maximum));
        !taken)
        return tl::unexpected(taken.error());
    if (Result<void> taken = take(made.bits, valuesOf(bits_, "bits", bits.minimum, bits.maximum)); !taken)
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

Result<SearchChoice> SearchControls::choice() const
{
    const Result<SearchWish> wanted = wish();
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto taken = [](const VariedValues& varied, const std::vector<int>& usual) {
        return !varied.varies ? std::vector<int>() : varied.values.empty() ? usual : varied.values;
    };
    SearchChoice made;
    made.groups = groupsOf(*wanted);
    made.budgets = taken(wanted->budgets, usualBudgets(session_.settings().groupSize));
    made.dataTerms = taken(wanted->dataTerms, usualDataTerms());
    made.bits = taken(wanted->bits, usualBits());
    made.cost = wanted->cost;
    made.mostLoss = wanted->mostLoss;
    made.mostCost = wanted->mostCost;
    made.searchSamples = wanted->searchSamples;
    made.scoreSamples = wanted->scoreSamples;
    made.points = wanted->points;
    return made;
}

/// Each g with its k: those that are typed, the usual ones of that g, or the session's where k does not vary.
std::vector<GroupChoice> SearchControls::groupsOf(const SearchWish& wanted) const
{
    std::vector<GroupChoice> groups;
    if (!wanted.groupSizes.varies)
        return groups;
    for (const int g : wanted.groupSizes.values.empty() ? usualGroupSizes() : wanted.groupSizes.values)
        groups.push_back({g, !wanted.budgets.varies          ? std::vector{session_.settings().budget}
                             : wanted.budgets.values.empty() ? usualBudgets(g)
                                                             : wanted.budgets.values});
    return groups;
}

/// Into the session; what cannot be read stays where it is typed.
void SearchControls::take()
{
    if (showing_)
        return;
    if (const Result<SearchWish> wanted = wish(); wanted && *wanted != session_.view().study.search) {
        StudyChoice study = session_.view().study;
        study.search = *wanted;
        session_.changeStudy(study, tr("what is searched for"), "search");
    }
    emit changed();
}

/// What the session has, unless the controls say it already: what is being typed stays as it is typed.
void SearchControls::show()
{
    const SearchWish& wanted = session_.view().study.search;
    if (const Result<SearchWish> now = wish(); now && *now == wanted)
        return;
    showing_ = true;
    const auto showVaried = [](const Varied& on, const VariedValues& varied) {
        on.varies->setChecked(varied.varies);
        on.values->setText(QString::fromStdString(textOfNumbers(varied.values)).replace(u',', QStringLiteral(", ")));
    };
    showVaried(budgets_, wanted.budgets);
    showVaried(groupSizes_, wanted.groupSizes);
    showVaried(dataTerms_, wanted.dataTerms);
    showVaried(bits_, wanted.bits);
    cost_->setCurrentIndex(static_cast<int>(wanted.cost));
    const auto showBound = [](const Bound& on, const std::optional<double>& bound) {
        on.given->setChecked(bound.has_value());
        if (bound)
            on.value->setValue(*bound);
    };
    showBound(loss_, wanted.mostLoss);
    showBound(most_, wanted.mostCost);
    searched_->setValue(static_cast<int>(wanted.searchSamples));
    scored_->setValue(static_cast<int>(wanted.scoreSamples));
    points_->setValue(wanted.points);
    showing_ = false;
    emit changed();
}

} // namespace termscope
