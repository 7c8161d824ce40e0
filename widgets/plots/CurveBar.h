// The row above the accuracy plot: keeps the present curve, lists those that were kept, and says what is swept.
#pragma once

#include "core/settings/Method.h"
#include "core/sweep/WorkAxis.h"

#include <QWidget>

#include <vector>

class QActionGroup;
class QLineEdit;
class QMenu;
class QToolButton;

namespace termscope {

class FlowLayout;

/// Of which the curve of TR is kept at several values at once.
enum class CurveFamily { DataTerms, GroupSizes };

class CurveBar : public QWidget {
    Q_OBJECT

public:
    explicit CurveBar(QWidget* parent = nullptr);

    struct Kept {
        QString name;
        int colour = 0; ///< a number for pinColour

        friend bool operator==(const Kept&, const Kept&) = default;
    };
    void setKept(const std::vector<Kept>& kept);
    /// Lists of numbers; empty for the usual ones, which stand in grey: `usualBudgets`, `usualBits`.
    void setSwept(const QString& budgets, const QString& bits, const QString& usualBudgets, const QString& usualBits);

    /// A check box for each family of number formats; `title` is what the legend calls it.
    struct Family {
        QString name;
        QString title;
        QString help;
    };
    /// And one for each machine that changes no value.
    void setFamilies(const std::vector<Family>& families, const std::vector<Family>& machines);
    void setChosenFamilies(const QStringList& families, const QStringList& machines);

    /// What the data of number formats are.
    void setDataFormat(DataFormat format);

    /// What the x axis shows.
    void setAxis(WorkAxis axis);

    /// The buttons of the curves that are kept, in order.
    const std::vector<QToolButton*>& chips() const { return chips_; }

signals:
    /// The present curve of TR, or else of QT.
    void keepRequested(bool revealed);
    void familyRequested(termscope::CurveFamily family);
    void renamed(int kept, const QString& name);
    void recoloured(int kept, int colour);
    /// Its settings are to be set.
    void taken(int kept);
    void removed(int kept);
    void allRemoved();
    void budgetsChosen(const QString& budgets);
    void bitsChosen(const QString& bits);
    void familiesChosen(const QStringList& names);
    void machinesChosen(const QStringList& names);
    void dataFormatChosen(termscope::DataFormat format);
    void axisChosen(termscope::WorkAxis axis);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fillPinMenu();
    void fillPointsMenu();
    void fillAxisMenu();
    void addFormat(const Family& family, bool machine);
    void addDataFormat();
    QStringList chosenFormats(bool machines) const;
    QLineEdit* addList(QMenu* menu, const QString& title, const QString& help);
    QToolButton* newChip(int number);
    void fillChipMenu(QMenu* menu, int number);
    void tint();

    FlowLayout* row_;
    QToolButton* pin_;
    QToolButton* points_;
    QToolButton* formats_;
    QAction* dataFormat_ = nullptr; ///< in the menu of formats
    QToolButton* axis_;
    QActionGroup* axes_;
    QLineEdit* budgets_ = nullptr;
    QLineEdit* bits_ = nullptr;
    QString budgetsShown_; ///< what was set or taken last
    QString bitsShown_;
    std::vector<Kept> kept_;
    std::vector<QToolButton*> chips_;
};

} // namespace termscope
