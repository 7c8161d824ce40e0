#include "core/evaluate/JudgedOutputs.h"

#include "core/base/Index.h"
#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

namespace termscope {
namespace {

bool speaksOfAny(std::string name, std::span<const std::string_view> words)
{
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(words, [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

bool speaksOfClasses(const std::string& name)
{
    static constexpr std::array<std::string_view, 7> words{"logit",   "prob",  "class", "score",
                                                           "softmax", "label", "seg"};
    return speaksOfAny(name, words);
}

bool speaksOfValues(const std::string& name)
{
    static constexpr std::array<std::string_view, 12> words{"hidden", "embed", "pool",  "feature",  "box",  "coord",
                                                            "depth",  "flow",  "recon", "landmark", "pose", "regress"};
    return speaksOfAny(name, words);
}

/// Keys and values that a decoder gives back for the next run.
bool isKept(const std::string& name)
{
    return name.starts_with("present");
}

Shape withoutAxis(Shape shape, std::size_t axis)
{
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
    return shape;
}

/// Where the samples of a run lie: along the axis they lie along in the input, or the first one of as many.
std::optional<std::size_t> axisOfSamples(const Shape& shape, const OutputQuestion& question)
{
    if (question.samplesAxis < shape.size() && shape[question.samplesAxis] == question.rows)
        return question.samplesAxis;
    const auto found = std::ranges::find(shape, question.rows);
    return found == shape.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - shape.begin()));
}

const char* samplesText(const OutputQuestion& question)
{
    return question.arePictures ? " images" : " samples";
}

} // namespace

Result<JudgedOutputs> JudgedOutputs::create(const OutputQuestion& question, const Outputs& outputs)
{
    JudgedOutputs judged;
    judged.question_ = question;
    const bool labelled = question.labelShape.has_value();
    for (std::size_t i = 0; i < outputs.size() && (!labelled || i == 0); ++i) {
        const Value& value = *outputs[i];
        const std::string& name = question.names.at(i);
        if (!labelled && (!value.floating() || value.size() == 0 || (isKept(name) && i > 0)))
            continue;
        JudgedOutput output{name, i, value.shape, std::nullopt};
        output.axis = axisOfSamples(value.shape, question);
        if (labelled && (!value.floating() || output.axis.value_or(0) > 1))
            output.axis.reset();
        if (output.axis)
            output.shape = withoutAxis(value.shape, *output.axis);
        else if (!labelled && question.rows > 1)
            return fail(question.network, ": expected an output for each of ", question.rows, samplesText(question),
                        ", found ", inQuotes(name), " of shape ", toText(value.shape));
        judged.list_.push_back(std::move(output));
    }
    if (judged.list_.empty())
        return fail(question.network, ": expected an output of floating-point numbers for each of ", question.rows,
                    samplesText(question), ", found none");
    const JudgedOutput& first = judged.list_.front();
    if (const Value& value = *outputs[first.index]; !value.floating())
        return fail(question.network, ": expected an output of floating-point numbers for each of ", question.rows,
                    samplesText(question), ", found ", inQuotes(first.name), " of ", nameOf(value.type));
    const Shape own = first.shape;
    if (const Result<void> found = judged.findClasses(own, toText(outputs[first.index]->shape)); !found)
        return tl::unexpected(found.error());
    return judged;
}

/// Which axis of the first output has the classes, if it has any. `own`: of a sample; `found`: the whole, as text.
Result<void> JudgedOutputs::findClasses(const Shape& own, const std::string& found)
{
    const JudgedOutput& first = list_.front();
    const std::optional<Shape>& labels = question_.labelShape;
    const bool isRow = first.axis && !own.empty() && own[0] >= 1 && elementCount(own) == own[0];
    if (isRow && (!labels || labels->empty())) {
        classes_ = own[0];
    } else if (!labels) {
        classesFirst_ = own.size() > 2;
        classes_ = own.empty() ? 1 : classesFirst_ ? own.front() : own.back();
        places_ = classes_ == 0 ? 1 : elementCount(own) / classes_;
    } else {
        if (labels->empty())
            return fail(question_.network, ": expected one row of classes for each of ", question_.rows,
                        samplesText(question_), ", found an output of shape ", found);
        if (!first.axis || elementCount(own) < 1)
            return fail(question_.network, ": expected an output for each of ", question_.rows, samplesText(question_),
                        ", found one of shape ", found);
        const bool before = !own.empty() && withoutAxis(own, 0) == *labels;
        const bool behind = !own.empty() && withoutAxis(own, own.size() - 1) == *labels;
        if (!before && !behind)
            return fail(question_.network, ": expected classes for labels of shape ", toText(*labels),
                        " for each sample, found an output of shape ", found);
        classesFirst_ = before && own.size() > 1;
        classes_ = classesFirst_ ? own.front() : own.back();
        places_ = elementCount(own) / classes_;
    }
    if (labels)
        return {};
    const bool speaks = question_.wereProbabilities || speaksOfClasses(first.name)
                        || (isRow && !speaksOfValues(first.name));
    if (classes_ < 2 || !first.axis || !speaks) {
        classes_ = 0;
        places_ = 1;
        classesFirst_ = false;
    }
    return {};
}

Shape JudgedOutputs::withoutSamples(const Shape& shape, std::int64_t rows) const
{
    OutputQuestion question = question_;
    question.rows = rows;
    const std::optional<std::size_t> axis = axisOfSamples(shape, question);
    return axis ? withoutAxis(shape, *axis) : shape;
}

std::int64_t JudgedOutputs::size() const
{
    return std::accumulate(list_.begin(), list_.end(), std::int64_t{0},
                           [](std::int64_t sum, const JudgedOutput& output) { return sum + output.size(); });
}

/// `to`: where the first sample's values of this output belong; those of the next lie size() further on.
Result<void> JudgedOutputs::takeOutput(const JudgedOutput& output, const Value& value, std::int64_t rows,
                                       float* to) const
{
    const std::int64_t stride = size();
    const std::int64_t own = output.size();
    const std::int64_t there = output.axis && *output.axis < value.shape.size() ? value.shape[*output.axis] : 1;
    const bool fits = value.floating() && there >= rows && value.size() == there * own;
    if (!fits)
        return fail(question_.network, ": expected ", own, classes_ > 0 && places_ == 1 ? " classes" : " outputs",
                    " for each of ", rows, samplesText(question_), ", found an output of shape ", toText(value.shape));
    const std::size_t axis = output.axis.value_or(0);
    const std::int64_t outer = elementCount(
        Shape(output.shape.begin(), output.shape.begin() + static_cast<std::ptrdiff_t>(axis)));
    const std::int64_t inner = own / std::max<std::int64_t>(1, outer);
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t o = 0; o < outer; ++o)
            std::copy_n(value.floats.data() + (o * there + row) * inner, inner, to + row * stride + o * inner);
    return {};
}

Result<std::vector<float>> JudgedOutputs::take(const Outputs& outputs, std::int64_t rows) const
{
    const std::int64_t stride = size();
    std::vector<float> values(at(rows * stride));
    std::int64_t offset = 0;
    for (const JudgedOutput& output : list_) {
        if (const Result<void> taken = takeOutput(output, *outputs.at(output.index), rows, values.data() + offset);
            !taken)
            return tl::unexpected(taken.error());
        offset += output.size();
    }
    if (!classesFirst_ || places_ == 1)
        return values;
    std::vector<float> turned(at(classes_ * places_));
    for (std::int64_t row = 0; row < rows; ++row) {
        float* const own = values.data() + row * stride;
        for (std::int64_t c = 0; c < classes_; ++c)
            for (std::int64_t place = 0; place < places_; ++place)
                turned[at(place * classes_ + c)] = own[c * places_ + place];
        std::ranges::copy(turned, own);
    }
    return values;
}

} // namespace termscope
