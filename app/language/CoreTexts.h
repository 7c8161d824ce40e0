// The texts of core, hwmodel and the tables of the session that reach the screen, where lupdate finds them: core and
// hwmodel know no Qt. widgets/language/Translated.h translates them; a test compares this list with the tables.
#pragma once

#include <span>

namespace termscope {

std::span<const char* const> coreTexts();

} // namespace termscope
