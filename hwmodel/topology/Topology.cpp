#include "hwmodel/topology/Topology.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"
#include "hwmodel/timing/Count.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::array convolutionNames{"ifmap height", "ifmap width", "filter height", "filter width",
                                      "channels",     "filters",     "stride",        "stride of the width"};
constexpr std::array productNames{"M", "N", "K"};

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
    TopologyParser(const std::string& source, OutputRounding rounding) : source_(source), rounding_(rounding) {}

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
            Result<LayerShape> layer = layerFrom(cells);
            if (!layer)
                return tl::unexpected(layer.error());
            if (!(Count(layer->gemm.m) * layer->gemm.k * layer->gemm.n).fits())
                return fail(where(), ": its multiply-accumulates do not fit 64 bits");
            layers.push_back(std::move(*layer));
        }
        if (layers.empty())
            return fail(source_, ": expected layers, one a line, found none");
        return layers;
    }

private:
    std::string where() const { return text(source_, ", line ", line_); }

    Result<LayerShape> layerFrom(const std::vector<std::string_view>& cells) const
    {
        const std::string name = printable(cells[0]);
        if (name.empty())
            return fail(where(), ": expected the layer's name first, found nothing");
        if (cells.size() == 1 + productNames.size()) {
            const Result<std::vector<std::int64_t>> sizes = sizesFrom(cells, productNames);
            if (!sizes)
                return tl::unexpected(sizes.error());
            return LayerShape{name, {(*sizes)[0], (*sizes)[2], (*sizes)[1]}, 1, 1};
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
        const Count m = Count(outputSize(size[0], size[2], size[6], rounding_))
                        * outputSize(size[1], size[3], size[7], rounding_);
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
    OutputRounding rounding_;
    int line_ = 0;
    bool header_ = false;
};

} // namespace

Result<std::vector<LayerShape>> parseTopology(std::string_view text, const std::string& source, OutputRounding rounding)
{
    return TopologyParser(source, rounding).parse(text);
}

Result<std::vector<LayerShape>> readTopology(const std::filesystem::path& path, OutputRounding rounding)
{
    const Result<Bytes> bytes = readFile(path, limits::topologyFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseTopology({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string(), rounding);
}

} // namespace termscope
