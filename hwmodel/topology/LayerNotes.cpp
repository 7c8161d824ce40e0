#include "hwmodel/topology/LayerNotes.h"

#include "core/base/Error.h"
#include "core/base/Text.h"

#include <algorithm>

namespace termscope {

void LayerNotes::add(std::string_view reason, const std::string& layer)
{
    const auto found = std::ranges::find(notes_, reason, &std::pair<std::string, std::vector<std::string>>::first);
    if (found != notes_.end())
        found->second.push_back(layer);
    else
        notes_.emplace_back(reason, std::vector{layer});
}

std::vector<std::string> LayerNotes::sentences() const
{
    constexpr std::size_t named = 3;
    std::vector<std::string> told;
    for (const auto& [reason, layers] : notes_) {
        std::string names;
        for (std::size_t i = 0; i < std::min(named, layers.size()); ++i)
            names += (i == 0 ? "" : ", ") + inQuotes(layers[i]);
        if (layers.size() == 1)
            told.push_back(text("layer ", names, ": ", reason));
        else
            told.push_back(text(layers.size(), " layers (", names, layers.size() > named ? ", …" : "", "): ", reason));
    }
    return told;
}

} // namespace termscope
