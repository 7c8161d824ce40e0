// Makes the evaluators of the jobs beside each other: what they share is made once for the files that are open.
#pragma once

#include "app/session/OpenText.h"
#include "app/session/ViewState.h"
#include "core/evaluate/Evaluator.h"
#include "hwmodel/energy/UnitCosts.h"

#include <QString>

#include <memory>
#include <mutex>

namespace termscope {

/// The part of a view that jobs compute from.
struct Task {
    NetworkPtr network;
    DatasetPtr dataset;
    OpenTextPtr text;
    ViewState view;
    std::int64_t limit = 0; ///< of images or tokens; 0 for all
    UnitCosts costs;
    quint64 fileNumber = 0;
};

/// Thread-safe.
class EvaluatorSource {
public:
    struct Made {
        std::unique_ptr<Evaluator> evaluator;
        QString obstacle; ///< why there is none: a sentence
    };

    /// For the task's files. Waits while another job makes the first one; may be cancelled meanwhile.
    Made make(const Task& task);
    /// Lets go of what is shared.
    void forget();

private:
    std::timed_mutex mutex_;
    quint64 fileNumber_ = 0; ///< of the files that first_ is of
    Made first_;             ///< runs nothing: the others are made beside it
};

} // namespace termscope
