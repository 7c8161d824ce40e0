#include "app/pages/PageWidgets.h"

#include "app/pages/AccuracyPage.h"
#include "app/pages/ArrayPage.h"
#include "app/pages/StudyPage.h"
#include "app/pages/TermsPage.h"
#include "app/pages/WeightsPage.h"
#include "app/pages/WelcomePage.h"
#include "app/session/Pages.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

struct PageWidget {
    const char* key;
    QWidget* (*build)(const PageContext& context);
};

/// One that says what was done and what was refused.
template <class Page>
QWidget* connected(Page* page, const PageContext& context)
{
    QObject::connect(page, &Page::failed, page, context.complain);
    QObject::connect(page, &Page::said, page, context.say);
    return page;
}

template <class Page>
QWidget* buildTalkingPage(const PageContext& context)
{
    return connected(new Page(context.session, context.workbench), context);
}

QWidget* buildStudyPage(const PageContext& context)
{
    return connected(new StudyPage(context.session, context.workbench, context.files), context);
}

template <class Page>
QWidget* buildPage(const PageContext& context)
{
    return new Page(context.session, context.workbench);
}

constexpr std::array widgets{
    PageWidget{welcomePage, [](const PageContext& context) -> QWidget* { return new WelcomePage(context.files); }},
    PageWidget{"weights", buildPage<WeightsPage>},
    PageWidget{"terms", buildPage<TermsPage>},
    PageWidget{"accuracy", buildTalkingPage<AccuracyPage>},
    PageWidget{"array", buildTalkingPage<ArrayPage>},
    PageWidget{"study", buildStudyPage},
};

} // namespace

QWidget* newPage(const QString& key, const PageContext& context)
{
    const auto found = std::ranges::find_if(
        widgets, [&key](const PageWidget& widget) { return key == QLatin1String(widget.key); });
    Q_ASSERT(found != widgets.end());
    QWidget* const page = found->build(context);
    page->setObjectName(key);
    return page;
}

} // namespace termscope
