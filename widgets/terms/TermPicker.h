// Puts a number together from signed powers of two: a button for each exponent goes from nothing to + to −.
#pragma once

#include "core/terms/Term.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace termscope {

class TermPicker : public QWidget {
    Q_OBJECT

public:
    /// Exponents from `highest` down to 0. Range: 0 ≤ highest ≤ 16.
    explicit TermPicker(int highest, QWidget* parent = nullptr);

    /// Largest exponent first.
    std::vector<Term> terms() const;
    void clear();

signals:
    void termsChanged();

private:
    void turn(int exponent);
    void show();

    std::vector<int> signs_;            ///< by exponent: −1, 0, 1
    std::vector<QToolButton*> buttons_; ///< by exponent
    QLabel* sum_;
};

} // namespace termscope
