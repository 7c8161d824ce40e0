#include "app/pages/StudyPage.h"

#include "app/pages/ComparePane.h"
#include "app/pages/ReproducePane.h"
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
    : QWidget(parent), session_(session), tabs_(new PaneTabs),
      sensitivity_(new SensitivityPane(session, workbench, files)), search_(new SearchPane(session, workbench, files)),
      compare_(new ComparePane(session, workbench, files)), reproduce_(new ReproducePane(session, workbench, files))
{
    tabs_->setObjectName(QStringLiteral("studyTabs"));
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("Studies"));
    tabs_->addTab(sensitivity_, tr("&Sensitivity"));
    tabs_->addTab(search_, tr("Sear&ch"));
    tabs_->addTab(compare_, tr("Com&pare"));
    tabs_->addTab(reproduce_, tr("&Reproduce"));
    keepTabsTight(*tabs_);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(tabs_);
    const auto pass = [this](auto* pane) {
        using Pane = std::remove_pointer_t<decltype(pane)>;
        connect(pane, &Pane::said, this, &StudyPage::said);
        connect(pane, &Pane::failed, this, &StudyPage::failed);
    };
    pass(sensitivity_);
    pass(search_);
    pass(compare_);
    pass(reproduce_);
    showPane();
    connect(tabs_, &QTabWidget::currentChanged, this, &StudyPage::choosePane);
    connect(&session_, &Session::studyChanged, this, &StudyPage::showPane);
}

/// Tabs are in the order of StudyPane.
void StudyPage::choosePane(int index)
{
    StudyChoice study = session_.view().study;
    study.pane = static_cast<StudyPane>(index);
    session_.changeStudy(study, tr("pane of studies"), "pane");
}

void StudyPage::showPane()
{
    tabs_->setCurrentIndex(static_cast<int>(session_.view().study.pane));
}

} // namespace termscope
