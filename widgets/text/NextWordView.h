// The likeliest next words at one place of a text, in float and at the current setting side by side, and the word that
// does come.
#pragma once

#include "core/data/text/Vocabulary.h"
#include "core/evaluate/NextWords.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/export/ExportableView.h"

#include <functional>
#include <optional>

namespace termscope {

class NextWordView : public ExportableView, public AccessibleSource {
    Q_OBJECT

public:
    explicit NextWordView(QWidget* parent = nullptr);

    /// Words are named by the vocabulary; those it lacks by their number.
    void setWords(const NextWords& words, VocabularyPtr vocabulary);
    /// The same of anything that is numbered, such as classes, with names and a caption of its own.
    void setChances(const NextWords& chances, std::function<QString(std::int32_t)> nameOfNumber,
                    const QString& caption);
    void clear();
    /// The sentence in the place of the bars while there are none.
    void setPlaceholder(const QString& sentence);

    /// Columns word, float_percent, current_percent, comes (1 for the word that does).
    QString csv() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::Chart; }
    QString accessibleValue() const override;
    const QWidget* cellsWidget() const override { return bars_; }
    QString cellsName() const override;
    int cellRows() const override { return words_ ? static_cast<int>(rows().size()) : 0; }
    int cellColumns() const override { return 1; }
    AccessibleCell cellAt(int row, int column) const override;

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Those shown: the likeliest, and the one that comes where it is not among them.
    std::vector<WordChance> rows() const;
    QString nameOf(std::int32_t word) const;
    QString sentence() const;
    void paintBody(QPainter& painter, const QRectF& body, const Theme& theme) const;
    void paintRow(QPainter& painter, const QRectF& row, const WordChance& chance, double longest,
                  const Theme& theme) const;
    void paintKey(QPainter& painter, const QRectF& row, const Theme& theme) const;

    QWidget* bars_;
    QString placeholder_;
    std::optional<NextWords> words_;
    VocabularyPtr vocabulary_;
    std::function<QString(std::int32_t)> nameOfNumber_;
};

} // namespace termscope
