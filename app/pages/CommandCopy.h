// Puts a call of the tool on the clipboard.
#pragma once

#include "app/session/CommandLine.h"

#include <QClipboard>
#include <QGuiApplication>

namespace termscope {

/// Why there is none; empty where it is on the clipboard.
inline QString copiedCommand(const Result<QString>& command)
{
    if (!command)
        return QString::fromStdString(command.error().message);
    QGuiApplication::clipboard()->setText(*command);
    return {};
}

} // namespace termscope
