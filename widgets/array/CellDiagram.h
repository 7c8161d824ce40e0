// An array's cell as hardware: its units as blocks with what their gates were counted as, the units behind a column,
// and the bits of the control registers. Writing the registers is played word by word.
//
// The arrows move over the blocks, a click or Return opens one.
#pragma once

#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"

#include <QTimer>

#include <utility>
#include <vector>

class QScrollArea;

namespace termscope {

/// A unit at a place of the diagram.
struct UnitBlock {
    QString key;
    QString name;
    QString cost; ///< "821 LUT · 472 FF"
    QString text; ///< what it does: below the diagram when it is chosen, and in the tooltip
    int row = 0;
    int column = 0;
    bool opens = false; ///< has an animation to show
};

/// Bits of a register word with a meaning, highest first.
struct RegisterField {
    QString name; ///< "group budget"
    int bits = 1;
    int value = 0;
    bool heeded = true; ///< in the mode that the word asks for
};

/// What the registers hold.
struct RegisterWords {
    QString mode; ///< "TR"
    std::vector<RegisterField> modeWord;
    std::vector<RegisterField> termWord;

    bool isEmpty() const { return modeWord.empty(); }
};

class CellDiagram : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit CellDiagram(QWidget* parent = nullptr);

    /// `arrows`: from block to block, by index.
    void setBlocks(std::vector<UnitBlock> blocks, std::vector<std::pair<int, int>> arrows);
    const std::vector<UnitBlock>& blocks() const { return blocks_; }
    /// Shown at once.
    void setRegisters(RegisterWords words);
    /// Played: first the mode word, then the term word, then what is in flight leaves in `cycles`.
    void writeRegisters(RegisterWords words, qint64 cycles);
    const RegisterWords& registers() const { return words_; }
    bool isWriting() const { return phase_ != Phase::Rest; }

    QRectF placeOf(int block) const;
    QWidget* canvas() const;
    int current() const { return current_; }

    QString csv() const override;
    QSize minimumSizeHint() const override;
    QSize pictureSize() const override;

    const QWidget* accessibleWidget() const override { return canvas(); }
    QAccessible::Role accessibleRole() const override { return QAccessible::List; }
    QString accessibleValue() const override;
    QString accessibleContents() const override;
    const QWidget* cellsWidget() const override { return canvas(); }
    int cellRows() const override { return static_cast<int>(blocks_.size()); }
    int cellColumns() const override { return blocks_.empty() ? 0 : 1; }
    AccessibleCell cellAt(int row, int column) const override;
    void chooseCell(int row, int column) override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return canvas(); }

signals:
    /// A block was clicked, or Return pressed on it.
    void unitChosen(const QString& key);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Canvas;
    enum class Phase { Rest, ModeWord, TermWord, Leaving };

    void paintBody(QPainter& painter, const QRectF& target, const Theme& theme, bool focused) const;
    void paintBlock(QPainter& painter, int index, const Theme& theme, bool current) const;
    void paintArrow(QPainter& painter, const QRectF& from, const QRectF& to) const;
    double paintWord(QPainter& painter, QPointF at, const std::vector<RegisterField>& before,
                     const std::vector<RegisterField>& word, const Theme& theme, bool written) const;
    void paintRegisters(QPainter& painter, double top, const Theme& theme) const;
    double fieldWidth(const RegisterField& field) const;
    double wordWidth(const std::vector<RegisterField>& word) const;
    double lineHeight() const;
    QSizeF blockSize() const;
    QSizeF wholeSize() const;
    QString registerText() const;
    QString phaseText() const;
    int blockAt(const QPointF& position) const;
    void setCurrent(int block);
    void open(int block);
    void move(int rows, int columns);
    void nextPhase();

    std::vector<UnitBlock> blocks_;
    std::vector<std::pair<int, int>> arrows_;
    RegisterWords words_;
    RegisterWords before_; ///< while they are written
    qint64 cycles_ = 0;
    Phase phase_ = Phase::Rest;
    QTimer timer_;
    int current_ = 0;
    Canvas* canvas_;
    QScrollArea* scroll_;
};

} // namespace termscope
