#include "core/data/PlaceLabels.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <algorithm>

namespace termscope {

Result<PlaceLabels> placeLabels(const NpyArray& array, std::int64_t count, const std::string& where)
{
    const auto numbers = array.kind == 'i' || array.kind == 'u' ? integerValues(array) : std::nullopt;
    if (!numbers)
        return fail(where, ": expected labels as whole numbers, found ", inQuotes(array.type));
    if (array.shape.empty() || array.shape[0] != count)
        return fail(where, ": expected labels for ", count, " samples, found the shape ", toText(array.shape));
    PlaceLabels found;
    found.shape.assign(array.shape.begin() + 1, array.shape.end());
    if (found.shape == Shape{1})
        found.shape.clear();
    constexpr std::int64_t none = 255;
    std::int64_t largest = -1;
    for (const std::int64_t number : *numbers)
        largest = number == none && !found.shape.empty() ? largest : std::max(largest, number);
    for (const std::int64_t number : *numbers) {
        const bool counts = number >= 0 && !(number == none && largest < none && !found.shape.empty());
        if (number > limits::label || (!counts && found.shape.empty()))
            return fail(where, ": expected labels as whole numbers from 0 to ", limits::label, ", found ", number,
                        " for sample ", found.labels.size());
        found.labels.push_back(counts ? static_cast<std::int32_t>(number) : -1);
    }
    found.classes = static_cast<std::int32_t>(largest + 1);
    return found;
}

void attach(Dataset& dataset, PlaceLabels labels)
{
    dataset.labels = std::move(labels.labels);
    dataset.labelShape = std::move(labels.shape);
    dataset.classes = labels.classes;
}

} // namespace termscope
