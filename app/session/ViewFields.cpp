#include "app/session/ViewFields.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/graph/InputShapes.h"
#include "resources/Examples.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace termscope {
namespace {

template <std::int64_t ViewState::*Member>
std::string getIndex(const SavedView& saved)
{
    return std::to_string(saved.view.*Member);
}

Result<std::int64_t> indexFromText(std::string_view key, std::string_view value)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < 0)
        return fail(key, ": expected a whole number from 0, found ", value.empty() ? "nothing" : printable(value));
    return number;
}

template <std::int64_t ViewState::*Member>
ViewField indexField(std::string_view key)
{
    return {key, FieldType::Integer, &getIndex<Member>,
            [](std::string_view own, SavedView& saved, std::string_view value) -> Result<void> {
                const Result<std::int64_t> number = indexFromText(own, value);
                if (!number)
                    return tl::unexpected(number.error());
                saved.view.*Member = *number;
                return {};
            }};
}

/// A pixel, or −1 for the middle.
template <std::int64_t ViewState::*Member>
ViewField placeField(std::string_view key)
{
    ViewField field = indexField<Member>(key);
    field.setter = [index = field.setter](std::string_view own, SavedView& saved,
                                          std::string_view value) -> Result<void> {
        if (value != "-1")
            return index(own, saved, value);
        saved.view.*Member = -1;
        return {};
    };
    return field;
}

Result<void> setStreams(std::string_view key, SavedView& saved, std::string_view value)
{
    constexpr std::int64_t most = 4096;
    const Result<std::int64_t> number = indexFromText(key, value);
    if (!number || *number < 1 || *number > most)
        return fail(key, ": expected 1…", most, ", found ", value.empty() ? "nothing" : printable(value));
    saved.files.streams = static_cast<int>(*number);
    return {};
}

Result<void> setWindow(std::string_view key, SavedView& saved, std::string_view value)
{
    constexpr std::int64_t most = 65536;
    const Result<std::int64_t> number = indexFromText(key, value);
    if (!number || *number > most)
        return fail(key, ": expected 0…", most, ", found ", value.empty() ? "nothing" : printable(value));
    saved.files.window = static_cast<int>(*number);
    return {};
}

Result<void> setTokenOrder(std::string_view key, SavedView& saved, std::string_view value)
{
    const std::optional<TokenOrder> order = tokenOrderOf(value);
    if (!order)
        return fail(key, ": expected auto, time-first or batch-first, found ",
                    value.empty() ? "nothing" : printable(value));
    saved.files.order = *order;
    return {};
}

bool isFlag(const std::vector<FieldChoice>& choices)
{
    return choices.size() == 2 && choices[0].name == "false" && choices[1].name == "true";
}

Result<void> setPage(std::string_view key, SavedView& saved, std::string_view value)
{
    const QString page = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    if (findPage(page)) {
        saved.view.page = page;
        return {};
    }
    std::string keys;
    for (const PageInfo& known : pagesTable())
        keys += text(keys.empty() ? "" : ", ", known.key);
    return fail(key, ": expected one of ", keys, ", found ", value.empty() ? "nothing" : printable(value));
}

Result<void> setPublished(std::string_view key, SavedView& saved, std::string_view value)
{
    if (value != "true" && value != "false")
        return fail(key, ": expected true or false, found ", value.empty() ? "nothing" : printable(value));
    saved.view.published = value == "true";
    return {};
}

Result<void> setWorkAxis(std::string_view key, SavedView& saved, std::string_view value)
{
    const std::optional<WorkAxis> axis = workAxisFrom(value);
    if (!axis)
        return fail(key, ": expected provisioned, measured, bits, size or cycles, found ",
                    value.empty() ? "nothing" : printable(value));
    saved.view.workAxis = *axis;
    return {};
}

/// What the accuracy curve sweeps, a list of numbers.
template <std::vector<int> SweepChoice::*Member, int least, int most>
ViewField sweptField(std::string_view key)
{
    return {key, FieldType::Word, [](const SavedView& saved) { return textOfNumbers(saved.view.sweep.*Member); },
            [](std::string_view own, SavedView& saved, std::string_view value) -> Result<void> {
                Result<std::vector<int>> numbers = numbersOfText(own, value, least, most);
                if (!numbers)
                    return tl::unexpected(numbers.error());
                saved.view.sweep.*Member = std::move(*numbers);
                return {};
            }};
}

Result<void> setKept(std::string_view key, SavedView& saved, std::string_view value)
{
    Result<std::vector<KeptCurve>> kept = keptOfText(key, value);
    if (!kept)
        return tl::unexpected(kept.error());
    saved.view.sweep.kept = std::move(*kept);
    return {};
}

Result<void> setFamilies(std::string_view key, SavedView& saved, std::string_view value)
{
    Result<std::vector<std::string>> families = familiesOfText(key, value);
    if (!families)
        return tl::unexpected(families.error());
    saved.view.sweep.families = std::move(*families);
    return {};
}

Result<void> setDataFormat(std::string_view key, SavedView& saved, std::string_view value)
{
    const std::optional<DataFormat> format = dataFormatFromName(value);
    if (!format)
        return fail(key, ": expected bits or own, found ", printable(value));
    saved.view.sweep.dataFormat = *format;
    return {};
}

Result<void> setMachines(std::string_view key, SavedView& saved, std::string_view value)
{
    Result<std::vector<std::string>> machines = machinesOfText(key, value);
    if (!machines)
        return tl::unexpected(machines.error());
    saved.view.sweep.machines = std::move(*machines);
    return {};
}

Result<void> setExample(std::string_view key, SavedView& saved, std::string_view value)
{
    if (!value.empty() && embedded::findExample(value) == nullptr) {
        std::string names;
        for (const embedded::Example& example : embedded::examples())
            names += text(names.empty() ? "" : ", ", example.name);
        return fail(key, ": expected one of ", names, ", found ", printable(value));
    }
    saved.files.example = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    return {};
}

Result<void> setPreprocess(std::string_view key, SavedView& saved, std::string_view value)
{
    if (!value.empty())
        if (const Result<Preprocessing> parsed = parsePreprocessing(value); !parsed)
            return fail(key, ": ", parsed.error().message);
    saved.files.preprocess = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    return {};
}

Result<void> setInputShapes(std::string_view key, SavedView& saved, std::string_view value)
{
    if (const Result<std::vector<InputShape>> parsed = parseInputShapes(value); !parsed)
        return fail(key, ": ", parsed.error().message);
    saved.files.inputShapes = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    return {};
}

Result<void> setLimit(std::string_view key, SavedView& saved, std::string_view value)
{
    const Result<std::int64_t> number = indexFromText(key, value);
    if (!number)
        return tl::unexpected(number.error());
    saved.files.limit = *number;
    return {};
}

FieldType typeOf(const ArrayField& field)
{
    if (field.isNumber())
        return FieldType::Integer;
    return isFlag(field.choices) ? FieldType::Flag : FieldType::Word;
}

Result<void> setLayer(std::string_view, SavedView& saved, std::string_view value)
{
    saved.layerName = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    return {};
}

} // namespace

std::span<const ViewField> viewFields()
{
    static const std::vector<ViewField> fields = [] {
        std::vector<ViewField> all{
            {"page", FieldType::Word, [](const SavedView& saved) { return saved.view.page.toStdString(); }, setPage},
            {"layer", FieldType::Word, [](const SavedView& saved) { return saved.layerName.toStdString(); }, setLayer},
            indexField<&ViewState::row>("row"),
            indexField<&ViewState::group>("group"),
            indexField<&ViewState::image>("image"),
            placeField<&ViewState::placeRow>("place_row"),
            placeField<&ViewState::placeColumn>("place_column"),
            indexField<&ViewState::token>("token"),
            {"published", FieldType::Flag,
             [](const SavedView& saved) { return std::string(saved.view.published ? "true" : "false"); }, setPublished},
            {"work_axis", FieldType::Word,
             [](const SavedView& saved) { return std::string(nameOf(saved.view.workAxis)); }, setWorkAxis},
            sweptField<&SweepChoice::budgets, 1, maximumBudget(largestGroupSize)>("sweep_budgets"),
            sweptField<&SweepChoice::bits, smallestBits, largestBits>("sweep_bits"),
            {"formats", FieldType::Word,
             [](const SavedView& saved) { return textOfFamilies(saved.view.sweep.families); }, setFamilies},
            {"data_format", FieldType::Word,
             [](const SavedView& saved) { return std::string(nameOf(saved.view.sweep.dataFormat)); }, setDataFormat},
            {"cost_lines", FieldType::Word,
             [](const SavedView& saved) { return textOfMachines(saved.view.sweep.machines); }, setMachines},
            {"curves", FieldType::Word, [](const SavedView& saved) { return textOfKept(saved.view.sweep.kept); },
             setKept},
        };
        all.push_back({"example", FieldType::Word,
                       [](const SavedView& saved) { return saved.files.example.toStdString(); }, setExample});
        all.push_back({"input_shapes", FieldType::Word,
                       [](const SavedView& saved) { return saved.files.inputShapes.toStdString(); }, setInputShapes});
        all.push_back({"preprocess", FieldType::Word,
                       [](const SavedView& saved) { return saved.files.preprocess.toStdString(); }, setPreprocess});
        all.push_back({"streams", FieldType::Integer,
                       [](const SavedView& saved) { return std::to_string(saved.files.streams); }, setStreams});
        all.push_back({"window", FieldType::Integer,
                       [](const SavedView& saved) { return std::to_string(saved.files.window); }, setWindow});
        all.push_back({"token_order", FieldType::Word,
                       [](const SavedView& saved) { return std::string(nameOf(saved.files.order)); }, setTokenOrder});
        all.push_back({"limit", FieldType::Integer,
                       [](const SavedView& saved) { return std::to_string(saved.files.limit); }, setLimit});
        for (const StudyField& field : studyFields())
            all.push_back({field.key, FieldType::Word,
                           [&field](const SavedView& saved) { return field.get(saved.view.study); },
                           [&field](std::string_view own, SavedView& saved, std::string_view value) {
                               return field.set(own, saved.view.study, value);
                           }});
        for (const ArrayField& field : arrayFields())
            all.push_back({field.key, typeOf(field),
                           [&field](const SavedView& saved) { return valueText(field, saved.view.array); },
                           [&field](std::string_view, SavedView& saved, std::string_view value) {
                               return setFromText(saved.view.array, field, value);
                           }});
        return all;
    }();
    return fields;
}

const ViewField* findViewField(std::string_view key)
{
    const auto found = std::ranges::find(viewFields(), key, &ViewField::key);
    return found == viewFields().end() ? nullptr : &*found;
}

std::span<const FileField> fileFields()
{
    static constexpr std::array fields{
        FileField{"network", &OpenFiles::network},        FileField{"compared", &OpenFiles::compared},
        FileField{"images", &OpenFiles::images},          FileField{"labels", &OpenFiles::labels},
        FileField{"class_names", &OpenFiles::classNames}, FileField{"tokens", &OpenFiles::tokens},
        FileField{"vocabulary", &OpenFiles::vocabulary},
    };
    return fields;
}

const FileField* findFileField(std::string_view key)
{
    const auto found = std::ranges::find(fileFields(), key, &FileField::key);
    return found == fileFields().end() ? nullptr : &*found;
}

FieldType typeOf(const SettingInfo& info)
{
    if (info.isNumber())
        return FieldType::Integer;
    return isFlag(info.choices) ? FieldType::Flag : FieldType::Word;
}

Result<void> checkPath(std::string_view key, const QString& path)
{
    const qsizetype bytes = path.toUtf8().size();
    if (path.isEmpty())
        return fail(key, ": expected a path, found nothing");
    if (bytes > limits::path)
        return fail(key, ": expected a path of at most ", limits::path, " bytes, found ", bytes);
    if (path.contains(QChar(u'\0')))
        return fail(key, ": expected a path, found text with a zero byte");
    return {};
}

} // namespace termscope
