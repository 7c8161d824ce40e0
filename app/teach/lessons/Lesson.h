// A lesson: text in steps, each of which may set the view, point at a widget, wait for the learner, and ask.
//
// Written in Markdown (resources/lessons/README.md has the format):
//
//   # What a term is
//   ```lesson
//   minutes: 6
//   ```
//   What the lesson is about.
//
//   ## Powers of two
//   Text; {terms(27)} is computed when it is shown; ![the steps](picture:hese/27) is drawn then.
//   ```page
//   Drag k down: what is to be done on the page, and is not printed.
//   ```
//   ```step
//   set: page=terms budget=12
//   point: weightTerms
//   until: budget <= 6
//   ask: How many terms does 27 have?
//   answer: terms(27)
//   hint: Look for runs of ones.
//   reason: 27 = 32 − 4 − 1.
//   ```
#pragma once

#include "app/teach/lessons/Expression.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace termscope {

enum class QuestionKind {
    Number, ///< the learner types one
    Choice, ///< the learner takes one of several sentences
    Terms   ///< the learner puts a number together from signed powers of two
};

struct LessonQuestion {
    QuestionKind kind = QuestionKind::Number;
    QString text;
    QString printed;    ///< on paper, where there is no page to do something on; empty: the text
    std::string answer; ///< formula. Number: the value; Choice: which, from 1; Terms: the number to put together
    std::string tolerance = "0"; ///< formula; Number: how far off is right too
    std::string most;            ///< formula; Terms: the most terms that are right; empty: any number of them
    QStringList choices;
    QString hint;
    QString reason; ///< shown once the question is answered
};

/// A number drawn for each learner, so that an exercise can be done again.
struct LessonDraw {
    std::string name;
    int smallest = 0;
    int largest = 0;
};

struct LessonStep {
    QString title;
    QString markdown;
    QString printed; ///< Markdown of handouts: without what is to be done on the page
    std::vector<std::pair<std::string, std::string>> set; ///< key and value, as in links
    QString point;                                        ///< a widget's object name; empty: none
    std::string until;                                    ///< formula; empty: the learner may go on at once
    std::vector<LessonDraw> draws;
    std::optional<LessonQuestion> question;
};

struct Lesson {
    QString name; ///< of its folder: "1-terms"
    QString title;
    QString example; ///< the embedded example it is about
    int minutes = 5;
    QString summary; ///< Markdown before the first step
    std::vector<LessonStep> steps;
};

/// Worksheets are numbered 1…largestSheet; the number is the seed of what is drawn.
inline constexpr int largestSheet = 999999;

/// `names`: what formulas may use beside the lesson's own draws. Errors name file and line: "1-terms: line 12: until:
/// expected a known name or a number, found "kk" at column 1".
Result<Lesson> parseLesson(const QString& name, const QString& markdown, const ExpressionNames& names);

} // namespace termscope
