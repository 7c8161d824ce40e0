// Names of classes, one line per class, the first one class 0: "tench, Tinca tinca", or with an identifier before the
// name as in ILSVRC's synset_words.txt: "n01440764 tench, Tinca tinca".
#pragma once

#include "core/base/Error.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

class ClassNames {
public:
    /// Errors: unreadable, no line, an empty line before the last, no UTF-8, more than 65,536 lines.
    static Result<ClassNames> readFile(const std::filesystem::path& path);
    static Result<ClassNames> parse(std::string_view text, const std::string& file);

    /// By label: the first of the names that a line gives.
    const std::vector<std::string>& names() const { return names_; }

    /// The class with this identifier, name or whole line; -1 for none, and for a name that several classes have.
    std::int32_t find(std::string_view name) const;

private:
    void add(std::string_view name, std::int32_t label);

    std::vector<std::string> names_;
    std::map<std::string, std::int32_t, std::less<>> labels_;
};

} // namespace termscope
