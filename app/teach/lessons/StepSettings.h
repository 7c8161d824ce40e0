// Which settings of the strip a step of a lesson needs, so that the rest of them can give its room to the page.
#pragma once

#include "app/teach/lessons/Lesson.h"

namespace termscope {

/// True when a step's `until` is about settings, so that the learner needs the strip: it names anything but numbers of
/// the array and pages.
bool needsSettings(const LessonStep& step);

/// Keys of the settings that the step points at or waits for. Where it waits for what they come to alone, the three
/// that a learner turns: group size, budget, data terms. Empty where it needs none.
QStringList settingsOf(const LessonStep& step);

} // namespace termscope
