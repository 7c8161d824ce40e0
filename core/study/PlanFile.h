// A plan as a file: what layers have of their own, as JSON that a user can read and change.
#pragma once

#include "core/settings/LayerOverride.h"

#include <string>

namespace termscope {

/// {"fc1":{"method":"tr","k":8,"s":2},"conv1":{"method":"qt","weight-bits":6,"data-bits":6}}, on one line: what --plan
/// reads. What is not UTF-8 in a name becomes U+FFFD.
std::string planText(const LayerOverrides& layers);

} // namespace termscope
