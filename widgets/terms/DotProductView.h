// The dot product of a group of weights and a group of activations, made of term pairs: value by value, pair by pair,
// and as the coefficient vector whose sum Σ c_i · 2^i it is; beside what nothing dropped and float arithmetic give.
#pragma once

#include "core/study/GroupView.h"

#include "widgets/access/AccessibleSource.h"
#include "widgets/export/ExportableView.h"

class QAbstractTableModel;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace termscope {

class CoefficientChart;
class LitTable;
class PairsTableModel;
class ProductsTableModel;

class DotProductView : public ExportableView, public AccessibleSource {
    Q_OBJECT

public:
    explicit DotProductView(QWidget* parent = nullptr);
    ~DotProductView() override;

    /// A view without data shows the placeholder instead.
    void setGroup(const GroupView& view);
    /// The sentence that says why there are no activations.
    void setPlaceholder(const QString& sentence);

    /// Numbers of what is lit: values of the group, pairs in the order of GroupView, exponents of coefficients.
    struct Lit {
        std::vector<int> values;
        std::vector<int> pairs;
        std::vector<int> coefficients;
    };
    void setLit(const Lit& lit);
    Lit lit() const;

    LitTable* productsTable() const { return productsTable_; }
    LitTable* pairsTable() const { return pairsTable_; }
    CoefficientChart* chart() const { return chart_; }

    PairsTableModel* pairsTableModel() const { return pairs_; }

    /// One line per pair.
    QString csv() const override;

    QSize sizeHint() const override;

    /// Describes the bars of coefficients; the tables speak for themselves.
    const QWidget* accessibleWidget() const override;
    QAccessible::Role accessibleRole() const override { return QAccessible::Chart; }
    QString accessibleValue() const override;

signals:
    /// What the user points at in a table or the chart; −1 when the mouse or the focus leaves it.
    void valueHovered(int row);
    void pairHovered(int pair);
    void coefficientHovered(int exponent);
    /// A click, or Return.
    void valueChosen(int row);
    void pairChosen(int pair);
    void coefficientChosen(int exponent);

protected:
    /// The coefficient vector and the sums.
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    void build();
    LitTable* makeTable(QAbstractTableModel* model, const QString& name);
    QString pairsSentence() const;
    QString sumsText() const;

    GroupView view_;
    PairsTableModel* pairs_ = nullptr;
    ProductsTableModel* products_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QLabel* placeholder_ = nullptr;
    QLabel* result_ = nullptr;
    QLabel* count_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    LitTable* productsTable_ = nullptr;
    LitTable* pairsTable_ = nullptr;
    CoefficientChart* chart_ = nullptr;
    QLabel* sum_ = nullptr;
    QLabel* comparison_ = nullptr;
};

} // namespace termscope
