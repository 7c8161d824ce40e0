// Signals and their spectra: DFT, STFT, HannWindow, HammingWindow, BlackmanWindow, MelWeightMatrix.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>
#include <complex>
#include <numbers>
#include <optional>

namespace termscope::ops {
namespace {

using Complex = std::complex<double>;

/// The sums of all products with the powers of a root of unity, by the square of the length; `inverse`: of the other
/// direction, divided by the length.
std::vector<Complex> transformedDirectly(const std::vector<Complex>& x, bool inverse)
{
    const std::size_t n = x.size();
    std::vector<Complex> roots(n);
    for (std::size_t i = 0; i < n; ++i)
        roots[i] = std::polar(1.0, (inverse ? 2.0 : -2.0) * std::numbers::pi * static_cast<double>(i)
                                       / static_cast<double>(n));
    std::vector<Complex> y(n);
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            y[k] += x[i] * roots[k * i % n];
    return y;
}

/// The same, by halves as long as the length is even.
std::vector<Complex> transformed(const std::vector<Complex>& x, bool inverse)
{
    const std::size_t n = x.size();
    if (n < 16 || n % 2 != 0)
        return transformedDirectly(x, inverse);
    std::vector<Complex> even(n / 2);
    std::vector<Complex> odd(n / 2);
    for (std::size_t i = 0; i < n / 2; ++i) {
        even[i] = x[2 * i];
        odd[i] = x[2 * i + 1];
    }
    even = transformed(even, inverse);
    odd = transformed(odd, inverse);
    std::vector<Complex> y(n);
    for (std::size_t k = 0; k < n / 2; ++k) {
        const Complex turned = odd[k]
                               * std::polar(1.0, (inverse ? 2.0 : -2.0) * std::numbers::pi * static_cast<double>(k)
                                                     / static_cast<double>(n));
        y[k] = even[k] + turned;
        y[k + n / 2] = even[k] - turned;
    }
    return y;
}

struct Transform {
    std::int64_t axis = 0;
    std::int64_t length = 0;
    bool inverse = false;
    bool half = false; ///< the other half follows from it
    Shape shape;
};

/// The axis: an input from opset 20 on, an attribute before. None where an input is not known.
Result<std::optional<Transform>> transformOf(const Call& call)
{
    const Shape& shape = call[0].shape;
    if (call[0].rank() < 2 || (shape.back() != 1 && shape.back() != 2))
        return fail("expected a last axis of real, or of real and imaginary parts, found the shape ", toText(shape));
    for (std::size_t i = 1; i < call.count(); ++i)
        if (call.has(i) && !call[i].known)
            return std::optional<Transform>();
    std::int64_t axis = call.opset < 20 ? call.node.integer("axis", 1) : -2;
    if (call.has(2)) {
        const Result<std::int64_t> given = singleInteger(call, 2);
        if (!given)
            return tl::unexpected(given.error());
        axis = *given;
    }
    const Result<std::int64_t> found = axisOf(axis, call[0].rank());
    if (!found || *found == call[0].rank() - 1)
        return found ? fail("expected an axis before the last one, found ", axis) : tl::unexpected(found.error());
    Transform transform{*found, shape[at(*found)], call.node.integer("inverse", 0) != 0,
                        call.node.integer("onesided", 0) != 0, shape};
    if (call.has(1)) {
        const Result<std::int64_t> length = singleInteger(call, 1);
        if (!length)
            return tl::unexpected(length.error());
        transform.length = *length;
    } else if (transform.inverse && transform.half) {
        transform.length = 2 * (shape[at(*found)] - 1);
    }
    if (transform.length < 1 || transform.length > (std::int64_t{1} << 24))
        return fail("expected a length from 1 to 2^24, found ", transform.length);
    // What comes back from half a spectrum is real.
    const bool toReal = transform.inverse && transform.half;
    transform.shape[at(*found)] = transform.half && !transform.inverse ? transform.length / 2 + 1 : transform.length;
    transform.shape.back() = toReal ? 1 : 2;
    return std::optional(std::move(transform));
}

/// Work of a transform of this length: what is left of it when it can be halved no more, squared.
std::int64_t workOf(std::int64_t length)
{
    std::int64_t rest = length;
    while (rest >= 16 && rest % 2 == 0)
        rest /= 2;
    return rest + 32;
}

Result<Outputs> dft(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const auto found = transformOf(call);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return Outputs{};
    const Transform& transform = **found;
    TERMSCOPE_TRY(checkSize(transform.shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, transform.shape));
    const Shape& shape = call[0].shape;
    const std::int64_t parts = shape.back();
    const std::int64_t outputParts = transform.shape.back();
    const std::int64_t inner = countOf(shape, transform.axis + 1, call[0].rank() - 1);
    const std::int64_t outer = countOf(shape, 0, transform.axis);
    TERMSCOPE_TRY(checkWork({outer, inner, transform.length, workOf(transform.length)}));
    const std::int64_t size = shape[at(transform.axis)];
    const std::int64_t outputs = transform.shape[at(transform.axis)];
    auto result = newValue(call[0].type, transform.shape);
    for (std::int64_t run = 0; run < outer * inner; ++run) {
        std::vector<Complex> x(at(transform.length));
        for (std::int64_t i = 0; i < std::min(size, transform.length); ++i) {
            const std::int64_t place = ((run / inner * size + i) * inner + run % inner) * parts;
            x[at(i)] = {call[0].floats[at(place)], parts == 2 ? call[0].floats[at(place + 1)] : 0.0};
        }
        if (transform.inverse && transform.half)
            for (std::int64_t i = transform.length / 2 + 1; i < transform.length; ++i)
                x[at(i)] = std::conj(x[at(transform.length - i)]);
        const std::vector<Complex> y = transformed(x, transform.inverse);
        const double scale = transform.inverse ? 1.0 / static_cast<double>(transform.length) : 1.0;
        for (std::int64_t k = 0; k < outputs; ++k) {
            const std::int64_t place = ((run / inner * outputs + k) * inner + run % inner) * outputParts;
            result->floats[at(place)] = static_cast<float>(y[at(k)].real() * scale);
            if (outputParts == 2)
                result->floats[at(place + 1)] = static_cast<float>(y[at(k)].imag() * scale);
        }
    }
    roundAll(*result);
    return only(std::move(result));
}

/// Spectra of pieces of a signal, each a step after the one before.
Result<Outputs> shortTimeTransform(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 2));
    const Shape& shape = call[0].shape;
    if ((shape.size() != 2 && shape.size() != 3) || (shape.size() == 3 && shape[2] != 1 && shape[2] != 2))
        return fail("expected signals of batch, length and one or two parts, found the shape ", toText(shape));
    for (const std::size_t i : {1, 3})
        if (call.has(i) && !call[i].known)
            return Outputs{};
    const Result<std::int64_t> step = singleInteger(call, 1);
    if (!step)
        return tl::unexpected(step.error());
    std::int64_t length = call.has(2) && call[2].rank() == 1 ? call[2].shape[0] : shape[1];
    if (call.has(3)) {
        const Result<std::int64_t> given = singleInteger(call, 3);
        if (!given)
            return tl::unexpected(given.error());
        length = *given;
    }
    if (*step < 1 || length < 1 || length > shape[1] || (call.has(2) && call[2].shape != Shape{length}))
        return fail("expected steps from 1 and a window of at most ", shape[1], " places, found ", *step, " and ",
                    call.has(2) ? toText(call[2].shape) : toText({length}));
    const std::int64_t frames = (shape[1] - length) / *step + 1;
    const std::int64_t bins = call.node.integer("onesided", 1) != 0 ? length / 2 + 1 : length;
    const Shape result{shape[0], frames, bins, 2};
    TERMSCOPE_TRY(checkSize(result));
    TERMSCOPE_TRY(checkWork({shape[0], frames, length, workOf(length)}));
    if (!call.known())
        return only(shapeOnly(call[0].type, result));
    auto y = newValue(call[0].type, result);
    const std::int64_t parts = shape.size() == 3 ? shape[2] : 1;
    for (std::int64_t i = 0; i < shape[0] * frames; ++i) {
        std::vector<Complex> x(at(length));
        for (std::int64_t t = 0; t < length; ++t) {
            const std::int64_t place = (i / frames * shape[1] + i % frames * *step + t) * parts;
            const double window = call.has(2) ? call[2].floats[at(t)] : 1.0;
            x[at(t)] = Complex(call[0].floats[at(place)], parts == 2 ? call[0].floats[at(place + 1)] : 0.0) * window;
        }
        const std::vector<Complex> spectrum = transformed(x, false);
        for (std::int64_t k = 0; k < bins; ++k) {
            y->floats[at((i * bins + k) * 2)] = static_cast<float>(spectrum[at(k)].real());
            y->floats[at((i * bins + k) * 2 + 1)] = static_cast<float>(spectrum[at(k)].imag());
        }
    }
    roundAll(*y);
    return only(std::move(y));
}

/// The type that output_datatype names; float32 where it names none.
Result<ElementType> outputTypeOf(const Node& node)
{
    const auto type = typeFromNumber(node.integer("output_datatype", 1));
    if (!type)
        return fail("expected an output_datatype of numbers, found ", node.integer("output_datatype", 1));
    return *type;
}

void setElement(Value& value, std::int64_t place, double x)
{
    if (value.floating())
        value.floats[at(place)] = rounded(static_cast<float>(x), value.type);
    else
        value.integers[at(place)] = wrapped(static_cast<std::int64_t>(x), value.type);
}

/// a − b · cos(2πi/n) + c · cos(4πi/n), n the size of a periodic window, or one less.
Result<Outputs> window(Call& call, double a, double b, double c)
{
    const Result<ElementType> type = outputTypeOf(call.node);
    if (!type)
        return tl::unexpected(type.error());
    if (!call[0].known)
        return Outputs{};
    const Result<std::int64_t> size = singleInteger(call, 0);
    if (!size)
        return tl::unexpected(size.error());
    TERMSCOPE_TRY(checkSize({*size}));
    auto result = newValue(*type, {*size});
    const auto n = static_cast<double>(call.node.integer("periodic", 1) != 0 ? *size : *size - 1);
    for (std::int64_t i = 0; i < *size; ++i) {
        const double angle = n == 0.0 ? 0.0 : 2.0 * std::numbers::pi * static_cast<double>(i) / n;
        setElement(*result, i, a - b * std::cos(angle) + c * std::cos(2.0 * angle));
    }
    return only(std::move(result));
}

Result<Outputs> hannWindow(Call& call)
{
    return window(call, 0.5, 0.5, 0.0);
}

Result<Outputs> hammingWindow(Call& call)
{
    return window(call, 25.0 / 46.0, 21.0 / 46.0, 0.0);
}

Result<Outputs> blackmanWindow(Call& call)
{
    return window(call, 0.42, 0.5, 0.08);
}

/// Triangles over the bins of a spectrum, evenly apart in mel.
Result<Outputs> melWeightMatrix(Call& call)
{
    const Result<ElementType> type = outputTypeOf(call.node);
    if (!type)
        return tl::unexpected(type.error());
    if (!call.known())
        return Outputs{};
    std::array<std::int64_t, 3> numbers{}; // mel bins, length of the transform, samples a second
    for (std::size_t i = 0; i < 3; ++i) {
        const Result<std::int64_t> number = singleInteger(call, i);
        if (!number)
            return tl::unexpected(number.error());
        numbers[i] = *number;
    }
    const std::int64_t mels = numbers[0];
    const std::int64_t length = numbers[1];
    const std::int64_t rate = numbers[2];
    for (const std::size_t i : {3, 4}) {
        TERMSCOPE_TRY(expectFloats(call, i));
        if (call[i].size() != 1)
            return fail("expected one frequency as input ", i, ", found the shape ", toText(call[i].shape));
    }
    const double low = call[3].floats[0];
    const double high = call[4].floats[0];
    if (mels < 0 || length < 1 || rate < 1 || length > (std::int64_t{1} << 31)
        || !(low >= 0.0 && high >= low && high <= static_cast<double>(rate)))
        return fail("expected bins, a length, a rate and two frequencies from 0, found ", mels, ", ", length, ", ",
                    rate, ", ", low, " and ", high);
    const std::int64_t bins = length / 2 + 1;
    const Shape shape{bins, mels};
    TERMSCOPE_TRY(checkSize(shape));
    const auto toMel = [](double hertz) { return 2595.0 * std::log10(1.0 + hertz / 700.0); };
    const auto place = [&](std::int64_t i) {
        const double step = (toMel(high) - toMel(low)) / static_cast<double>(mels + 2);
        const double hertz = 700.0 * (std::pow(10.0, (static_cast<double>(i) * step + toMel(low)) / 2595.0) - 1.0);
        return static_cast<std::int64_t>(
            std::floor(static_cast<double>(length + 1) * hertz / static_cast<double>(rate)));
    };
    if (place(mels + 1) >= bins + 1)
        return fail("expected frequencies up to half of the rate, ", rate / 2, ", found ", high);
    auto result = newValue(*type, shape);
    const auto put = [&](std::int64_t bin, std::int64_t mel, double x) {
        if (bin >= 0 && bin < bins)
            setElement(*result, bin * mels + mel, x);
    };
    for (std::int64_t mel = 0; mel < mels; ++mel) {
        const std::int64_t left = place(mel);
        const std::int64_t middle = place(mel + 1);
        const std::int64_t right = place(mel + 2);
        if (left == middle)
            put(middle, mel, 1.0);
        for (std::int64_t bin = left; left < middle && bin <= middle; ++bin)
            put(bin, mel, static_cast<double>(bin - left) / static_cast<double>(middle - left));
        for (std::int64_t bin = middle; bin < right; ++bin)
            put(bin, mel, static_cast<double>(right - bin) / static_cast<double>(right - middle));
    }
    return only(std::move(result));
}

constexpr Operator signalsTable[] = {
    {"BlackmanWindow", blackmanWindow, 1, 1, "i:output_datatype i:periodic"},
    {"DFT", dft, 1, 3, "i:axis i:inverse i:onesided"},
    {"HammingWindow", hammingWindow, 1, 1, "i:output_datatype i:periodic"},
    {"HannWindow", hannWindow, 1, 1, "i:output_datatype i:periodic"},
    {"MelWeightMatrix", melWeightMatrix, 5, 5, "i:output_datatype"},
    {"STFT", shortTimeTransform, 2, 4, "i:onesided"},
};

} // namespace

std::span<const Operator> signalOperators()
{
    return signalsTable;
}

} // namespace termscope::ops
