// A dot in the place of the mouse's arrow, seen over every part of the window from the last row of a hall.
#pragma once

#include "widgets/theme/Theme.h"

#include <QCursor>

namespace termscope {

/// A dot in the theme's colour of pointers inside a light and a dark ring, so that one of them stands out from whatever
/// is below; its middle is what it points at. `ratio`: device pixels per pixel.
QCursor laserCursor(const Theme& theme, double ratio);

/// Shows the dot over the whole application while it is on; off at first and when it is destroyed.
class LaserPointer {
public:
    LaserPointer() = default;
    ~LaserPointer() { set(false); }
    LaserPointer(const LaserPointer&) = delete;
    LaserPointer& operator=(const LaserPointer&) = delete;

    bool isOn() const { return on_; }
    void set(bool on);
    /// Draws the dot again where theme or type changed.
    void retint();

private:
    bool on_ = false;
};

} // namespace termscope
