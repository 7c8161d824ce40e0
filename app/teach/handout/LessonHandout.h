// A lesson on paper: its text with numbers computed and pictures drawn, its
// questions with room to answer, and the answers with their reasons apart, so
// that they can go on a last page.
#pragma once

#include "app/teach/handout/LessonTour.h"

namespace termscope {

struct LessonHandoutConfig {
    int sheet = 1;              ///< seed of the numbers that are drawn; 1…largestSheet
    QString student;            ///< on worksheets; empty: a line to write on
    bool exercisesOnly = false; ///< a worksheet: the steps that ask something
    bool withText = true;       ///< of worksheets: the text of those steps too, not
                                ///< only their questions
};

struct LessonHandout {
    Handout sheet;
    Handout answers;
};

/// `facts`: of the lesson's steps. Error: an answer that cannot be computed:
/// "3-weights: step 2: …".
Result<LessonHandout> lessonHandout(const Lesson& lesson, const std::vector<StepFacts>& facts,
                                    const LessonHandoutConfig& config);

/// One handout of both, the answers on a page of their own at the end.
Handout withAnswers(const LessonHandout& handout);

} // namespace termscope
