// The figures of the paper, published and measured here, side by side: a table for each, with the settings of both and
// what was found.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTabWidget;

namespace termscope {

class FigureTable;
class FileActions;
class StudyBar;

class ReproducePane : public QWidget {
    Q_OBJECT

public:
    ReproducePane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    void build();
    void chooseFigure(int index);
    void show();
    void showState();
    void showFigure();
    void copyCommand();
    std::vector<std::string> asked() const;
    const ReproducedTable* table() const;

    Session& session_;
    Workbench& workbench_;
    StudyBar* bar_;
    QComboBox* figure_;
    FigureTable* table_;
    QLabel* settings_; ///< of both sides
    QLabel* findings_;
};

} // namespace termscope
