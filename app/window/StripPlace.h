// Where the strip of settings stands: beside the pages; in a window without room for lessons, page and strip side by
// side, below the page and folded to the settings that the lesson's step needs, or away where it needs none.
#pragma once

#include <QObject>
#include <QStringList>

class QBoxLayout;
class QDockWidget;

namespace termscope {

class LessonPlayer;
class SettingsStrip;

/// Lives as long as the window.
class StripPlace : public QObject {
    Q_OBJECT

public:
    /// `room`: of page and strip. `lessons`: beside them.
    StripPlace(SettingsStrip& strip, QBoxLayout& room, LessonPlayer& player, QDockWidget& lessons, QWidget& window);

    /// Puts the strip where it belongs now. Returns whether the lessons leave it any room.
    bool arrange();

signals:
    /// Where it belongs may have changed.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isTight() const;
    QStringList needed() const; ///< settings of the step under way
    SettingsStrip& strip_;
    QBoxLayout& room_;
    LessonPlayer& player_;
    QDockWidget& lessons_;
    QWidget& window_;
    int width_ = 0; ///< of the strip as a column
};

} // namespace termscope
