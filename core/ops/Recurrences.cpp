// LSTM, GRU and RNN in float32. (Eigen)
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"
#include "core/ops/Recurrence.h"

#include <Eigen/Core>

namespace termscope::ops {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Map = Eigen::Map<Matrix>;
using ConstMap = Eigen::Map<const Matrix>;

class FloatProducts : public GateProducts {
public:
    FloatProducts(const Recurrence& recurrence, const Value& w, const Value& r) : recurrence_(recurrence), w_(w), r_(r)
    {
    }

    void input(std::int64_t direction, std::span<const float> x, std::int64_t rows, std::span<float> result) override
    {
        multiply(w_, direction * recurrence_.gates, recurrence_.gates, x, rows, recurrence_.inputs, result);
    }
    void hidden(std::int64_t direction, std::span<const float> h, std::int64_t rows, std::int64_t first,
                std::int64_t count, std::span<float> result) override
    {
        multiply(r_, direction * recurrence_.gates + first, count, h, rows, recurrence_.hidden, result);
    }

private:
    void multiply(const Value& weights, std::int64_t firstGate, std::int64_t gates, std::span<const float> x,
                  std::int64_t rows, std::int64_t width, std::span<float> result) const
    {
        const std::int64_t outputs = gates * recurrence_.hidden;
        const ConstMap w(weights.floats.data() + firstGate * recurrence_.hidden * width, outputs, width);
        Map(result.data(), rows, outputs).noalias() = ConstMap(x.data(), rows, width) * w.transpose();
    }

    const Recurrence& recurrence_;
    const Value& w_;
    const Value& r_;
};

Result<Outputs> recurrent(Call& call)
{
    const Result<Recurrence> recurrence = recurrenceOf(call);
    if (!recurrence)
        return tl::unexpected(recurrence.error());
    if (!call.known())
        return outputShapes(*recurrence, call.node, call[0].type);
    FloatProducts products(*recurrence, call[1], call[2]);
    return runRecurrence(*recurrence, call, products);
}

constexpr Operator recurrencesTable[] = {
    {"GRU", recurrent, 3, 6,
     "F:activation_alpha F:activation_beta S:activations f:clip s:direction i:hidden_size i:layout -:output_sequence "
     "i:linear_before_reset"},
    {"LSTM", recurrent, 3, 8,
     "F:activation_alpha F:activation_beta S:activations f:clip s:direction i:hidden_size i:layout -:output_sequence "
     "i:input_forget"},
    {"RNN", recurrent, 3, 6,
     "F:activation_alpha F:activation_beta S:activations f:clip s:direction i:hidden_size i:layout -:output_sequence"}};

} // namespace

std::span<const Operator> recurrences()
{
    return recurrencesTable;
}

} // namespace termscope::ops
