// Where lessons come from: those that the program carries in itself, and a lesson.md that a user opens.
#pragma once

#include "app/language/Language.h"
#include "app/teach/lessons/Lesson.h"

namespace termscope {

/// In the order of the numbers their folders begin with, in this language where a lesson is translated into it, else in
/// English. They are part of the program: a mistake in one ends it, and a test finds it before.
std::vector<Lesson> embeddedLessons(Language language = chosenLanguage());

/// Errors: unreadable, above 1 MB, no UTF-8, and those of parseLesson.
Result<Lesson> readLesson(const QString& path);

} // namespace termscope
