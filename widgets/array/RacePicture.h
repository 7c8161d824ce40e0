// Two arrays racing on one clock as a picture at any cycle: what an animation is made of. A value: it may be drawn on
// any thread.
#pragma once

#include "hwmodel/schedule/ArrayFrame.h"
#include "widgets/theme/Theme.h"

#include <QFont>
#include <QImage>
#include <QString>

#include <array>
#include <memory>

namespace termscope {

struct RacePicture {
    struct Lane {
        QString name;
        std::shared_ptr<const ArrayRun> run;
    };

    QString title;
    std::array<Lane, 2> lanes; ///< the rival and TR
    Theme theme;
    QFont font;
    QString origin; ///< at the foot: network, data, settings and program; empty: none

    /// Range: a size of at least 64×64.
    QImage draw(QSize size, std::int64_t position) const;
};

} // namespace termscope
