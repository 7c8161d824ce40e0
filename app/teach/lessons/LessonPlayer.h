// Leads through a lesson: sets the view, watches for what the learner is to reach, judges answers, keeps the progress.
#pragma once

#include "app/teach/lessons/Judge.h"
#include "app/teach/lessons/LessonNames.h"

#include <QObject>

namespace termscope {

/// Lives on the GUI thread. The lessons it plays have been checked by parseLesson with lessonNames().
class LessonPlayer : public QObject {
    Q_OBJECT

public:
    LessonPlayer(Session& session, Workbench& workbench, QObject* parent = nullptr);

    /// The lesson under way; null between lessons.
    const Lesson* lesson() const { return lesson_ ? &*lesson_ : nullptr; }
    int step() const { return step_; }
    /// Range: a lesson is under way.
    const LessonStep& current() const { return lesson_->steps[static_cast<std::size_t>(step_)]; }
    quint32 seed() const { return seed_; }

    /// Formulas of the step: session, results and draws at present.
    ExpressionNames names() const;
    /// The state that the step waits for was reached; true where it waits for none.
    bool isReached() const { return reached_; }
    /// The question of the step was answered rightly, or given up; true where there is none.
    bool isAnswered() const { return answered_; }
    /// Results of the present view are there.
    bool isViewThere() const { return workbench_.isViewThere(); }
    bool canGoOn() const { return reached_ && answered_; }
    bool isLast() const;

    /// `seed` decides what is drawn.
    void start(const Lesson& lesson, quint32 seed, int step = 0);
    void stop();

    /// Steps of a lesson that were done, over all sessions.
    static int stepsDone(const QString& lesson);

public slots:
    void back();
    /// Goes on where canGoOn(); from the last step the lesson ends.
    void next();
    /// Goes on whatever the learner has done; the step does not count as done.
    void skip();
    /// Sets the view of this step again.
    void setView();

    termscope::Verdict answer(const termscope::LessonAnswer& answer);
    /// The right answer as a number; the question then counts as answered. None where it depends on a result not there
    /// yet.
    std::optional<double> giveUp();

signals:
    void stepChanged();  ///< another step, another lesson, or none
    void stateChanged(); ///< reached or answered, or a number in the text
    void finished(const QString& lesson);
    /// The lesson is about another example than the one that is open.
    void exampleWanted(const QString& name);
    void failed(const QString& sentence);

private:
    bool isExampleOpen() const;
    void goTo(int step);
    void leave();
    void watch();

    Session& session_;
    Workbench& workbench_;
    std::optional<Lesson> lesson_;
    std::map<std::string, double> draws_;
    int step_ = 0;
    quint32 seed_ = 0;
    bool reached_ = false;
    bool answered_ = false;
};

} // namespace termscope
