#include "core/ops/Families.h"

#include <map>

namespace termscope {
namespace {

std::map<std::string_view, const Operator*> tableOf()
{
    std::map<std::string_view, const Operator*> table;
    for (const auto family :
         {ops::activations(), ops::arithmetic(), ops::convolutions(), ops::gathers(), ops::generators(),
          ops::integerProducts(), ops::matrixProducts(), ops::movements(), ops::normalizations(), ops::paddings(),
          ops::pools(), ops::qonnxQuantizers(), ops::quantizedOperators(), ops::quantizers(), ops::recurrences(),
          ops::reductions(), ops::reshapes(), ops::resizes(), ops::slices()})
        for (const Operator& entry : family)
            table.emplace(entry.name, &entry);
    return table;
}

} // namespace

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
    const Operator* found = findOperator(call.node.op);
    if (found == nullptr)
        return fail("operator ", call.node.op, " is not supported");
    if (call.inputs.size() > found->mostInputs)
        return fail("expected at most ", found->mostInputs, " inputs, found ", call.inputs.size());
    for (std::size_t i = 0; i < found->leastInputs; ++i)
        if (!call.has(i))
            return fail("expected ", found->leastInputs, found->leastInputs == 1 ? " input" : " inputs", ", input ", i,
                        " is missing");
    return found->function(call);
}

} // namespace termscope
