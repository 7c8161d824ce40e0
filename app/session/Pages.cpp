#include "app/session/Pages.h"

#include "core/base/Translatable.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::array pages{
    PageInfo{welcomePage, TERMSCOPE_TRANSLATABLE("core", "Welcome"), {.settings = false}},
    PageInfo{"weights", TERMSCOPE_TRANSLATABLE("core", "Weights"), {.layerFigures = true}},
    PageInfo{"terms", TERMSCOPE_TRANSLATABLE("core", "Terms"), {.pairs = true, .followedGroup = true}},
    PageInfo{"accuracy", TERMSCOPE_TRANSLATABLE("core", "Accuracy"), {.nextWords = true, .curve = true}},
    PageInfo{"array", TERMSCOPE_TRANSLATABLE("core", "Array"), {.arrays = true}},
    PageInfo{"study", TERMSCOPE_TRANSLATABLE("core", "Study"), {.nextWords = true, .study = true}},
};

} // namespace

std::span<const PageInfo> pagesTable()
{
    return pages;
}

const PageInfo* findPage(const QString& key)
{
    const auto found = std::ranges::find_if(pages,
                                            [&key](const PageInfo& page) { return key == QLatin1String(page.key); });
    return found == pages.end() ? nullptr : &*found;
}

PageNeeds needsOf(const QString& key)
{
    const PageInfo* const page = findPage(key);
    return page != nullptr ? page->needs : PageNeeds{};
}

} // namespace termscope
