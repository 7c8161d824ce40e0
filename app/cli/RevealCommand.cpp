// reveal: what a term budget leaves of groups of integers.
#include "app/cli/Command.h"
#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/Values.h"

#include "core/terms/Reveal.h"

namespace termscope::cli {
namespace {

/// Integers from a shell are not bound to the group sizes of the app's controls.
constexpr std::int64_t largestRevealGroup = 65536;
constexpr std::int64_t largestRevealBudget = std::int64_t{64} * largestRevealGroup;

Json groupJson(const RevealedGroup& group)
{
    Json values = Json::array();
    Json revealed = Json::array();
    for (const RevealedValue& value : group.values) {
        values.push_back(value.value);
        revealed.push_back(value.revealed);
    }
    return {{"values", std::move(values)},
            {"revealed", std::move(revealed)},
            {"kept_terms", group.keptTerms},
            {"dropped_terms", group.droppedTerms},
            {"waterline", orNull(group.waterline)}};
}

class RevealCommand : public Command {
public:
    std::string name() const override { return "reveal"; }
    std::string summary() const override
    {
        return "Keep the largest terms of each group of integers, drop the rest (JSON).";
    }
    std::string examples() const override
    {
        return "The output is JSON; the waterline is the lowest exponent that still shows a term, null when none "
               "does:\n"
               "  "
               "{\"groups\":[{\"values\":[...],\"revealed\":[...],\"kept_terms\":4,\"dropped_terms\":2,\"waterline\":1}"
               "]}\n"
               "\n"
               "Examples:\n"
               "  termscope-cli reveal --group-size 3 --budget 4 --encoding binary 64 3 14     leaves 64 2 12\n"
               "  termscope-cli reveal --group-size 2 --budget 3 -- 27 -9 100                  the last group is "
               "short\n";
    }

    void addOptions(CLI::App& app) override
    {
        addInteger(app, "--group-size", groupSize_, {1, largestRevealGroup},
                   text("Consecutive values that share one budget. [1…", largestRevealGroup, "]"))
            ->required();
        addInteger(app, "--budget", budget_, {0, largestRevealBudget},
                   "Terms kept in every group, the largest ones first. [0 or more]")
            ->required();
        addSettings(app, settings_, {"encoding"});
        addFlag(app, "--json", json_, "JSON is what is always printed; accepted as with the other verbs.");
        addValues(app, words_);
    }

    Outcome run(Output& output) override
    {
        const Result<std::vector<std::int64_t>> values = valuesFrom(words_);
        if (!values)
            return badInput(values.error());
        output.write("{\"groups\":[");
        const auto size = static_cast<std::size_t>(*groupSize_);
        for (std::size_t first = 0; first < values->size(); first += size) {
            const auto group = std::span(*values).subspan(first, std::min(size, values->size() - first));
            output.write(first == 0 ? "" : ",");
            output.write(toText(groupJson(revealGroup(group, static_cast<int>(*budget_), settings_.encoding))));
        }
        output.write("]}\n");
        return {};
    }

private:
    Settings settings_;
    std::optional<std::int64_t> groupSize_;
    std::optional<std::int64_t> budget_;
    bool json_ = false;
    std::vector<std::string> words_;
};

} // namespace

std::unique_ptr<Command> makeRevealCommand()
{
    return std::make_unique<RevealCommand>();
}

} // namespace termscope::cli
