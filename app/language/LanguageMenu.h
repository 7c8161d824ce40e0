// View > Language.
#pragma once

#include "app/language/Language.h"

class QMenu;

namespace termscope {

/// Fills the menu with the languages, the present one checked. Choosing one stores and applies it.
void fillLanguageMenu(QMenu& menu);

} // namespace termscope
