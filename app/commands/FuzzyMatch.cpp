#include "app/commands/FuzzyMatch.h"

#include <QStringList>

#include <algorithm>
#include <functional>
#include <vector>

namespace termscope {
namespace {

bool startsWord(const QString& text, qsizetype at)
{
    return text[at].isLetterOrNumber() && (at == 0 || !text[at - 1].isLetterOrNumber());
}

/// Places at which words begin.
std::vector<qsizetype> wordStarts(const QString& text)
{
    std::vector<qsizetype> starts;
    for (qsizetype at = 0; at < text.size(); ++at)
        if (startsWord(text, at))
            starts.push_back(at);
    return starts;
}

/// No word of the text counts twice; long ones choose first, so that "save s" fits "Save session".
bool everyWordBeginsOne(const QString& pattern, const QString& text)
{
    std::vector<qsizetype> starts = wordStarts(text);
    QStringList words = pattern.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::ranges::stable_sort(words, std::ranges::greater{}, [](const QString& word) { return word.size(); });
    return std::ranges::all_of(words, [&](const QString& word) {
        const auto found = std::ranges::find_if(
            starts, [&](qsizetype at) { return QStringView(text).sliced(at).startsWith(word); });
        if (found == starts.end())
            return false;
        starts.erase(found);
        return true;
    });
}

/// Letters that go on where the last one was, or begin a word further on; all ways are tried, texts are short.
bool isOfInitials(QStringView pattern, const QString& text, qsizetype next)
{
    if (pattern.isEmpty())
        return true;
    if (next > 0 && next < text.size() && text[next] == pattern.front()
        && isOfInitials(pattern.sliced(1), text, next + 1))
        return true;
    for (qsizetype at = next; at < text.size(); ++at)
        if (text[at] == pattern.front() && startsWord(text, at) && isOfInitials(pattern.sliced(1), text, at + 1))
            return true;
    return false;
}

/// Letters passed over, none where a letter is missing.
std::optional<int> gapsBetween(const QString& pattern, const QString& text)
{
    qsizetype last = -1;
    int gaps = 0;
    for (const QChar letter : pattern) {
        const qsizetype found = text.indexOf(letter, last + 1);
        if (found < 0)
            return std::nullopt;
        if (last >= 0)
            gaps += static_cast<int>(found - last - 1);
        last = found;
    }
    return gaps;
}

constexpr qsizetype longestInitials = 12; // nobody types more of them, and trying all ways costs

} // namespace

std::optional<TextMatch> matchText(const QString& pattern, const QString& text)
{
    const QString typed = pattern.simplified().toCaseFolded();
    const QString whole = text.simplified().toCaseFolded();
    if (typed == whole)
        return TextMatch{MatchKind::Whole, 0};
    if (whole.startsWith(typed))
        return TextMatch{MatchKind::Prefix, 0};
    if (everyWordBeginsOne(typed, whole))
        return TextMatch{MatchKind::WordStarts, 0};
    const QString letters = QString(typed).remove(QLatin1Char(' '));
    if (letters.size() <= longestInitials && isOfInitials(letters, whole, 0))
        return TextMatch{MatchKind::Initials, 0};
    if (whole.contains(typed))
        return TextMatch{MatchKind::Inside, 0};
    const std::optional<int> gaps = gapsBetween(letters, whole);
    return gaps ? std::optional(TextMatch{MatchKind::Subsequence, *gaps}) : std::nullopt;
}

} // namespace termscope
