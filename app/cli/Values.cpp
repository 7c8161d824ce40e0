#include "app/cli/Values.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <iostream>

namespace termscope::cli {
namespace {

Result<std::int64_t> valueFrom(std::string_view word)
{
    const std::string_view digits = word.starts_with('+') && !word.starts_with("+-") ? word.substr(1) : word;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool integer = !digits.empty() && end == digits.data() + digits.size()
                         && error != std::errc::invalid_argument;
    if (!integer)
        return fail("VALUE: expected an integer, found ", word.empty() ? "nothing" : word);
    if (error == std::errc::result_out_of_range || value > largestEncodable || value < -largestEncodable)
        return fail("VALUE: expected ", -largestEncodable, "…", largestEncodable, ", found ", word);
    return value;
}

Result<void> append(std::vector<std::int64_t>& values, std::string_view word)
{
    const Result<std::int64_t> value = valueFrom(word);
    if (!value)
        return tl::unexpected(value.error());
    values.push_back(*value);
    return {};
}

} // namespace

void addValues(CLI::App& app, std::vector<std::string>& words)
{
    app.add_option("VALUE", words,
                   "Integers of magnitude below 2^62; negative ones after -- (or anywhere, when written as -27); "
                   "- reads them from standard input, separated by blanks or new lines.")
        ->type_name("")
        ->required();
}

Result<std::vector<std::int64_t>> valuesFrom(const std::vector<std::string>& words)
{
    std::vector<std::int64_t> values;
    for (const std::string& word : words) {
        if (word != "-") {
            if (const Result<void> added = append(values, word); !added)
                return tl::unexpected(added.error());
            continue;
        }
        for (std::string read; std::cin >> read;)
            if (const Result<void> added = append(values, read); !added)
                return tl::unexpected(added.error());
    }
    if (values.empty())
        return fail("VALUE: expected at least one integer on standard input, found none");
    return values;
}

} // namespace termscope::cli
