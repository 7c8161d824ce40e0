// Goes through the steps of a lesson in a window of its own and takes from each
// what a handout says of it: numbers, pictures, the link. The window that the
// user works in is not touched.
#pragma once

#include "app/session/Session.h"
#include "app/teach/handout/Handout.h"
#include "app/teach/lessons/Expression.h"
#include "app/teach/lessons/Lesson.h"

#include <QElapsedTimer>
#include <QTimer>

#include <map>
#include <memory>

namespace termscope {

class MainWindow;

/// What a step of a lesson shows, for any numbers that are drawn for it.
struct StepFacts {
    ExpressionNames names;                   ///< settings and results; not the draws
    std::map<QString, HandoutPicture> views; ///< by address: "picture:view/gantt"
    QString link;                            ///< opens the view of the step
};

/// Lives on the GUI thread. Destroying it ends the tour.
class LessonTour : public QObject {
    Q_OBJECT

public:
    explicit LessonTour(QObject* parent = nullptr);
    ~LessonTour() override;

    /// The lesson's example with default settings, so that everyone gets the same
    /// handout; where the lesson names none, what `shown` has open. Range: called
    /// once.
    void start(const Lesson& lesson, const Session& shown);

    /// A step each; whole once finished() was emitted.
    const std::vector<StepFacts>& facts() const { return facts_; }

signals:
    void progressed(int done, int all);
    void finished();
    /// A sentence; the tour is over.
    void failed(const QString& sentence);

private:
    void look();
    void enter(int step);
    bool isReady() const;
    StepFacts take() const;
    void end(const QString& sentence);

    std::unique_ptr<MainWindow> window_;
    Lesson lesson_;
    std::vector<StepFacts> facts_;
    QTimer timer_;
    QElapsedTimer waiting_; ///< for the step under way
    bool entered_ = false;
    bool wasReady_ = false; ///< at the look before: what is shown has been drawn since
};

/// The addresses of the pictures in a text, "picture:view/NAME" and others.
QStringList pictureAddresses(const QString& markdown);

} // namespace termscope
