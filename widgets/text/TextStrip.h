// A text whose words can be chosen: the one that is predicted stands out, those it is predicted from are shaded.
//
// Mouse: a click takes a word; the slider drags through the text. Keyboard: the number of the token can be typed.
#pragma once

#include "core/data/text/TokenText.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QSlider;
class QSpinBox;

namespace termscope {

class TextStrip : public QWidget {
    Q_OBJECT

public:
    explicit TextStrip(QWidget* parent = nullptr);

    /// nullptr: none. At most 100,000 tokens around the chosen one are in the view at a time.
    void setText(std::shared_ptr<const TokenText> text, VocabularyPtr vocabulary);

    /// Shows the token that is predicted and `context` ones before it. Range: of the text. Emits nothing.
    void showToken(std::int64_t token, std::int64_t context);
    std::int64_t token() const { return token_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user chose the token to predict: 1 … tokens − 1.
    void tokenChosen(qint64 token, bool inProgress);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill(std::int64_t around);
    void mark();
    void ask(std::int64_t token, bool inProgress);
    bool inView(std::int64_t token) const;
    int startOf(std::int64_t token) const; ///< in the view's characters

    std::shared_ptr<const TokenText> text_;
    VocabularyPtr vocabulary_;
    std::int64_t first_ = 0;  ///< token in the view
    std::vector<int> starts_; ///< of every token in the view, and the end
    std::int64_t token_ = 0;
    std::int64_t context_ = 0;
    QPlainTextEdit* view_;
    QSlider* slider_;
    QSpinBox* number_;
    QLabel* name_;
};

} // namespace termscope
