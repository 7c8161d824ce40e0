// Where what a user takes away is from: network, data, settings and program, for the foot of pictures and the head of
// data.
#pragma once

#include "app/session/Session.h"
#include "widgets/export/ExportableView.h"

namespace termscope {

/// Of what the session shows. The sentence is in the language of the window; lines are "# network: …", "# data: …",
/// "# settings: weight_bits=8 encoding=hese …", "# program: TermScope 0.1.0".
ExportOrigin originOf(const Session& session);

/// "g = 8, k = 12, s = 3, weights 8 bit, per channel, data 8 bit, HESE, Least squared error".
QString settingsText(const Settings& settings);

} // namespace termscope
