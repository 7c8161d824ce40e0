#include "hwmodel/operands/OperandFile.h"

#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/formats/numpy/NpzArchive.h"

#include <array>
#include <cmath>

namespace termscope {
namespace {

struct Matrix {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::vector<std::int64_t> values;
};

std::string namesOf(const NpzArchive& archive)
{
    constexpr std::size_t longest = 5;
    std::string names;
    for (std::size_t i = 0; i < archive.names().size() && i < longest; ++i)
        names += (i == 0 ? "" : ", ") + printable(archive.names()[i]);
    return names + (archive.names().size() > longest ? ", …" : "");
}

/// Floating-point numbers that are whole; no operand is as large as those that float32 cannot hold.
Result<std::vector<std::int64_t>> wholeValues(const NpyArray& array, const std::string& where)
{
    constexpr float largest = 16777216.0F; // 2^24
    const std::vector<float> values = floatValues(array);
    std::vector<std::int64_t> whole;
    whole.reserve(values.size());
    for (const float value : values) {
        if (!(std::fabs(value) <= largest) || value != std::floor(value))
            return fail(where, ": expected whole numbers of at most 2^24, found ", value);
        whole.push_back(static_cast<std::int64_t>(value));
    }
    return whole;
}

Result<std::vector<std::int64_t>> valuesOf(const NpyArray& array, const std::string& where)
{
    if (floatType(array))
        return wholeValues(array, where);
    std::optional<std::vector<std::int64_t>> values = integerValues(array);
    if (!values || array.kind == 'b')
        return fail(where, ": expected whole numbers, found the type ", inQuotes(array.type));
    if (array.kind == 'u')
        for (const std::int64_t value : *values)
            if (value < 0)
                return fail(where, ": expected whole numbers below 2^63, found ", static_cast<std::uint64_t>(value));
    return std::move(*values);
}

Result<Matrix> readMatrix(const NpzArchive& archive, const std::string& file, const char* shortName,
                          const char* longName, const char* axes)
{
    std::optional<std::size_t> index = archive.find(shortName);
    if (!index)
        index = archive.find(longName);
    if (!index)
        return fail(file, ": expected an array ", shortName, " or ", longName, " of the shape ", axes, ", found ",
                    namesOf(archive));
    const Result<NpyArray> array = archive.read(*index);
    if (!array)
        return tl::unexpected(array.error());
    const std::string where = archive.where(*index);
    if (array->shape.size() != 2 || array->shape[0] < 1 || array->shape[1] < 1)
        return fail(where, ": expected a matrix ", axes, " that is not empty, found the shape (", listed(array->shape),
                    ")");
    Result<std::vector<std::int64_t>> values = valuesOf(*array, where);
    if (!values)
        return tl::unexpected(values.error());
    return Matrix{array->shape[0], array->shape[1], std::move(*values)};
}

} // namespace

Result<RawOperands> readOperandFile(const std::filesystem::path& path)
{
    const std::string file = path.string();
    const Result<Bytes> bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const Result<NpzArchive> archive = NpzArchive::open(*bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    Result<Matrix> x = readMatrix(*archive, file, "x", "inputs", "[M, K]");
    if (!x)
        return tl::unexpected(x.error());
    Result<Matrix> w = readMatrix(*archive, file, "w", "weights", "[K, N]");
    if (!w)
        return tl::unexpected(w.error());
    if (x->columns != w->rows)
        return fail(file, ": expected x [M, K] and w [K, N] of the same K, found ", x->columns, " and ", w->rows);
    return RawOperands{{x->rows, x->columns, w->columns}, std::move(x->values), std::move(w->values)};
}

} // namespace termscope
