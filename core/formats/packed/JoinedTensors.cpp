#include "core/formats/packed/JoinedTensors.h"

#include "core/base/Text.h"
#include "core/formats/packed/ArrayTable.h"

#include <array>

namespace termscope {

ArrayTable::ArrayTable(std::vector<StoredArray> arrays, LeftOutTensors& leftOut, std::string noun, std::string file)
    : arrays_(std::move(arrays)), leftOut_(leftOut), noun_(std::move(noun)), file_(std::move(file))
{
    for (const StoredArray& array : arrays_)
        byName_.emplace(array.name, &array);
}

const StoredArray* ArrayTable::find(const std::string& name) const
{
    const auto found = byName_.find(name);
    return found == byName_.end() ? nullptr : found->second;
}

void ArrayTable::leaveOut(const StoredArray& array, const std::string& reason)
{
    leftOut_.addWhy(array.name, reason);
    take(array);
}

std::string ArrayTable::where(const StoredArray& array) const
{
    return text(file_, ": ", noun_, " ", printable(array.name));
}

Result<std::vector<FoundTensor>> joinedTensors(std::vector<StoredArray> arrays, LeftOutTensors& leftOut,
                                               const std::string& noun, const std::string& file)
{
    ArrayTable table(std::move(arrays), leftOut, noun, file);
    std::vector<std::optional<FoundTensor>> joined(table.arrays().size());
    std::set<std::string> names;
    for (std::size_t i = 0; i < joined.size(); ++i)
        for (const auto join : {groupedTensor, compressedTensor, microscalingTensor, mlxTensor, scaledTensor}) {
            const StoredArray& head = table.arrays()[i];
            if (table.taken(head))
                break;
            JoinedTensor found = join(table, head);
            if (!found)
                return tl::unexpected(found.error());
            if (!*found)
                continue;
            const std::string& name = (*found)->name;
            table.take(head);
            if ((name != head.name && table.find(name) != nullptr) || !names.insert(name).second)
                table.leaveOut(head, text("the file has another ", noun, " by the name of what it stands for"));
            else
                joined[i] = std::move(*found);
        }
    std::vector<FoundTensor> tensors;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        const StoredArray& array = table.arrays()[i];
        if (joined[i])
            tensors.push_back(std::move(*joined[i]));
        else if (!table.taken(array) && array.kind.isFloating())
            tensors.push_back({array.name, {array.shape, floatsOf(array)}, nullptr, storedTypeOf(array.kind)});
        else if (!table.taken(array))
            leftOut.add(array.name, array.type);
    }
    return tensors;
}

} // namespace termscope
