// Which commands fit what was typed, the best first.
#pragma once

#include "app/commands/Command.h"

#include <vector>

namespace termscope {

/// A command as it is offered.
struct Offer {
    std::size_t command = 0; ///< index into the commands
    QString title;           ///< with the number that was typed: "Set Term budget to 12"
    QString remark;          ///< what stands beside it: where it is found, the range of a number
    bool runnable = true;
    std::optional<int> number; ///< what it would be set to
};

/// Pure. The better fit first, among equals what was used lately (`recent`: ids, the latest first), then the order of
/// the commands. What fits only with the topic before it comes after all that fit by their own name. Nothing typed:
/// all, those used lately first.
std::vector<Offer> rankedOffers(const std::vector<Command>& commands, const QString& typed, const QStringList& recent);

} // namespace termscope
