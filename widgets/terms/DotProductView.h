// The dot product of a group of weights and a group of activations, made of term pairs: value by value, pair by pair,
// and as the coefficient vector whose sum Σ c_i · 2^i it is; beside what nothing dropped and float arithmetic give.
#pragma once

#include "core/study/GroupView.h"

#include "widgets/plots/ExportableView.h"

class QAbstractTableModel;
class QLabel;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace termscope {

class PairsTableModel;
class ProductsTableModel;

class DotProductView : public ExportableView {
    Q_OBJECT

public:
    explicit DotProductView(QWidget* parent = nullptr);

    /// A view without data shows the placeholder instead.
    void setGroup(const GroupView& view);
    /// The sentence that says why there are no activations.
    void setPlaceholder(const QString& sentence);

    /// Marks a value from outside; −1 for none.
    void setHighlightedRow(int row);

    PairsTableModel* pairsTableModel() const { return pairs_; }

    /// One line per pair.
    QString csv() const override;

    QSize sizeHint() const override;

signals:
    /// The value the user chose or points at in the table of values; −1 when the mouse leaves it.
    void valueHovered(int row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// The coefficient vector and the sums.
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Chart;

    void build();
    QTableView* makeTable(QAbstractTableModel* model, const QString& name);
    QString pairsSentence() const;
    QString sumsText() const;

    GroupView view_;
    std::vector<int> coefficients_;
    PairsTableModel* pairs_ = nullptr;
    ProductsTableModel* products_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QLabel* placeholder_ = nullptr;
    QLabel* result_ = nullptr;
    QLabel* count_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    QTableView* productsTable_ = nullptr;
    QTableView* pairsTable_ = nullptr;
    Chart* chart_ = nullptr;
    QLabel* sum_ = nullptr;
    QLabel* comparison_ = nullptr;
};

} // namespace termscope
