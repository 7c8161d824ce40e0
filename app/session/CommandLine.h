// What the window shows as calls of termscope-cli that print the same numbers: the open files, the settings that are
// not the defaults, and what layers have of their own.
#pragma once

#include "app/session/CompareRequest.h"
#include "app/session/SearchChoice.h"
#include "app/session/Session.h"
#include "hwmodel/energy/UnitCosts.h"

namespace termscope {

/// Words as a POSIX shell takes them, with quotes where they need any.
QString shellLine(const QStringList& words);

/// The files of a session as options: "net.onnx --data images,labels --limit 500". Error: the data are an example's and
/// the network is not, which the tool does not combine.
Result<QStringList> fileOptions(const Session& session);

/// The settings that differ from the defaults as options, but for those of `except`, and a --layer for each override.
QStringList settingOptions(const Settings& settings, const QStringList& except = {});

/// "termscope-cli sensitivity …". Error: as fileOptions.
Result<QString> sensitivityCommand(const Session& session, Method method, const Settings& settings);

/// "termscope-cli search …"; `array` is what cycles and energy are of. Errors: as above; unit costs that were edited,
/// where plans cost energy.
Result<QString> searchCommand(const Session& session, const SearchChoice& choice, const Settings& settings,
                              const ArrayChoice& array, const UnitCosts& costs);

/// "termscope-cli compare …". Errors: as fileOptions.
Result<QString> compareCommand(const Session& session, const CompareRequest& request);

/// "termscope-cli reproduce FIGURE …". Errors: as fileOptions.
Result<QString> reproduceCommand(const Session& session, const std::string& figure);

/// "termscope-cli sweep …": the points of the accuracy curve, and the present budget among them. Errors: as
/// fileOptions; data bits that are not the default, which the tool takes for QT's rows as well.
Result<QString> accuracyCommand(const Session& session);

/// "termscope-cli time …": the cycles of all layers on the TR array of the page of arrays, or of the typed product
/// there. Errors: as fileOptions; actual steps of a text, or at settings that the tool's verb does not take.
Result<QString> arrayCommand(const Session& session);

} // namespace termscope
