#include "app/cli/ShardOptions.h"

#include "app/cli/Options.h"

#include <algorithm>
#include <array>

namespace termscope::cli {
namespace {

/// The first option given that is none of `allowed`.
std::optional<std::string> otherThan(const CLI::App& app, std::initializer_list<std::string_view> allowed)
{
    for (const CLI::Option* option : app.get_options()) {
        const std::string name = option->get_name();
        if (option->count() > 0 && std::ranges::find(allowed, name) == allowed.end())
            return name;
    }
    return std::nullopt;
}

} // namespace

void addShardOptions(CLI::App& app, ShardOptions& options, const ShardHelp& help)
{
    addText(app, "--shard", "i/n", options.given, help.shard);
    addText(app, "--out", "FILE", options.out, "The file of --shard.");
    app.add_option("--merge", options.merge, help.merge)
        ->type_name("FILE ...")
        ->expected(1, CLI::detail::expected_max_vector_size);
}

Outcome checkMergeAlone(const CLI::App& app, const ShardOptions& options)
{
    if (options.merge.empty())
        return {};
    if (const auto other = otherThan(app, {"--merge", "--csv", "--json"}))
        return badInput("--merge: expected nothing but --csv or --json beside it, found ", *other);
    return {};
}

Outcome readShard(const CLI::App& app, ShardOptions& options, std::initializer_list<const char*> tables,
                  std::string_view whole)
{
    if (!options.given && options.out)
        return badInput("--out: expected --shard i/n beside it, found none");
    if (!options.given)
        return {};
    for (const char* table : tables)
        if (app.get_option(table)->count() > 0)
            return badInput("--shard: expected --out in place of ", table, ", as a shard has no ", whole);
    if (!options.out)
        return badInput("--shard: expected --out FILE beside it, found none");
    const Result<Shard> shard = parseShard(*options.given);
    if (!shard)
        return badInput("--shard: ", shard.error().message);
    options.shard = *shard;
    return {};
}

std::vector<std::string> commandWords(const std::string& verb, const std::vector<std::string>& arguments)
{
    std::vector<std::string> words{"termscope-cli", verb};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string name = arguments[i].substr(0, arguments[i].find('='));
        if (name != "--shard" && name != "--out")
            words.push_back(arguments[i]);
        else if (name.size() == arguments[i].size())
            ++i; // its value is a word of its own
    }
    return words;
}

} // namespace termscope::cli
