// The text a language model reads: its tokens, the words they stand for, and how it is cut.
#pragma once

#include "core/data/text/TokenText.h"
#include "core/evaluate/TokenOrder.h"

namespace termscope {

/// Immutable once opened; share it as OpenTextPtr.
struct OpenText {
    std::shared_ptr<const TokenText> text;
    VocabularyPtr vocabulary;  ///< null: no file says what the numbers stand for
    std::int64_t streams = 10; ///< read side by side
    std::int64_t window = 0;   ///< TextConfig::steps
    TokenOrder order = TokenOrder::FoundOut;
};

using OpenTextPtr = std::shared_ptr<const OpenText>;

/// Tokens of an open text; 0 where there is none.
inline std::int64_t tokenCount(const OpenText* text)
{
    return text == nullptr ? 0 : static_cast<std::int64_t>(text->text->tokens.size());
}

} // namespace termscope
