#include "core/formats/safetensors/SafetensorsHeader.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/tensor/Tensor.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace termscope {
namespace {

using Json = nlohmann::json;

/// Takes the JSON text apart event by event: a tree would silently keep the last of two equal keys.
class HeaderHandler : public nlohmann::json_sax<Json> {
public:
    std::vector<SafetensorsEntry> entries;
    std::string problem; ///< "expected …, found …"; empty while all is well

    bool null() override { return value("null"); }
    bool boolean(bool) override { return value("a truth value"); }
    bool number_float(double, const std::string&) override { return value("a fraction"); }
    bool binary(Json::binary_t&) override { return value("binary data"); }

    bool number_integer(std::int64_t number) override { return value(std::to_string(number)); }

    bool number_unsigned(std::uint64_t number) override
    {
        if (list_ == nullptr || number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return value(std::to_string(number));
        if (list_->size() == limits::axes)
            return stop(text("tensor ", printable(name_), ": ", printable(key_), ": expected at most ", limits::axes,
                             " numbers, found more"));
        list_->push_back(static_cast<std::int64_t>(number));
        return true;
    }

    bool string(std::string& characters) override
    {
        if (depth_ == 2 && inMetadata_)
            return true;
        if (depth_ != 2 || list_ != nullptr || key_ != "dtype")
            return value(inQuotes(characters));
        entries.back().type = characters;
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (depth_ >= 2 || list_ != nullptr)
            return value("an object");
        ++depth_;
        keys_.clear();
        return true;
    }

    bool end_object() override
    {
        if (depth_ == 2 && !inMetadata_ && keys_.size() != 3)
            return stop(text("tensor ", printable(entries.back().name), ": expected dtype, shape and data_offsets"));
        --depth_;
        return true;
    }

    bool key(std::string& characters) override
    {
        key_ = characters;
        if (depth_ == 1)
            return startEntry(characters);
        if (!keys_.insert(characters).second)
            return stop(
                text("tensor ", printable(name_), ": expected every key once, found ", inQuotes(characters), " twice"));
        if (!inMetadata_ && characters != "dtype" && characters != "shape" && characters != "data_offsets")
            return stop(text("tensor ", printable(name_), ": expected dtype, shape and data_offsets, found ",
                             inQuotes(characters)));
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (depth_ != 2 || inMetadata_ || list_ != nullptr || key_ == "dtype")
            return value("a list");
        list_ = key_ == "shape" ? &entries.back().shape : &entries.back().offsets;
        return true;
    }

    bool end_array() override
    {
        list_ = nullptr;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        return stop(text("expected a JSON header, found a mistake at its byte ", position));
    }

private:
    bool stop(std::string sentence)
    {
        if (problem.empty())
            problem = std::move(sentence);
        return false;
    }

    bool startEntry(const std::string& name)
    {
        if (!names_.insert(name).second)
            return stop(text("expected every tensor name once, found ", inQuotes(name), " twice"));
        inMetadata_ = name == "__metadata__";
        name_ = name;
        if (inMetadata_)
            return true;
        if (name.empty() || name.find('\0') != std::string::npos)
            return stop(text("expected every tensor to have a name without zero bytes, found ", inQuotes(name)));
        entries.push_back({name, {}, {}, {}});
        return true;
    }

    /// A value that has no place here.
    bool value(const std::string& found)
    {
        if (depth_ == 0)
            return stop(text("expected a JSON object as header, found ", found));
        if (depth_ == 1)
            return stop(text("tensor ", printable(name_), ": expected an object, found ", found));
        const char* expected = inMetadata_        ? "text"
                               : key_ == "dtype"  ? "the name of a type"
                               : list_ != nullptr ? "whole numbers from 0 on"
                                                  : "a list";
        return stop(
            text("tensor ", printable(name_), ": ", printable(key_), ": expected ", expected, ", found ", found));
    }

    int depth_ = 0;
    bool inMetadata_ = false;
    std::string name_;
    std::string key_;
    std::set<std::string> names_;
    std::set<std::string> keys_;
    std::vector<std::int64_t>* list_ = nullptr;
};

Result<void> checkEntry(const SafetensorsEntry& entry, std::int64_t dataSize, const std::string& where)
{
    if (entry.offsets.size() != 2 || entry.offsets[0] > entry.offsets[1])
        return fail(where, ": expected two rising data_offsets, found [", listed(entry.offsets), "]");
    if (entry.offsets[1] > dataSize)
        return fail(where, ": expected data_offsets within the ", dataSize, " bytes of data, found ", entry.offsets[1]);
    const auto count = checkedElementCount(entry.shape);
    const std::int64_t found = entry.offsets[1] - entry.offsets[0];
    const auto kind = safetensorsKind(entry.type);
    if (!kind)
        return {}; // a type of a later format: left out, as nothing can be said of it
    std::int64_t bits = 0;
    if (!count || __builtin_mul_overflow(*count, kind->bits, &bits))
        return fail(where, ": expected a shape that fits the file, found ", toText(entry.shape));
    if (bits % 8 != 0)
        return fail(where, ": expected values that fill whole bytes, found ", entry.type, " ", toText(entry.shape));
    if (const std::int64_t expected = bits / 8; expected != found)
        return fail(where, ": expected ", expected, " bytes for ", entry.type, " ", toText(entry.shape), ", found ",
                    found);
    return {};
}

/// The tensors must tile the data: each byte belongs to exactly one.
Result<void> checkLayout(const std::vector<SafetensorsEntry>& entries, std::int64_t dataSize, const std::string& file)
{
    std::vector<const SafetensorsEntry*> sorted;
    for (const SafetensorsEntry& entry : entries)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->offsets < b->offsets; });
    std::int64_t position = 0;
    const SafetensorsEntry* previous = nullptr;
    for (const SafetensorsEntry* entry : sorted) {
        const std::string where = text(file, ": tensor ", printable(entry->name));
        if (entry->offsets[0] < position)
            return fail(where, ": expected data of its own, found that it overlaps tensor ", printable(previous->name));
        if (entry->offsets[0] > position)
            return fail(where, ": expected its data to start at ", position, ", found ", entry->offsets[0],
                        " (bytes in between belong to no tensor)");
        position = entry->offsets[1];
        previous = entry;
    }
    if (position != dataSize)
        return fail(file, ": expected ", position, " bytes of data, found ", dataSize);
    return {};
}

} // namespace

std::optional<NumberKind> safetensorsKind(const std::string& type)
{
    using enum NumberFamily;
    const auto code = [](FloatCode of) { return NumberKind{Code, bitsOf(of), FloatType::F32, of}; };
    static const std::map<std::string, NumberKind> kinds{
        {"F64", {Float, 64, FloatType::F64}},
        {"F32", {Float, 32, FloatType::F32}},
        {"F16", {Float, 16, FloatType::F16}},
        {"BF16", {Float, 16, FloatType::BF16}},
        {"F8_E4M3", code(FloatCode::E4M3)},
        {"F8_E5M2", code(FloatCode::E5M2)},
        {"F8_E4M3FNUZ", code(FloatCode::E4M3Fnuz)},
        {"F8_E5M2FNUZ", code(FloatCode::E5M2Fnuz)},
        {"F8_E8M0", code(FloatCode::E8M0)},
        {"F6_E2M3", code(FloatCode::E2M3)},
        {"F6_E3M2", code(FloatCode::E3M2)},
        {"F4", code(FloatCode::E2M1)},
        {"I64", {Signed, 64}},
        {"I32", {Signed, 32}},
        {"I16", {Signed, 16}},
        {"I8", {Signed, 8}},
        {"U64", {Unsigned, 64}},
        {"U32", {Unsigned, 32}},
        {"U16", {Unsigned, 16}},
        {"U8", {Unsigned, 8}},
        {"BOOL", {Other, 8}},
        {"C64", {Other, 64}},
    };
    const auto found = kinds.find(type);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

Result<SafetensorsHeader> readSafetensorsHeader(ByteView bytes, const std::string& file)
{
    if (bytes.size() < 8)
        return fail(file, ": expected a safetensors header, found ", bytes.size(), " bytes");
    const auto length = loadLittleEndian<std::uint64_t>(bytes.data());
    if (length > limits::safetensorsHeader)
        return fail(file, ": expected a safetensors header of at most ", limits::safetensorsHeader, " bytes, found ",
                    length);
    if (length > bytes.size() - 8)
        return fail(file, ": expected a safetensors header of ", length, " bytes, found ", bytes.size() - 8);
    const auto* start = reinterpret_cast<const char*>(bytes.data()) + 8;
    HeaderHandler handler;
    if (!Json::sax_parse(start, start + length, &handler))
        return fail(file, ": ", handler.problem);
    SafetensorsHeader header;
    header.entries = std::move(handler.entries);
    header.dataStart = static_cast<std::size_t>(8 + length);
    const auto dataSize = static_cast<std::int64_t>(bytes.size() - header.dataStart);
    for (const SafetensorsEntry& entry : header.entries) {
        const auto checked = checkEntry(entry, dataSize, text(file, ": tensor ", printable(entry.name)));
        if (!checked)
            return tl::unexpected(checked.error());
    }
    if (const auto checked = checkLayout(header.entries, dataSize, file); !checked)
        return tl::unexpected(checked.error());
    return header;
}

} // namespace termscope
