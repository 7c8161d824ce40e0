#include "core/graph/WeightsOnly.h"

#include "core/base/Text.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

bool isWeight(const Tensor& tensor)
{
    return tensor.shape.size() >= 2 && tensor.shape.size() <= 5 && !tensor.values.empty();
}

/// Why a tensor of two or more axes is not shown as a layer.
std::string whyNoLayer(const FoundTensor& entry)
{
    return text("tensor ", printable(entry.name), " (", toText(entry.tensor.shape), ") is no layer: it has ",
                entry.tensor.values.empty() ? "no values" : "more than five axes");
}

/// The layer's name and the name of its bias, from the name of its weight.
struct LayerNames {
    std::string layer;
    std::string bias;
};

LayerNames namesOf(const std::string& tensorName, const std::map<std::string, std::size_t>& tensors)
{
    for (const auto& [weight, bias] : {std::pair{".weight", ".bias"}, std::pair{"/weight", "/bias"},
                                       std::pair{"/kernel", "/bias"}, std::pair{"/w", "/b"}}) {
        if (!tensorName.ends_with(weight) || tensorName.size() == std::string_view(weight).size())
            continue;
        const std::string stem = tensorName.substr(0, tensorName.size() - std::string_view(weight).size());
        // Where another tensor has the short name already, this one keeps its long name.
        const bool shorten = std::string_view(weight).ends_with("weight") && !tensors.contains(stem);
        return {shorten ? stem : tensorName, stem + bias};
    }
    return {tensorName, tensorName + ".bias"};
}

/// "a (3), b (7), …"
std::string listOf(const std::vector<FoundTensor>& tensors)
{
    constexpr std::size_t longest = 5;
    std::string list;
    for (std::size_t i = 0; i < tensors.size() && i < longest; ++i)
        list += text(i == 0 ? "" : ", ", printable(tensors[i].name), " (", toText(tensors[i].tensor.shape), ")");
    return list + (tensors.size() > longest ? ", …" : "");
}

constexpr std::size_t mostNames = 3; ///< in a warning

/// Sentences about values that are not finite: of all tensors, or of those that are neither weights nor large.
std::vector<std::string> notFinite(const std::vector<FoundTensor>& tensors, bool all, const std::string& file)
{
    constexpr std::int64_t large = std::int64_t{1} << 20;
    std::vector<std::string> sentences;
    for (const auto& [name, tensor, given, storedType, fileShape] : tensors) {
        if (!all && (isWeight(tensor) || tensor.size() > large))
            continue;
        if (const auto finite = checkFiniteByParts(tensor.values, file + ": tensor " + printable(name)); !finite)
            sentences.push_back(finite.error().message);
    }
    return sentences;
}

/// The first of them, and how many more there are.
std::string notFiniteWarning(const std::vector<std::string>& sentences)
{
    const std::size_t more = sentences.size() - 1;
    return text(sentences.front(),
                more == 0 ? std::string() : text(", and ", more, " more with values that are not finite"),
                ": its layer can be listed, not revealed or run");
}

} // namespace

void LeftOutTensors::add(const std::string& name, const std::string& type)
{
    count(kind(type, noun_, false), name);
}

void LeftOutTensors::addWhy(const std::string& name, const std::string& reason, const std::string& noun)
{
    count(kind(reason, noun.empty() ? noun_ : noun, true), name);
}

LeftOutTensors::OfType& LeftOutTensors::kind(const std::string& type, const std::string& noun, bool isReason)
{
    const auto found = std::ranges::find_if(types_, [&](const OfType& known) {
        return known.type == type && known.noun == noun && known.isReason == isReason;
    });
    return found == types_.end() ? types_.emplace_back(OfType{type, noun, isReason, {}, 0}) : *found;
}

void LeftOutTensors::count(OfType& kind, const std::string& name)
{
    ++kind.count;
    if (kind.names.size() < mostNames)
        kind.names.push_back(printable(name));
}

std::vector<std::string> LeftOutTensors::warnings() const
{
    std::vector<std::string> sentences;
    for (const auto& [type, noun, isReason, names, count] : types_) {
        const std::string holds = isReason ? "" : count == 1 ? "it holds " : "they hold ";
        const std::string why = isReason ? type : text(holds, printable(type), ", not floating-point numbers");
        if (count == 1) {
            sentences.push_back(text(noun, " ", names[0], " is left out: ", why));
            continue;
        }
        std::string list;
        for (const std::string& name : names)
            list += (list.empty() ? "" : ", ") + name;
        sentences.push_back(
            text(count, " ", noun, "s are left out: ", why, " (", list, count > names.size() ? ", …)" : ")"));
    }
    return sentences;
}

Result<Network> networkFromTensors(std::vector<FoundTensor> tensors, const LeftOutTensors& leftOut,
                                   const std::string& file)
{
    std::map<std::string, std::size_t> indices;
    bool hasWeight = false;
    std::int64_t values = 0;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        indices.emplace(tensors[i].name, i);
        hasWeight |= isWeight(tensors[i].tensor);
        values += tensors[i].tensor.size();
    }
    const bool checked = values <= checkedBytes / static_cast<std::int64_t>(sizeof(float));
    const std::vector<std::string> bad = notFinite(tensors, checked, file);
    if (!hasWeight) {
        const std::vector<std::string> reasons = leftOut.warnings();
        return fail(file, ": expected at least one floating-point tensor of 2 to 5 axes with values, found ",
                    tensors.empty() ? "none" : listOf(tensors),
                    reasons.empty()   ? ""
                    : tensors.empty() ? ": "
                                      : "; ",
                    reasons.empty() ? "" : reasons.front());
    }
    Network network;
    network.warnings = leftOut.warnings();
    if (!bad.empty())
        network.warnings.push_back(notFiniteWarning(bad));
    network.checked = checked && bad.empty();
    for (FoundTensor& entry : tensors) {
        if (!isWeight(entry.tensor)) {
            if (entry.tensor.shape.size() >= 2)
                network.warnings.push_back(whyNoLayer(entry));
            continue;
        }
        const LayerNames names = namesOf(entry.name, indices);
        WeightLayer layer;
        layer.name = printable(names.layer);
        layer.tensorName = entry.name;
        layer.kind = entry.tensor.shape.size() == 2 ? LayerKind::Linear : LayerKind::Convolution;
        layer.weight = std::move(entry.tensor);
        layer.given = std::move(entry.given);
        layer.storedType = std::move(entry.storedType);
        layer.fileShape = std::move(entry.fileShape);
        if (layer.kind == LayerKind::Linear)
            layer.macs = layer.weight.size();
        if (const auto found = indices.find(names.bias); found != indices.end()) {
            const Tensor& bias = tensors[found->second].tensor;
            if (bias.shape == Shape{layer.outputs()})
                layer.bias = bias.values.toVector();
        }
        network.layers.push_back(std::move(layer));
        entry.name.clear();
    }
    for (FoundTensor& entry : tensors) {
        if (!entry.name.empty())
            network.otherTensors.push_back({std::move(entry.name), std::move(entry.tensor)});
    }
    return network;
}

} // namespace termscope
