// Standard output, with an eye on whether it takes what is written.
#pragma once

#include "app/cli/Outcome.h"

#include <string_view>

namespace termscope::cli {

class Output {
public:
    /// Buffered. After a failure nothing more is written.
    void write(std::string_view text);

    /// Flushes. Exit code 1 when not all of it could be written; without a word when the reader has gone (`| head`).
    Outcome finish();

    bool failed() const { return reason_ != 0; }

private:
    int reason_ = 0; ///< errno of the first failure
};

} // namespace termscope::cli
