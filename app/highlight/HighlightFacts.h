// What is known about what is lit: the group it is in, at the present settings.
#pragma once

#include "app/worker/Workbench.h"

namespace termscope {

/// Keeps the last group that was made. Session and workbench must outlive it.
class HighlightFacts {
public:
    HighlightFacts(const Session& session, const Workbench& workbench) : session_(session), workbench_(workbench) {}

    /// The group that holds these values: the one in sight, or another, made at once. Null where there is none (other
    /// files, numbers beyond the layer's) or not yet. Of activations only the group in sight is known. Cost: a group's
    /// terms, and one pass over the layer as long as its statistics are not there.
    GroupViewPtr groupOf(const ValuesAt& values);
    /// The layer's integers are the file's own, at the present settings.
    bool runsGivenIntegers(int layer) const;

private:
    const Session& session_;
    const Workbench& workbench_;
    NetworkPtr network_; ///< that `made_` is of
    Settings settings_;
    GroupViewPtr made_;
};

/// The values are of the group. Of an activation the row counts as far as it decides which inputs it meets.
bool holds(const GroupView& group, const WeightLayer& layer, const ValuesAt& values);

} // namespace termscope
