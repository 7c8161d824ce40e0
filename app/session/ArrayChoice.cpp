#include "app/session/ArrayChoice.h"

#include "core/base/Translatable.h"

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
            "array_product", TERMSCOPE_TRANSLATABLE("core", "Product"),
            TERMSCOPE_TRANSLATABLE("core",
                                   "What the array computes: the chosen layer, or a typed product of random operands"),
            {{"layer", TERMSCOPE_TRANSLATABLE("core", "Layer")},
             {"typed", TERMSCOPE_TRANSLATABLE("core", "Typed M×K×N")}}),
        number<&ArrayChoice::samples>(
            "array_samples", TERMSCOPE_TRANSLATABLE("core", "Images"),
            TERMSCOPE_TRANSLATABLE("core", "Images that go through the layer at once, from the first on: M"),
            mostSamples),
        number<&ArrayChoice::m>("array_m", TERMSCOPE_TRANSLATABLE("core", "M"),
                                TERMSCOPE_TRANSLATABLE("core", "Rows of the inputs"), largestAxis),
        number<&ArrayChoice::k>("array_k", TERMSCOPE_TRANSLATABLE("core", "K"),
                                TERMSCOPE_TRANSLATABLE("core", "Length of the dot products"), largestAxis),
        number<&ArrayChoice::n>("array_n", TERMSCOPE_TRANSLATABLE("core", "N"),
                                TERMSCOPE_TRANSLATABLE("core", "Columns of the weights"), largestAxis),
        number<&ArrayChoice::rows>("array_rows", TERMSCOPE_TRANSLATABLE("core", "Rows"),
                                   TERMSCOPE_TRANSLATABLE("core", "Rows of cells, R"), largestSide),
        number<&ArrayChoice::columns>("array_columns", TERMSCOPE_TRANSLATABLE("core", "Columns"),
                                      TERMSCOPE_TRANSLATABLE("core", "Columns of cells, C"), largestSide),
        choiceOf<&ArrayChoice::dataflow>(
            "array_dataflow", TERMSCOPE_TRANSLATABLE("core", "Stationary"),
            TERMSCOPE_TRANSLATABLE("core", "What stays in the cells while the rest streams through them"),
            {{"os", TERMSCOPE_TRANSLATABLE("core", "Outputs")},
             {"ws", TERMSCOPE_TRANSLATABLE("core", "Weights")},
             {"is", TERMSCOPE_TRANSLATABLE("core", "Inputs")}}),
        choiceOf<&ArrayChoice::rival>(
            "array_rival", TERMSCOPE_TRANSLATABLE("core", "Rival"),
            TERMSCOPE_TRANSLATABLE("core", "What the TR array of term cells races against, on as many cells"),
            {{"qt", TERMSCOPE_TRANSLATABLE("core", "QT term cells")},
             {"pmac", TERMSCOPE_TRANSLATABLE("core", "pMAC cells")}}),
        choiceOf<&ArrayChoice::stepLength>(
            "array_step_length", TERMSCOPE_TRANSLATABLE("core", "Step length"),
            TERMSCOPE_TRANSLATABLE("core", "A step of term cells lasts the bound, or until its slowest cell is done"),
            {{"provisioned", TERMSCOPE_TRANSLATABLE("core", "Provisioned")},
             {"adaptive", TERMSCOPE_TRANSLATABLE("core", "Adaptive")}}),
        choiceOf<&ArrayChoice::skew>("array_skew", TERMSCOPE_TRANSLATABLE("core", "Operands hop"),
                                     TERMSCOPE_TRANSLATABLE("core", "When operands move on to the next cell"),
                                     {{"step", TERMSCOPE_TRANSLATABLE("core", "Every step")},
                                      {"clock", TERMSCOPE_TRANSLATABLE("core", "Every clock")}}),
        choiceOf<&ArrayChoice::drain>(
            "array_drain", TERMSCOPE_TRANSLATABLE("core", "Drain"),
            TERMSCOPE_TRANSLATABLE("core", "Charge R cycles a fold to shift results out (pMAC, outputs stationary)"),
            {{"false", TERMSCOPE_TRANSLATABLE("core", "Not charged")},
             {"true", TERMSCOPE_TRANSLATABLE("core", "Charged")}}),
        choiceOf<&ArrayChoice::unitCosts>(
            "array_unit_costs", TERMSCOPE_TRANSLATABLE("core", "Unit costs"),
            TERMSCOPE_TRANSLATABLE("core", "What energies and areas are made of: published figures of 45 nm, or gates "
                                           "of the hardware sources, counted. A table edited on the page stands until "
                                           "another is chosen."),
            {{"quoted", TERMSCOPE_TRANSLATABLE("core", "45 nm, quoted")},
             {"counted", TERMSCOPE_TRANSLATABLE("core", "Counted gates")}}),
    };
    return fields;
}

const ArrayField* findArrayField(std::string_view key)
{
    return findField(arrayFields(), key);
}

} // namespace termscope
