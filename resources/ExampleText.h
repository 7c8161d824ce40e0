// The text that an embedded language model is judged by, or a user's own in the words that it knows.
#pragma once

#include "core/data/text/TokenText.h"
#include "resources/Examples.h"

namespace termscope::embedded {

/// One text: the example's, or `file` with tokens numbered by the example's vocabulary. Range: an example whose data
/// are text. `refuseUnknown`: see TokenConfig. Errors: those of readTokens, of the file alone.
Result<TokenTexts> readExampleText(const Example& example, const std::optional<std::filesystem::path>& file = {},
                                   bool refuseUnknown = false);

} // namespace termscope::embedded
