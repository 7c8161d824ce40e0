// Sentences of core and hwmodel (core/base/Sentence.h) in the language of the screen.
#pragma once

#include "core/base/Sentence.h"

#include <QString>

namespace termscope {

/// Its numbers in the locale's form.
QString translated(const Sentence& sentence);

} // namespace termscope
