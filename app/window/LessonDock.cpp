#include "app/window/LessonDock.h"

#include "app/files/FileActions.h"
#include "app/teach/lessons/LessonFiles.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPane.h"

#include <QMainWindow>

namespace termscope {

LessonDock::LessonDock(LessonPlayer& player, FileActions& files, WindowParts& window)
    : QDockWidget(tr("Lessons"), &window.frame()), player_(player),
      pane_(new LessonPane(player, embeddedLessons(), window)), own_(new LessonFiles(this))
{
    setObjectName(QStringLiteral("lessonDock"));
    setWidget(pane_);
    connect(&player_, &LessonPlayer::exampleWanted, &files, &FileActions::openExample);
    connect(&files, &FileActions::lessonOpened, this, &LessonDock::open);
    connect(own_, &LessonFiles::changed, pane_, &LessonPane::update);
    connect(own_, &LessonFiles::broken, pane_, &LessonPane::showTrouble);
    connect(this, &QDockWidget::visibilityChanged, &player_, [this](bool shown) {
        if (!shown && isHidden())
            player_.stop();
    });
}

void LessonDock::start(int index)
{
    show();
    pane_->start(index);
}

void LessonDock::open(const Lesson& lesson)
{
    own_->watch(lesson.name);
    show();
    pane_->open(lesson);
}

} // namespace termscope
