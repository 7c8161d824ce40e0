#include "core/ops/Families.h"

#include "core/base/Text.h"

#include <array>
#include <charconv>
#include <map>

namespace termscope {
namespace {

std::map<std::string_view, const Operator*> tableOf()
{
    std::map<std::string_view, const Operator*> table;
    for (const auto family : {ops::activations(),
                              ops::arithmetic(),
                              ops::attentionParts(), ops::attentions(),
                              ops::bits(),
                              ops::boxes(),
                              ops::controlFlow(),
                              ops::convolutions(),
                              ops::einsums(),
                              ops::gathers(),
                              ops::generators(),
                              ops::integerProducts(),
                              ops::kinds(),
                              ops::linearAttentions(),
                              ops::losses(),
                              ops::matrices(),
                              ops::matrixProducts(),
                              ops::movements(),
                              ops::positions(),
                              ops::normalizations(),
                              ops::paddings(),
                              ops::patches(),
                              ops::pools(),
                              ops::qonnxQuantizers(),
                              ops::quantizedOperators(),
                              ops::quantizers(),
                              ops::recurrences(),
                              ops::reductions(),
                              ops::reshapes(),
                              ops::resizes(),
                              ops::samplings(),
                              ops::scatters(),
                              ops::selections(),
                              ops::signalOperators(),
                              ops::slices(),
                              ops::standardizations()})
        for (const Operator& entry : family)
            table.emplace(entry.name, &entry);
    return table;
}

/// Of Attribute::content, by its alternative.
constexpr std::array<std::string_view, 9> contentNames{"an integer", "a number", "a text",  "integers",      "numbers",
                                                       "texts",      "a tensor", "a graph", "something else"};
constexpr std::string_view contentLetters = "ifsIFStg?";

/// Old files have it on many operators; it never had an effect on what comes out.
constexpr std::string_view withoutEffect = "consumed_inputs";

/// One entry of Operator::attributes.
struct Heeded {
    char letter = '?';
    std::string_view name;
    std::optional<std::int64_t> only;
};

Heeded heededFrom(std::string_view entry)
{
    Heeded heeded{entry[0], entry.substr(2), std::nullopt};
    if (const std::size_t equals = heeded.name.find('='); equals != std::string_view::npos) {
        const std::string_view number = heeded.name.substr(equals + 1);
        std::from_chars(number.data(), number.data() + number.size(), heeded.only.emplace());
        heeded.name = heeded.name.substr(0, equals);
    }
    return heeded;
}

Result<void> checkContent(const Heeded& heeded, const Attribute& attribute)
{
    const std::size_t held = attribute.content.index();
    if (heeded.letter == '-')
        return {};
    if (contentLetters[held] != heeded.letter)
        return fail("expected attribute ", inQuotes(attribute.name), " to hold ",
                    contentNames[contentLetters.find(heeded.letter)], ", found ", contentNames[held]);
    const auto* const number = std::get_if<std::int64_t>(&attribute.content);
    if (heeded.only && number != nullptr && *number != *heeded.only)
        return fail("expected attribute ", inQuotes(attribute.name), " to be ", *heeded.only, ", found ", *number);
    return {};
}

} // namespace

Result<void> checkAttributes(const Operator& found, const Node& node)
{
    for (const Attribute& attribute : node.attributes) {
        bool known = attribute.name == withoutEffect;
        for (std::string_view rest = found.attributes; !rest.empty() && !known;) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            const Heeded heeded = heededFrom(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            known = heeded.name == attribute.name;
            if (known)
                if (Result<void> fits = checkContent(heeded, attribute); !fits)
                    return fits;
        }
        if (!known)
            return fail("operator ", found.name, " does not heed the attribute ", inQuotes(attribute.name));
    }
    return {};
}

bool Call::known() const
{
    for (const ValuePtr& input : inputs)
        if (input && !input->known)
            return false;
    return true;
}

const Operator* findOperator(std::string_view name)
{
    static const std::map<std::string_view, const Operator*> table = tableOf();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

Result<Outputs> runOperator(Call& call)
{
    const Operator* found = call.checked != nullptr ? call.checked : findOperator(call.node.op);
    if (found == nullptr)
        return fail("operator ", call.node.op, " is not supported");
    if (call.checked == nullptr)
        if (const Result<void> heeded = checkAttributes(*found, call.node); !heeded)
            return tl::unexpected(heeded.error());
    if (call.inputs.size() > found->mostInputs)
        return fail("expected at most ", found->mostInputs, " inputs, found ", call.inputs.size());
    for (std::size_t i = 0; i < found->leastInputs; ++i)
        if (!call.has(i))
            return fail("expected ", found->leastInputs, found->leastInputs == 1 ? " input" : " inputs", ", input ", i,
                        " is missing");
    return found->function(call);
}

} // namespace termscope
