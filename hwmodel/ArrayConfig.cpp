#include "hwmodel/ArrayConfig.h"

#include "core/settings/ProvisionedPairs.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

template <class Value>
struct Named {
    Value value;
    std::string_view name;
};
// Clang before 17 deduces nothing for aggregates.
template <class Value>
Named(Value, std::string_view) -> Named<Value>;

constexpr std::array dataflows{Named{Dataflow::OutputStationary, std::string_view("os")},
                               Named{Dataflow::WeightStationary, std::string_view("ws")},
                               Named{Dataflow::InputStationary, std::string_view("is")}};
constexpr std::array macKinds{Named{MacKind::Parallel, std::string_view("pmac")},
                              Named{MacKind::Term, std::string_view("tmac")}};
constexpr std::array stepLengths{Named{StepLength::Provisioned, std::string_view("provisioned")},
                                 Named{StepLength::Adaptive, std::string_view("adaptive")},
                                 Named{StepLength::Ideal, std::string_view("ideal")}};

template <class Table, class Value>
std::string_view nameIn(const Table& table, Value value)
{
    return std::ranges::find(table, value, &Named<Value>::value)->name;
}

template <class Value, std::size_t Size>
std::optional<Value> valueIn(const std::array<Named<Value>, Size>& table, std::string_view name)
{
    const auto found = std::ranges::find(table, name, &Named<Value>::name);
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

} // namespace

std::string_view nameOf(Dataflow dataflow)
{
    return nameIn(dataflows, dataflow);
}

std::optional<Dataflow> dataflowFromName(std::string_view name)
{
    return valueIn(dataflows, name);
}

std::string_view nameOf(MacKind kind)
{
    return nameIn(macKinds, kind);
}

std::optional<MacKind> macKindFromName(std::string_view name)
{
    return valueIn(macKinds, name);
}

std::string_view nameOf(StepLength length)
{
    return nameIn(stepLengths, length);
}

std::optional<StepLength> stepLengthFromName(std::string_view name)
{
    return valueIn(stepLengths, name);
}

std::int64_t TermMacConfig::provisionedStep() const
{
    Settings settings;
    settings.weightBits = weightBits;
    settings.dataBits = dataBits;
    settings.groupSize = groupSize;
    settings.budget = budget;
    settings.dataTerms = dataTerms;
    return provisionedPairsOfGroup(mode == TermMode::Revealed ? Method::Revealed : Method::Quantized, settings);
}

TermMacConfig termMacConfig(const Settings& settings, TermMode mode, Skew skew)
{
    Settings encoded = settings;
    encoded.encoding = Encoding::Hese; // what the array's encoder makes
    return {mode,
            settings.groupSize,
            settings.budget,
            provisionedDataTerms(encoded),
            settings.weightBits,
            settings.dataBits,
            skew};
}

} // namespace termscope
