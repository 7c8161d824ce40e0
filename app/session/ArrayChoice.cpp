#include "app/session/ArrayChoice.h"

#include <array>

namespace termscope {
namespace {

constexpr int largestSide = 256;
constexpr int mostSamples = 1024;
constexpr int largestAxis = 4096;

template <auto Member>
ArrayField number(std::string_view key, std::string_view title, std::string_view help, int maximum)
{
    return fieldOf<ArrayChoice, Member>({key, title, "", help, 1, maximum});
}

template <auto Member>
ArrayField choiceOf(std::string_view key, std::string_view title, std::string_view help,
                    std::vector<FieldChoice> choices)
{
    return fieldOf<ArrayChoice, Member>({key, title, "", help, 0, 0, std::move(choices)});
}

} // namespace

std::span<const ArrayField> arrayFields()
{
    static const std::array fields{
        choiceOf<&ArrayChoice::typed>(
            "array_product", "Product",
            "What the array computes: the chosen layer, or a typed product of random operands",
            {{"layer", "Layer"}, {"typed", "Typed M×K×N"}}),
        number<&ArrayChoice::samples>("array_samples", "Images",
                                      "Images that go through the layer at once, from the first on: M", mostSamples),
        number<&ArrayChoice::m>("array_m", "M", "Rows of the inputs", largestAxis),
        number<&ArrayChoice::k>("array_k", "K", "Length of the dot products", largestAxis),
        number<&ArrayChoice::n>("array_n", "N", "Columns of the weights", largestAxis),
        number<&ArrayChoice::rows>("array_rows", "Rows", "Rows of cells, R", largestSide),
        number<&ArrayChoice::columns>("array_columns", "Columns", "Columns of cells, C", largestSide),
        choiceOf<&ArrayChoice::dataflow>("array_dataflow", "Stationary",
                                         "What stays in the cells while the rest streams through them",
                                         {{"os", "Outputs"}, {"ws", "Weights"}, {"is", "Inputs"}}),
        choiceOf<&ArrayChoice::rival>("array_rival", "Rival",
                                      "What the TR array of term cells races against, on as many cells",
                                      {{"qt", "QT term cells"}, {"pmac", "pMAC cells"}}),
        choiceOf<&ArrayChoice::stepLength>("array_step_length", "Step length",
                                           "A step of term cells lasts the bound, or until its slowest cell is done",
                                           {{"provisioned", "Provisioned"}, {"adaptive", "Adaptive"}}),
        choiceOf<&ArrayChoice::skew>("array_skew", "Operands hop", "When operands move on to the next cell",
                                     {{"step", "Every step"}, {"clock", "Every clock"}}),
        choiceOf<&ArrayChoice::drain>("array_drain", "Drain",
                                      "Charge R cycles a fold to shift results out (pMAC, outputs stationary)",
                                      {{"false", "Not charged"}, {"true", "Charged"}}),
    };
    return fields;
}

const ArrayField* findArrayField(std::string_view key)
{
    return findField(arrayFields(), key);
}

} // namespace termscope
