#include "app/pages/StudyPage.h"

#include "app/pages/SearchPane.h"
#include "app/pages/SensitivityPane.h"
#include "widgets/controls/TightTabs.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace termscope {
namespace {

/// Panes are as high as there is room: rows of controls that wrap would ask for the height they like best.
class PaneTabs : public QTabWidget {
public:
    bool hasHeightForWidth() const override { return false; }
};

} // namespace

StudyPage::StudyPage(Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QWidget(parent), tabs_(new PaneTabs), sensitivity_(new SensitivityPane(session, workbench, files)),
      search_(new SearchPane(session, workbench, files))
{
    tabs_->setObjectName(QStringLiteral("studyTabs"));
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("Studies"));
    tabs_->addTab(sensitivity_, tr("&Sensitivity"));
    tabs_->addTab(search_, tr("Sear&ch"));
    keepTabsTight(*tabs_);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(tabs_);
    connect(sensitivity_, &SensitivityPane::said, this, &StudyPage::said);
    connect(sensitivity_, &SensitivityPane::failed, this, &StudyPage::failed);
    connect(search_, &SearchPane::said, this, &StudyPage::said);
    connect(search_, &SearchPane::failed, this, &StudyPage::failed);
}

} // namespace termscope
