#include "app/commands/CommandRanking.h"

#include "app/commands/FuzzyMatch.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <compare>

namespace termscope {
namespace {

/// A name and the number after it.
struct TypedNumber {
    QString name;
    int number = 0;
};

std::optional<TypedNumber> numberIn(const QString& typed)
{
    static const QRegularExpression pattern(QStringLiteral("^(.*?\\S)[\\s:=]+([+-]?[0-9]{1,9})\\s*$"));
    const QRegularExpressionMatch found = pattern.match(typed);
    if (!found.hasMatch())
        return std::nullopt;
    return TypedNumber{found.captured(1), found.captured(2).toInt()};
}

/// The order of offers: the smaller the earlier.
struct Rank {
    bool byTopic = false;
    MatchKind kind = MatchKind::Whole;
    qsizetype age = 0; ///< place among those used lately
    int gaps = 0;
    std::size_t place = 0;

    friend auto operator<=>(const Rank&, const Rank&) = default;
};

/// How a command fits by its name, by another name of it, or by its topic and name.
std::optional<Rank> rankOf(const Command& command, const QString& typed)
{
    std::optional<TextMatch> best = matchText(typed, command.title);
    for (const QString& alias : command.aliases)
        if (const std::optional<TextMatch> other = matchText(typed, alias);
            other && (!best || *other < *best) && other->kind <= MatchKind::WordStarts)
            best = other;
    bool byTopic = false;
    // Letters scattered over a long line would find everything.
    if (!best || best->kind == MatchKind::Subsequence) {
        const std::optional<TextMatch> wide = matchText(typed, command.topic + QLatin1Char(' ') + command.title);
        if (wide && wide->kind < MatchKind::Subsequence) {
            best = wide;
            byTopic = true;
        }
    }
    if (!best)
        return std::nullopt;
    return Rank{byTopic, best->kind, 0, best->gaps, 0};
}

Offer offerOf(const Command& command, std::size_t index, std::optional<int> number)
{
    Offer offer{index, command.title, command.topic, command.enabled, number};
    if (!command.number)
        return offer;
    const QLocale locale;
    const Command::Number& range = *command.number;
    const QString limits = Command::tr("%1…%2").arg(locale.toString(range.minimum), locale.toString(range.maximum));
    if (number) {
        offer.title = Command::tr("Set %1 to %2").arg(command.title, locale.toString(*number));
        offer.runnable = command.enabled && *number >= range.minimum && *number <= range.maximum;
        offer.remark = offer.runnable ? Command::tr("%1 · now %2").arg(command.topic, locale.toString(range.value))
                                      : Command::tr("Out of range: %1").arg(limits);
    } else {
        offer.title = Command::tr("%1 …").arg(command.title);
        offer.remark =
            Command::tr("%1 · now %2 · type a number, %3").arg(command.topic, locale.toString(range.value), limits);
    }
    return offer;
}

} // namespace

std::vector<Offer> rankedOffers(const std::vector<Command>& commands, const QString& typed, const QStringList& recent)
{
    const std::optional<TypedNumber> withNumber = numberIn(typed);
    std::vector<std::pair<Rank, Offer>> ranked;
    for (std::size_t index = 0; index < commands.size(); ++index) {
        const Command& command = commands[index];
        std::optional<int> number;
        std::optional<Rank> rank = rankOf(command, typed);
        if (command.number && withNumber)
            if (const std::optional<Rank> named = rankOf(command, withNumber->name);
                named && (!rank || *named < *rank)) {
                rank = named;
                number = withNumber->number;
            }
        if (!rank)
            continue;
        const qsizetype used = recent.indexOf(command.id);
        rank->age = used < 0 ? recent.size() : used;
        rank->place = index;
        ranked.emplace_back(*rank, offerOf(command, index, number));
    }
    std::ranges::sort(ranked, {}, &std::pair<Rank, Offer>::first);
    std::vector<Offer> offers;
    offers.reserve(ranked.size());
    for (auto& [rank, offer] : ranked)
        offers.push_back(std::move(offer));
    return offers;
}

} // namespace termscope
