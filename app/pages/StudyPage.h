// The page of studies: how much each layer loses, which settings by layer are the cheapest, what is different at two
// settings, and what of the paper can be seen here.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QTabWidget;

namespace termscope {

class ComparePane;
class FileActions;
class ReproducePane;
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
    void choosePane(int index);
    void showPane();

    Session& session_;
    QTabWidget* tabs_;
    SensitivityPane* sensitivity_;
    SearchPane* search_;
    ComparePane* compare_;
    ReproducePane* reproduce_;
};

} // namespace termscope
