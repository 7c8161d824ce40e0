#include "app/worker/EvaluatorSource.h"

#include "core/base/PatientLock.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "widgets/language/Translated.h"

namespace termscope {
namespace {

template <class Kind>
EvaluatorSource::Made made(Result<Kind> result)
{
    if (!result)
        return {nullptr, QString::fromStdString(result.error().message)};
    return {std::make_unique<Kind>(std::move(*result)), {}};
}

/// Of the data that the network takes.
EvaluatorSource::Made makeFirst(const Task& task)
{
    const bool arrays = task.dataset && !task.dataset->parts.empty();
    switch (arrays ? Workload::Images : workloadOf(*task.network)) {
    case Workload::Images:
        if (!task.dataset)
            return {nullptr, termscope::tr("No images are open.")};
        return made(ImageEvaluator::create(task.network, task.dataset, task.limit));
    case Workload::Text:
        if (!task.text)
            return {nullptr, termscope::tr("This network reads text, and none is open (File > Open text).")};
        return made(TextEvaluator::create(task.network, task.text->text,
                                          {.streams = task.text->streams,
                                           .steps = task.text->window,
                                           .limit = task.limit,
                                           .order = task.text->order}));
    }
    return {};
}

} // namespace

EvaluatorSource::Made EvaluatorSource::make(const Task& task)
{
    const auto lock = patientLock(mutex_);
    if (fileNumber_ != task.fileNumber) {
        first_ = {};
        fileNumber_ = 0; // making one may be cancelled
        first_ = makeFirst(task);
        fileNumber_ = task.fileNumber;
    }
    return {first_.evaluator ? first_.evaluator->beside() : nullptr, first_.obstacle};
}

void EvaluatorSource::forget()
{
    const std::scoped_lock lock(mutex_);
    first_ = {};
    fileNumber_ = 0;
}

} // namespace termscope
