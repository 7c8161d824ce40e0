// How tokens lie in a language model's input: [time, streams] or [streams, time].
#pragma once

#include <optional>
#include <string_view>

namespace termscope {

enum class TokenOrder {
    FoundOut, ///< TimeAxis.h finds it out
    TimeFirst,
    BatchFirst,
};

/// "auto", "time-first", "batch-first": the names used in files, on the command line and in the window.
std::string_view nameOf(TokenOrder order);
/// None: not one of the names.
std::optional<TokenOrder> tokenOrderOf(std::string_view name);

} // namespace termscope
