#include "hwmodel/topology/Topology.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"
#include "hwmodel/timing/Count.h"
#include "hwmodel/topology/LayerNotes.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::array convolutionNames{"ifmap height", "ifmap width", "filter height", "filter width",
                                      "channels",     "filters",     "stride",        "stride of the width"};
constexpr std::array productNames{"M", "N", "K", "how many times"};
constexpr std::int64_t largestBlock = std::int64_t{1} << 20;

/// N of every M weights are there.
struct Sparsity {
    std::int64_t n = 1;
    std::int64_t m = 1;
};

/// A line whose values after the name are all no numbers.
bool isHeader(const std::vector<std::string_view>& cells)
{
    return cells.size() > 1 && std::none_of(cells.begin() + 1, cells.end(), [](std::string_view cell) {
               return cell.empty() || (cell[0] >= '0' && cell[0] <= '9') || cell[0] == '-' || cell[0] == '+';
           });
}

std::int64_t outputSize(std::int64_t size, std::int64_t filter, std::int64_t stride, OutputRounding rounding)
{
    const std::int64_t rest = size - filter;
    return 1 + (rounding == OutputRounding::ScaleSimV2 ? ceilDivide(rest, stride) : rest / stride);
}

/// One line after the other; `where()` is "net.csv, line 3".
class TopologyParser {
public:
    TopologyParser(const std::string& source, TopologyReading reading) : source_(source), reading_(reading) {}

    Result<std::vector<LayerShape>> parse(std::string_view text)
    {
        std::vector<LayerShape> layers;
        for (const std::string_view line : linesOf(text)) {
            ++line_;
            std::vector<std::string_view> cells = commaSeparated(line);
            while (!cells.empty() && cells.back().empty())
                cells.pop_back();
            if (cells.empty())
                continue;
            if (layers.empty() && !header_ && isHeader(cells)) {
                header_ = true;
                continue;
            }
            Result<LayerShape> layer = layerFrom(std::move(cells));
            if (!layer)
                return tl::unexpected(layer.error());
            if (!(Count(layer->gemm.m) * layer->gemm.k * layer->gemm.n * layer->repeats).fits())
                return fail(where(), ": its multiply-accumulates do not fit 64 bits");
            layers.push_back(std::move(*layer));
        }
        if (layers.empty())
            return fail(source_, ": expected layers, one a line, found none");
        return layers;
    }

    std::vector<std::string> warnings() const { return notes_.sentences(); }

private:
    std::string where() const { return text(source_, ", line ", line_); }

    Result<LayerShape> layerFrom(std::vector<std::string_view> cells)
    {
        const std::string name = printable(cells[0]);
        if (name.empty())
            return fail(where(), ": expected the layer's name first, found nothing");
        const Result<Sparsity> sparsity = takeSparsity(cells);
        if (!sparsity)
            return tl::unexpected(sparsity.error());
        Result<LayerShape> layer = denseFrom(name, cells);
        if (layer)
            thinOut(*layer, *sparsity);
        return layer;
    }

    /// Takes the cell "N:M" out, which stands behind the sizes.
    Result<Sparsity> takeSparsity(std::vector<std::string_view>& cells) const
    {
        const auto found = std::find_if(cells.begin() + 1, cells.end(),
                                        [](std::string_view cell) { return cell.find(':') != cell.npos; });
        if (found == cells.end())
            return Sparsity{};
        const std::size_t colon = found->find(':');
        const std::optional<std::int64_t> n = wholeNumber(trimmed(found->substr(0, colon)));
        const std::optional<std::int64_t> m = wholeNumber(trimmed(found->substr(colon + 1)));
        if (!n || !m || *n < 1 || *n > *m || *m > largestBlock)
            return fail(where(), ": Sparsity: expected N:M with 1 ≤ N ≤ M ≤ ", largestBlock, ", found ",
                        inQuotes(*found));
        cells.erase(found);
        return Sparsity{*n, *m};
    }

    /// Leaves N of every M weights along K.
    void thinOut(LayerShape& layer, const Sparsity& sparsity)
    {
        if (sparsity.n == sparsity.m)
            return;
        if (!reading_.sparsity) {
            notes_.add("Sparsity does not count, as SparsitySupport is false", layer.name);
            return;
        }
        notes_.add("K counts the weights that Sparsity leaves", layer.name);
        std::int64_t& k = layer.gemm.k;
        if ((k / layer.kernelPositions) % sparsity.m != 0)
            layer.kernelPositions = 1;
        k = k / sparsity.m * sparsity.n + std::min(k % sparsity.m, sparsity.n);
    }

    Result<LayerShape> denseFrom(const std::string& name, const std::vector<std::string_view>& cells) const
    {
        if (cells.size() == 4 || cells.size() == 5) {
            const Result<std::vector<std::int64_t>> sizes = sizesFrom(cells, productNames);
            if (!sizes)
                return tl::unexpected(sizes.error());
            return LayerShape{name, {(*sizes)[0], (*sizes)[2], (*sizes)[1]}, 1, sizes->size() == 4 ? (*sizes)[3] : 1};
        }
        if (cells.size() == 8 || cells.size() == 9)
            return convolutionFrom(name, cells);
        return fail(where(),
                    ": expected 4 values (layer, M, N, K) or 8 to 9 (layer, ifmap height and width, filter height "
                    "and width, channels, filters, strides), found ",
                    cells.size());
    }

    Result<LayerShape> convolutionFrom(const std::string& name, const std::vector<std::string_view>& cells) const
    {
        Result<std::vector<std::int64_t>> sizes = sizesFrom(cells, convolutionNames);
        if (!sizes)
            return tl::unexpected(sizes.error());
        if (sizes->size() == 7)
            sizes->push_back(sizes->back());
        const std::vector<std::int64_t>& size = *sizes;
        for (const std::size_t axis : {std::size_t{0}, std::size_t{1}})
            if (size[axis + 2] > size[axis])
                return fail(where(), ": expected a filter no larger than its ifmap, found ", size[axis + 2], " on ",
                            size[axis]);
        const Count m = Count(outputSize(size[0], size[2], size[6], reading_.rounding))
                        * outputSize(size[1], size[3], size[7], reading_.rounding);
        const Count positions = Count(size[2]) * size[3];
        const Count k = positions * size[4];
        if (!m.fits() || !k.fits())
            return fail(where(), ": its dimensions do not fit 64 bits");
        return LayerShape{name, {m.value(), k.value(), size[5]}, positions.value(), 1};
    }

    template <std::size_t Size>
    Result<std::vector<std::int64_t>> sizesFrom(const std::vector<std::string_view>& cells,
                                                const std::array<const char*, Size>& names) const
    {
        std::vector<std::int64_t> sizes;
        for (std::size_t i = 1; i < cells.size(); ++i) {
            const std::optional<std::int64_t> size = wholeNumber(cells[i]);
            if (!size || *size < 1)
                return fail(where(), ": ", names[i - 1], ": expected a whole number from 1, found ",
                            inQuotes(cells[i]));
            sizes.push_back(*size);
        }
        return sizes;
    }

    const std::string& source_;
    TopologyReading reading_;
    LayerNotes notes_;
    int line_ = 0;
    bool header_ = false;
};

} // namespace

Result<std::vector<LayerShape>> parseTopology(std::string_view text, const std::string& source, TopologyReading reading,
                                              std::vector<std::string>* warnings)
{
    TopologyParser parser(source, reading);
    Result<std::vector<LayerShape>> layers = parser.parse(text);
    if (warnings)
        *warnings = parser.warnings();
    return layers;
}

Result<std::vector<LayerShape>> readTopology(const std::filesystem::path& path, TopologyReading reading,
                                             std::vector<std::string>* warnings)
{
    const Result<Bytes> bytes = readFile(path, limits::topologyFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseTopology({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string(), reading,
                         warnings);
}

} // namespace termscope
