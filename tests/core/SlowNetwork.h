// A whole quantized or revealed network run term by term: every weight and every activation is taken apart into its
// terms, and every pair of terms is multiplied, added and counted.
#pragma once

#include "core/evaluate/Evaluation.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/ops/Operator.h"
#include "core/settings/NetworkPlan.h"
#include "core/terms/Reveal.h"
#include "tests/core/Samples.h"

#include <algorithm>
#include <vector>

namespace termscope::slow {

struct NetworkRun {
    std::vector<float> outputs;
    std::int64_t pairs = 0;
};

/// Runs what the nodes of a chain say on one sample. Only the activations' scales are taken from the evaluator.
class TermNetwork {
public:
    TermNetwork(ImageEvaluator& evaluator, Method method, const Settings& settings) : network_(evaluator.network())
    {
        for (std::size_t i = 0; i < network_.layers.size(); ++i)
            layers_.push_back(takeApart(evaluator, static_cast<int>(i), method, settings));
    }

    NetworkRun run(std::span<const float> sample) const
    {
        NetworkRun result{{sample.begin(), sample.end()}, 0};
        std::vector<float>& row = result.outputs;
        const std::vector<Node>& nodes = network_.graph->nodes;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Node& node = nodes[i];
            // Softmax changes nothing at the end of a network, where only the order of the classes matters.
            const bool last = i + 1 == nodes.size();
            if (!node.layers.empty())
                row = runLayer(static_cast<std::size_t>(node.layers[0]), row, result.pairs);
            else if (node.op == "Relu")
                std::ranges::transform(row, row.begin(), [](float value) { return std::max(value, 0.0F); });
            else if ((node.op == "Softmax" || node.op == "LogSoftmax") && !last)
                softmax(row, node.op == "LogSoftmax");
        }
        return result;
    }

private:
    struct Layer {
        std::vector<std::vector<Term>> weights; ///< [outputs · inputs]
        std::vector<float> weightScales;        ///< [outputs]
        float dataScale = 1.0F;
        LayerPlan own;
    };

    static std::vector<Term> keptOf(const RevealedValue& value)
    {
        std::vector<Term> kept;
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            if (value.kept[i])
                kept.push_back(value.terms[i]);
        return kept;
    }

    Layer takeApart(ImageEvaluator& evaluator, int index, Method method, const Settings& shared) const
    {
        const WeightLayer& source = network_.layers[static_cast<std::size_t>(index)];
        Layer layer;
        layer.own = planOf(network_, method, shared)[index];
        const Settings& settings = layer.own.settings;
        const bool revealed = layer.own.method == Method::Revealed;
        const std::int32_t largest = largestMagnitude(settings.weightBits, settings.quantizer);
        const auto inputs = static_cast<std::size_t>(source.inputs());
        layer.dataScale = samples::unwrap(evaluator.dataScale(index, layer.own));
        if (!revealed)
            layer.own.settings.dataTerms = 0;
        for (std::size_t n = 0; n < static_cast<std::size_t>(source.outputs()); ++n) {
            const std::span<const float> row = std::span(source.weight.values).subspan(n * inputs, inputs);
            const float clip = largestAbsolute(settings.perChannel ? row
                                                                   : std::span<const float>(source.weight.values));
            const float scale = scaleFor(clip, settings.weightBits, settings.quantizer);
            layer.weightScales.push_back(scale);
            std::vector<std::int64_t> integers;
            for (const float value : row)
                integers.push_back(quantize(value, scale, largest));
            const int everything = 64 * settings.groupSize;
            for (const RevealedGroup& group :
                 revealGroups(integers, settings.groupSize, revealed ? settings.budget : everything, settings.encoding))
                for (const RevealedValue& value : group.values)
                    layer.weights.push_back(keptOf(value));
        }
        return layer;
    }

    static std::vector<float> runFloats(const WeightLayer& source, const std::vector<float>& inputs)
    {
        std::vector<float> outputs;
        for (std::size_t n = 0; n < static_cast<std::size_t>(source.outputs()); ++n) {
            double sum = source.bias.empty() ? 0.0 : source.bias[n];
            for (std::size_t k = 0; k < inputs.size(); ++k)
                sum += static_cast<double>(inputs[k]) * source.weight.values[n * inputs.size() + k];
            outputs.push_back(static_cast<float>(sum));
        }
        return outputs;
    }

    std::vector<float> runLayer(std::size_t index, const std::vector<float>& inputs, std::int64_t& pairs) const
    {
        const Layer& layer = layers_[index];
        const WeightLayer& source = network_.layers[index];
        if (layer.own.method == Method::Float)
            return runFloats(source, inputs);
        const Settings& settings = layer.own.settings;
        const std::int32_t largest = largestMagnitude(settings.dataBits, settings.quantizer);
        std::vector<std::vector<Term>> data;
        for (const float value : inputs) {
            const std::int64_t integer = quantize(value, layer.dataScale, largest);
            const int budget = settings.dataTerms == 0 ? 64 : settings.dataTerms;
            data.push_back(keptOf(revealGroup({&integer, 1}, budget, settings.encoding).values[0]));
        }
        std::vector<float> outputs;
        for (std::size_t n = 0; n < layer.weightScales.size(); ++n) {
            std::int64_t sum = 0;
            for (std::size_t k = 0; k < data.size(); ++k)
                for (const Term& weight : layer.weights[n * data.size() + k])
                    for (const Term& datum : data[k]) {
                        sum += weight.sign * datum.sign * (std::int64_t{1} << (weight.exponent + datum.exponent));
                        ++pairs;
                    }
            const float scaled = static_cast<float>(sum) * (layer.weightScales[n] * layer.dataScale);
            outputs.push_back(source.bias.empty() ? scaled : scaled + source.bias[n]);
        }
        return outputs;
    }

    /// As the operator computes it: sums in float64.
    static void softmax(std::vector<float>& row, bool logarithm)
    {
        Node node;
        node.op = logarithm ? "LogSoftmax" : "Softmax";
        Call call{node, 13, {floatValue({1, static_cast<std::int64_t>(row.size())}, row)}};
        row = samples::unwrap(runOperator(call)).front()->floats.toVector();
    }

    const Network& network_;
    std::vector<Layer> layers_;
};

} // namespace termscope::slow
