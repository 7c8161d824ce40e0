// Builds the widget of each page of app/session/Pages.h.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace termscope {

class FileActions;
class Session;
class Workbench;

/// What pages work with and whom they tell; all of it outlives them.
struct PageContext {
    Session& session;
    Workbench& workbench;
    FileActions& files;
    std::function<void(const QString&)> complain; ///< something was refused; nothing was changed
    std::function<void(const QString&)> say;      ///< a sentence that may be missed
};

/// A new page without a parent, its object name the key. Range: a key of pagesTable().
QWidget* newPage(const QString& key, const PageContext& context);

} // namespace termscope
