// The revealed network as a file.
#pragma once

#include "app/session/FileOpener.h"
#include "core/base/Error.h"
#include "core/base/Progress.h"
#include "core/settings/Settings.h"

#include <QString>

namespace termscope {

/// Writes `network` with revealed weights to `path`, whole or not at all: safetensors, npz, or (for a network that was
/// ONNX) ONNX, by the extension. `source` is the file the network came from, empty for the embedded one.
/// May be cancelled, see core/base/Cancel.h. Error: another extension, ONNX for a network that was not, `path` is the
/// source, or it cannot be written.
Result<void> writeRevealedNetwork(const NetworkPtr& network, const OpenFiles& source, const Settings& settings,
                                  const QString& path, const Progress& progress = {});

} // namespace termscope
