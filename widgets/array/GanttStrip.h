// The steps around the present cycle, both arrays on one time axis: each step is a box as wide as it lasts; in it what
// its slowest cell needs, what a cell needs on average, and thereby what is waited for.
//
// Mouse: the wheel shows more or less time, a click goes to that cycle. Keyboard: Left and Right go a cycle, the page
// keys a third of what is shown, Home and End to the ends; + and − show less and more time.
#pragma once

#include "hwmodel/schedule/ArrayFrame.h"
#include "hwmodel/schedule/StepSeries.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"

#include <array>
#include <memory>

namespace termscope {

class GanttStrip : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit GanttStrip(QWidget* parent = nullptr);

    struct Lane {
        QString name;
        std::shared_ptr<const ArrayRun> run; ///< null for none
        std::shared_ptr<const StepSeries> steps;
    };
    /// The rival and TR.
    void setLanes(const Lane& rival, const Lane& revealed);
    void setPosition(std::int64_t position);

    /// Cycles on show.
    std::int64_t span() const { return span_; }
    void setSpan(std::int64_t cycles);

    /// The steps on show.
    QString csv() const override;
    QSize minimumSizeHint() const override;

    const QWidget* accessibleWidget() const override;
    QAccessible::Role accessibleRole() const override { return QAccessible::Slider; }
    QString accessibleValue() const override;
    std::optional<AccessibleNumber> accessibleNumber() const override;
    void setAccessibleNumber(double value) override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override;

signals:
    void positionRequested(qint64 position);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Canvas;
    struct Box { ///< a step, or a fold's loading or draining
        std::int64_t start = 0;
        std::int64_t length = 0;
        std::int64_t fold = 0;
        std::int64_t step = -1;
        double longest = 0.0;
        double mean = 0.0;
    };

    std::int64_t firstCycle() const;
    std::int64_t lastCycle() const;
    bool handleKey(int key);
    std::vector<Box> boxesOf(const Lane& lane) const;
    void paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const;
    void paintLane(QPainter& painter, const QRectF& row, const Lane& lane, const QColor& fill,
                   const Theme& theme) const;

    std::array<Lane, 2> lanes_;
    std::int64_t position_ = 0;
    std::int64_t span_ = 0;
    Canvas* canvas_;
};

} // namespace termscope
