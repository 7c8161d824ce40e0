// termscope --handout: handouts without a window.
#pragma once

#include "app/teach/handout/HandoutJob.h"

#include <string>

namespace termscope {

/// As on the command line.
struct HandoutArguments {
    std::string what;   ///< "view", "lesson:NAME" or "lesson:FILE"; empty: no
                        ///< handout is wanted
    std::string sheets; ///< "17" or "1-30"; empty: the lesson itself
    std::string format = "html";
    std::string paper = "a4";
    std::string folder;
    std::string names; ///< a file
    std::string answers = "last-page";
    bool together = false;
    bool questionsOnly = false;
};

/// Errors: an unknown lesson, a bad range, a file that cannot be read; a
/// sentence each.
Result<HandoutRequest> handoutRequest(const HandoutArguments& arguments);

/// Writes the handout of a window that is shown and settled where its view is
/// wanted; names the files on standard output, and what went wrong on standard
/// error. Exit code: 0; 1 where the lesson cannot be computed; 2 where a file
/// cannot be written.
int writeHandout(const WindowParts& window, const HandoutRequest& request);

} // namespace termscope
