// How much each layer loses at the settings: bars along the depth and a table beside them, as figures come.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace termscope {

class FigureTable;
class FileActions;
class LayerBars;
class StudyBar;

class SensitivityPane : public QWidget {
    Q_OBJECT

public:
    SensitivityPane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    void build();
    void connectAll();
    void start();
    void show();
    void showState();
    void showBars();
    void showTable();
    void showChoice();
    void showLit();
    void copyCommand();
    Method method() const;
    bool isStale() const;

    Session& session_;
    Workbench& workbench_;
    StudyBar* bar_;
    QComboBox* measure_;
    QComboBox* method_;
    LayerBars* bars_;
    FigureTable* table_;
    int layers_ = 0; ///< rows of the table
};

} // namespace termscope
