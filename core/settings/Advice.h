// What a user should know about settings that are legal but make no sense together.
#pragma once

#include "core/base/Message.h"
#include "core/settings/Settings.h"

#include <span>

namespace termscope {

/// One sentence each; adviceOn() gives the same in English. Empty when all is well.
std::vector<Message> advice(const Settings& settings);

/// All that advice() can say, for translators.
std::span<const std::string_view> advicePatterns();

} // namespace termscope
