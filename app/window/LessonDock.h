// The dock of lessons: the pane of lessons beside the pages, with lessons of the user's own that are read again when
// their files change.
#pragma once

#include <QDockWidget>

namespace termscope {

class FileActions;
struct Lesson;
class LessonFiles;
class LessonPane;
class LessonPlayer;
class WindowParts;

class LessonDock : public QDockWidget {
    Q_OBJECT

public:
    /// `window`: whose parts lessons point at. The dock is hidden until a lesson is wanted; hiding it ends the lesson.
    LessonDock(LessonPlayer& player, FileActions& files, WindowParts& window);

    LessonPane& pane() const { return *pane_; }

    /// Shows a lesson that is in the list, and starts it.
    void start(int index);

private:
    void open(const Lesson& lesson);

    LessonPlayer& player_;
    LessonPane* pane_;
    LessonFiles* own_;
};

} // namespace termscope
