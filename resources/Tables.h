// The embedded tables, read: they are part of the program, so an error in them is one of the program.
#pragma once

#include "core/study/PublishedFigures.h"
#include "hwmodel/energy/UnitCosts.h"

namespace termscope::embedded {

Result<PublishedFigures> readPublishedFigures();
Result<UnitCosts> readUnitCosts();

} // namespace termscope::embedded
