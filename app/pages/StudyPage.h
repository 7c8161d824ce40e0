// The page of studies: how much each layer loses, and which settings by layer are the cheapest.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QTabWidget;

namespace termscope {

class FileActions;
class SearchPane;
class SensitivityPane;

class StudyPage : public QWidget {
    Q_OBJECT

public:
    StudyPage(Session& session, Workbench& workbench, FileActions& files, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    QTabWidget* tabs_;
    SensitivityPane* sensitivity_;
    SearchPane* search_;
};

} // namespace termscope
