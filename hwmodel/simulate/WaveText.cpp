#include "hwmodel/simulate/WaveText.h"

#include "hwmodel/simulate/LeavingOutputs.h"
#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>

namespace termscope {
namespace {

const std::string nothing = "-";

/// Cycles from `first` on in which a row's value is the same.
std::size_t runLength(const WaveRow& row, std::size_t first)
{
    std::size_t end = first + 1;
    while (end < row.values.size() && row.values[end] == row.values[first])
        ++end;
    return end - first;
}

/// What every value needs with its bar, where it holds for some columns together.
std::size_t columnWidth(const std::vector<WaveRow>& rows)
{
    std::size_t width = 2;
    for (const WaveRow& row : rows)
        for (std::size_t first = 0; first < row.values.size();) {
            const std::size_t length = runLength(row, first);
            width = std::max(width, (row.values[first].size() + length) / length);
            first += length;
        }
    return width;
}

std::string waveLine(const WaveRow& row, std::size_t nameWidth, std::size_t width)
{
    std::string line = row.name;
    line.resize(nameWidth, ' ');
    for (std::size_t first = 0; first < row.values.size();) {
        const std::size_t length = runLength(row, first);
        std::string value = "|" + row.values[first];
        value.resize(length * width, ' ');
        line += value;
        first += length;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string termText(const GroupTerm& term)
{
    return text(term.sign < 0 ? "-2^" : "+2^", int{term.exponent});
}

/// Fills the rows cycle by cycle.
class WaveRecorder {
public:
    explicit WaveRecorder(const ArraySimulator& simulator)
        : rows_(std::min(simulator.config().array.rows, ArrayWaves::mostSide)),
          columns_(std::min(simulator.config().array.columns, ArrayWaves::mostSide)),
          isTerm_(simulator.config().mac == MacKind::Term), isOneCell_(simulator.config().array.cells() == 1)
    {
    }

    void record(const ArraySimulator& simulator)
    {
        next_ = 0;
        recordArray(simulator);
        if (isOneCell_)
            isTerm_ ? recordTerms(simulator) : recordValues(simulator);
        else
            recordItems(simulator);
        recordLeaving(simulator);
        leaving_.remember(simulator, columns_);
    }

    /// Without what never happens.
    std::vector<WaveRow> rows() &&
    {
        std::erase_if(waves_, [](const Wave& wave) { return wave.isOptional && !wave.happens; });
        std::vector<WaveRow> rows;
        for (Wave& wave : waves_)
            rows.push_back(std::move(wave.row));
        return rows;
    }

private:
    struct Wave {
        WaveRow row;
        bool isOptional = false; ///< left out where it never becomes another value
        bool happens = false;
    };

    void put(const std::string& name, std::string value, bool isOptional = false)
    {
        if (next_ == waves_.size())
            waves_.push_back({{name, {}}, isOptional, false});
        Wave& wave = waves_[next_++];
        wave.happens = wave.happens
                       || (!wave.row.values.empty() && wave.row.values.front() != value && value != nothing);
        wave.row.values.push_back(std::move(value));
    }

    void recordArray(const ArraySimulator& simulator)
    {
        constexpr const char* phases[] = {"loads", "works", "drains", "done"};
        put("fold", simulator.done() ? nothing : text(simulator.fold().index), true);
        put("phase", simulator.done() ? nothing : phases[static_cast<int>(simulator.phase())],
            simulator.fold().outputsStay() && !simulator.config().array.drain);
        put("step", simulator.phase() == FoldPhase::Working ? text(simulator.step()) : nothing);
    }

    void recordTerms(const ArraySimulator& simulator)
    {
        const SimulatedCell cell = simulator.cell(0, 0);
        const std::optional<CellPair> pair = simulator.pairUnderWay(0, 0);
        put("group", cell.active() ? text(cell.weight.unit) : nothing);
        put("value", pair ? text(int{pair->weight.value}) : nothing);
        put("weight term", pair ? termText(pair->weight) : nothing);
        put("data term", pair ? termText(pair->data) : nothing);
        put("counts", pair ? text(pair->sign() < 0 ? "-c" : "+c", pair->exponent()) : nothing);
        const std::vector<std::int32_t> coefficients = simulator.coefficients(0, 0);
        for (std::size_t i = coefficients.size(); i-- > 0;)
            put(text("c", i), text(coefficients[i]), true);
    }

    void recordValues(const ArraySimulator& simulator)
    {
        const ProductOperands& operands = simulator.operands();
        const SimulatedCell cell = simulator.cell(0, 0);
        put("value", cell.active() ? text(cell.weight.unit) : nothing);
        put("input", cell.active() ? text(operands.inputs.value(cell.input.line, cell.input.unit)) : nothing);
        put("weight", cell.active() ? text(operands.weights.value(cell.weight.line, cell.weight.unit)) : nothing);
        put("sum", text(simulator.value(0, 0)));
    }

    void recordItems(const ArraySimulator& simulator)
    {
        for (int r = 0; r < rows_; ++r)
            for (int c = 0; c < columns_; ++c) {
                const SimulatedCell cell = simulator.cell(r, c);
                put(text("cell ", r, ",", c), cell.active() ? text("m", cell.input.line, " n", cell.weight.line,
                                                                   isTerm_ ? " g" : " k", cell.weight.unit)
                                                            : nothing);
            }
    }

    void recordLeaving(const ArraySimulator& simulator)
    {
        const auto putOutput = [&](const std::string& name, const std::optional<LeavingOutput>& left) {
            put(name, left ? text(left->value) : nothing);
        };
        if (!simulator.fold().outputsStay())
            for (int c = 0; c < columns_; ++c)
                putOutput(text("out of column ", c), leaving_.ofColumn(simulator, c));
        else
            for (int r = 0; r < rows_; ++r)
                for (int c = 0; c < columns_; ++c)
                    putOutput(text("out of ", r, ",", c), leaving_.ofCell(simulator, r, c));
    }

    int rows_;
    int columns_;
    bool isTerm_;
    bool isOneCell_;
    std::vector<Wave> waves_;
    std::size_t next_ = 0; ///< of waves_, for put()
    LeavingOutputs leaving_;
};

} // namespace

std::string waveText(std::int64_t firstCycle, const std::vector<WaveRow>& rows)
{
    std::vector<WaveRow> all{{"cycle", {}}};
    for (std::size_t cycle = 0; !rows.empty() && cycle < rows.front().values.size(); ++cycle)
        all.front().values.push_back(text(firstCycle + static_cast<std::int64_t>(cycle)));
    all.insert(all.end(), rows.begin(), rows.end());
    std::size_t nameWidth = 0;
    for (const WaveRow& row : all)
        nameWidth = std::max(nameWidth, row.name.size() + 1);
    std::string lines;
    for (const WaveRow& row : all)
        lines += waveLine(row, nameWidth, columnWidth(all));
    return lines;
}

std::vector<WaveRow> ArrayWaves::of(ArraySimulator simulator, std::int64_t cycles)
{
    WaveRecorder recorder(simulator);
    for (std::int64_t cycle = 0; cycle < cycles; ++cycle) {
        recorder.record(simulator);
        if (simulator.done())
            break;
        simulator.stepCycle();
    }
    return std::move(recorder).rows();
}

} // namespace termscope
