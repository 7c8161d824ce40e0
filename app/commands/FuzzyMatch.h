// How well what was typed fits a text: pure, so that the order of the command palette can be tested alone.
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace termscope {

/// The better the earlier.
enum class MatchKind {
    Whole,       ///< all of the text
    Prefix,      ///< the text begins with it
    WordStarts,  ///< every word of it begins a word of the text: "rev wei" in "Export revealed weights"
    Initials,    ///< its letters are beginnings of words in order: "erw", "exrw"
    Inside,      ///< somewhere in the text as it is
    Subsequence, ///< its letters in their order, with others between
};

struct TextMatch {
    MatchKind kind = MatchKind::Whole;
    int gaps = 0; ///< letters passed over between those that match

    friend auto operator<=>(const TextMatch&, const TextMatch&) = default;
};

/// Without regard to case and blanks at the ends. An empty pattern fits everything as a prefix. None: it does not fit.
std::optional<TextMatch> matchText(const QString& pattern, const QString& text);

} // namespace termscope
