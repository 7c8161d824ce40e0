#include "widgets/controls/TightTabs.h"

#include <QTabBar>
#include <QTabWidget>

namespace termscope {

void keepTabsTight(QTabWidget& tabs)
{
    tabs.setUsesScrollButtons(false);
    tabs.setElideMode(Qt::ElideRight);
    for (int i = 0; i < tabs.count(); ++i) {
        QString text = tabs.tabText(i);
        text.remove(u'&');
        const QString help = tabs.tabToolTip(i);
        if (!help.startsWith(text))
            tabs.setTabToolTip(i, help.isEmpty() ? text : text + u'\n' + help);
    }
}

} // namespace termscope
