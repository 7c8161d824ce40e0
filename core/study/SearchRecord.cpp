#include "core/study/SearchRecord.h"

#include "core/base/Text.h"
#include "core/files/JsonFields.h"
#include "core/files/Lines.h"
#include "core/sweep/SweepRowJson.h"

#include <array>
#include <charconv>

namespace termscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr RecordKind searchRecord{"termscope_search", "findings of a search"};

std::string keyOfDamage(const std::string& layer, const LayerOverride& own)
{
    return layer + '|' + toText(own);
}

std::string keyOfEvaluation(Method method, const Settings& settings, bool scored)
{
    return text(scored ? "scored|" : "searched|", nameOf(method), '|', wordsOf(heeded(method, settings)));
}

/// The numbers of an evaluation that a search reads, in the order of the file.
constexpr std::size_t numberCount = 14;
using Numbers = std::array<double, numberCount>;

Numbers numbersOf(const Evaluation& of)
{
    const Work work = of.work.value_or(Work{});
    return {of.workload == Workload::Text ? 1.0 : 0.0,
            static_cast<double>(of.evaluated),
            static_cast<double>(of.total),
            static_cast<double>(of.unlabelled),
            static_cast<double>(of.correct),
            static_cast<double>(of.correctTop5),
            of.loss,
            of.squaredLoss,
            of.work ? work.provisioned : -1.0,
            work.measured,
            static_cast<double>(of.classes),
            static_cast<double>(of.places),
            of.fidelity ? of.fidelity->signal : -1.0,
            of.fidelity ? of.fidelity->noise : 0.0};
}

Evaluation evaluationFrom(const Numbers& numbers)
{
    const auto count = [&](std::size_t i) { return static_cast<std::int64_t>(numbers[i]); };
    Evaluation of;
    of.workload = numbers[0] == 1.0 ? Workload::Text : Workload::Images;
    of.evaluated = count(1);
    of.total = count(2);
    of.unlabelled = count(3);
    of.correct = count(4);
    of.correctTop5 = count(5);
    of.loss = numbers[6];
    of.squaredLoss = numbers[7];
    if (numbers[8] >= 0.0)
        of.work = Work{numbers[8], numbers[9]};
    of.classes = static_cast<std::int32_t>(numbers[10]);
    of.places = count(11);
    if (numbers[12] >= 0.0)
        of.fidelity = Fidelity{numbers[12], numbers[13]};
    return of;
}

std::string lineOfDamage(const std::string& key, double damage)
{
    return oneLine(Json{{"of", key}, {"damage", shortestText(damage)}});
}

std::string lineOfScore(const std::string& key, const Evaluation& evaluation)
{
    Json numbers = Json::array();
    for (const double number : numbersOf(evaluation))
        numbers.push_back(shortestText(number));
    return oneLine(Json{{"of", key}, {"score", std::move(numbers)}});
}

std::optional<double> numberFrom(const nlohmann::json& entry)
{
    const std::string* const words = entry.get_ptr<const std::string*>();
    double number = 0.0;
    if (words == nullptr)
        return std::nullopt;
    const auto [end, error] = std::from_chars(words->data(), words->data() + words->size(), number);
    return error == std::errc() && end == words->data() + words->size() ? std::optional(number) : std::nullopt;
}

std::optional<Numbers> numbersFrom(const nlohmann::json& list)
{
    if (!list.is_array() || list.size() != numberCount)
        return std::nullopt;
    constexpr double mostCount = 9007199254740992.0; // beyond 2^53 not every whole number is a double
    constexpr double mostClasses = 2147483647.0;
    Numbers numbers{};
    for (std::size_t i = 0; i < numberCount; ++i) {
        const std::optional<double> number = numberFrom(list[i]);
        const bool isCount = (i >= 1 && i <= 5) || i == 10 || i == 11;
        if (!number || (isCount && !(*number >= 0.0 && *number <= (i == 10 ? mostClasses : mostCount))))
            return std::nullopt;
        numbers[i] = *number;
    }
    return numbers;
}

} // namespace

std::string wordsOf(const Settings& settings)
{
    std::string words;
    for (const SettingInfo& info : settingsTable())
        words += text(words.empty() ? "" : " ", info.key, '=', valueText(info, settings));
    for (const auto& [name, own] : settings.layers)
        words += text(' ', inQuotes(name), ':', toText(own));
    return words;
}

Result<SearchRecord> SearchRecord::open(const std::filesystem::path& path, const SweepIdentity& identity)
{
    Result<LineFile> file = LineFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::string name = path.string();
    const std::string header = headerOf(searchRecord, identity);
    if (file->lines().empty() && !header.starts_with(file->torn()))
        return fail(name, ": expected the ", searchRecord.what, ", found another file; it was left as it is");
    if (!file->lines().empty())
        if (const Result<void> same = checkHeader(searchRecord, file->lines().front(), identity, name); !same)
            return tl::unexpected(same.error());
    SearchRecord record(std::move(*file), header);
    for (std::size_t line = 1; line < record.file_->lines().size(); ++line)
        if (const Result<void> read = record.read(record.file_->lines()[line], text(name, ", line ", line + 1)); !read)
            return tl::unexpected(read.error());
    return record;
}

Result<void> SearchRecord::read(const std::string& line, const std::string& where)
{
    const Result<nlohmann::json> json = parseJsonObject(line, where);
    const Result<std::string> of = json ? textOf(*json, "of", where) : tl::unexpected(json.error());
    if (!of)
        return tl::unexpected(of.error());
    if (const std::optional<double> damage = numberFrom(memberOf(*json, "damage")))
        damages_[*of] = *damage;
    else if (const std::optional<Numbers> numbers = numbersFrom(memberOf(*json, "score")))
        evaluations_[*of] = evaluationFrom(*numbers);
    else
        return fail(where, ": expected a damage or a score, found neither");
    return {};
}

Result<void> SearchRecord::append(const std::string& line)
{
    if (!file_)
        return {};
    if (file_->lines().empty())
        if (Result<void> begun = file_->append(header_); !begun)
            return begun;
    return file_->append(line);
}

std::vector<std::string> SearchRecord::lines() const
{
    std::vector<std::string> lines;
    for (const auto& [key, damage] : damages_)
        lines.push_back(lineOfDamage(key, damage));
    for (const auto& [key, evaluation] : evaluations_)
        lines.push_back(lineOfScore(key, evaluation));
    return lines;
}

void SearchRecord::add(const SearchRecord& other)
{
    for (const auto& [key, damage] : other.damages_)
        damages_[key] = damage;
    for (const auto& [key, evaluation] : other.evaluations_)
        evaluations_[key] = evaluation;
}

std::optional<double> SearchRecord::damageOf(const std::string& layer, const LayerOverride& own) const
{
    const auto found = damages_.find(keyOfDamage(layer, own));
    return found == damages_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> SearchRecord::keepDamage(const std::string& layer, const LayerOverride& own, double damage)
{
    const std::string key = keyOfDamage(layer, own);
    damages_[key] = damage;
    return append(lineOfDamage(key, damage));
}

std::optional<Evaluation> SearchRecord::evaluationOf(Method method, const Settings& settings, bool scored) const
{
    const auto found = evaluations_.find(keyOfEvaluation(method, settings, scored));
    if (found == evaluations_.end())
        return std::nullopt;
    Evaluation evaluation = found->second;
    evaluation.method = method;
    evaluation.settings = settings;
    return evaluation;
}

Result<void> SearchRecord::keep(const Evaluation& evaluation, bool scored)
{
    const std::string key = keyOfEvaluation(evaluation.method, evaluation.settings, scored);
    evaluations_[key] = evaluationFrom(numbersOf(evaluation));
    return append(lineOfScore(key, evaluation));
}

} // namespace termscope
