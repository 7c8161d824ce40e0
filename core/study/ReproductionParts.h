// What the figures of Reproduction.h have in common.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Progress.h"
#include "core/base/Translatable.h"

#include <algorithm>
#include <string_view>

namespace termscope {

/// What is told of progress: so many evaluations.
class ReproductionSteps {
public:
    ReproductionSteps(const Progress& progress, std::size_t all) : progress_(progress), all_(all) {}
    void next()
    {
        checkCancelled();
        report(progress_, static_cast<double>(++done_) / static_cast<double>(std::max<std::size_t>(1, all_)));
    }

private:
    const Progress& progress_;
    std::size_t all_;
    std::size_t done_ = 0;
};

/// Said of the published side of a figure.
inline constexpr std::string_view nothingPublished = TERMSCOPE_TRANSLATABLE("core",
                                                                            "Published: no numbers come with the code");

} // namespace termscope
