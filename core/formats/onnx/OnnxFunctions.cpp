#include "core/formats/onnx/OnnxFunctions.h"

#include <algorithm>
#include <string>
#include <utility>

namespace termscope::onnxfile {
namespace {

/// Puts what the calling node gives in place of attributes that refer to the function's. False: one has a default,
/// which this version of ONNX does not read.
bool resolveReferences(onnx::GraphProto& graph, const onnx::NodeProto& caller, const onnx::FunctionProto& function)
{
    for (onnx::NodeProto& node : *graph.mutable_node()) {
        google::protobuf::RepeatedPtrField<onnx::AttributeProto> kept;
        for (onnx::AttributeProto& entry : *node.mutable_attribute()) {
            if (entry.has_g() && !resolveReferences(*entry.mutable_g(), caller, function))
                return false;
            const std::string& wanted = entry.ref_attr_name();
            if (wanted.empty()) {
                *kept.Add() = std::move(entry);
                continue;
            }
            const auto given = std::ranges::find(caller.attribute(), wanted, &onnx::AttributeProto::name);
            if (given != caller.attribute().end()) {
                onnx::AttributeProto& copied = *kept.Add();
                copied = *given;
                copied.set_name(entry.name());
            } else if (std::ranges::find(function.attribute(), wanted) == function.attribute().end()) {
                return false;
            }
        }
        node.mutable_attribute()->Swap(&kept);
    }
    return true;
}

} // namespace

std::optional<onnx::GraphProto> bodyFor(const onnx::FunctionProto& function, const onnx::NodeProto& caller, int opset)
{
    for (const auto& set : function.opset_import())
        if ((set.domain().empty() || set.domain() == "ai.onnx") && set.version() != opset)
            return std::nullopt;
    if (caller.input_size() > function.input_size() || caller.output_size() > function.output_size())
        return std::nullopt;
    onnx::GraphProto graph;
    *graph.mutable_node() = function.node();
    for (const std::string& input : function.input())
        graph.add_input()->set_name(input);
    for (const std::string& output : function.output())
        graph.add_output()->set_name(output);
    return resolveReferences(graph, caller, function) ? std::optional(std::move(graph)) : std::nullopt;
}

} // namespace termscope::onnxfile
