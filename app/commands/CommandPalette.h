// Everything a user can do, found by typing a part of its name (Ctrl+K).
//
// It lies over the window it belongs to. Keys: Up, Down, Page Up and Page Down choose, Return does it, Esc closes and
// gives the focus back to where it was. What is not possible at present is grey and does nothing.
#pragma once

#include "app/commands/CommandRanking.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace termscope {

class CommandPalette : public QFrame {
    Q_OBJECT

public:
    /// `collect` gives the commands each time the palette opens.
    CommandPalette(QWidget& window, std::function<std::vector<Command>()> collect);
    ~CommandPalette() override;

    void open();
    /// Without doing anything; the focus goes back.
    void dismiss();

    /// What is offered for what was typed, the best first.
    const std::vector<Offer>& offers() const { return offers_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Model;
    class Delegate;

    void search(const QString& typed);
    void runCurrent();
    void placeOver();
    void remember(const QString& id);
    void choose(int row, bool scrolls = true);
    void moveBy(int rows);

    QWidget& window_;
    std::function<std::vector<Command>()> collect_;
    std::vector<Command> commands_;
    std::vector<Offer> offers_;
    QPointer<QWidget> before_; ///< had the focus
    QLineEdit* field_;
    QListView* list_;
    QLabel* nothing_;
    Model* model_;
};

} // namespace termscope
