// The common part of all plots with axes: legend, colours, cursor, zoom.
//
// Mouse: the wheel zooms, a drag moves, a drag with Shift zooms to the box it spans, a double click shows everything
// again; a click on a legend entry hides or shows
// its curve. Keyboard: left, right, up and down move the cursor from point to point, Return takes the point, + and −
// zoom, Home shows everything again, a digit hides or shows the curve with that number in the legend. What the cursor
// is on is a tooltip and the signal hoverText.
#pragma once

#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"

#include <QPointF>
#include <memory>
#include <optional>

class QCPAbstractPlottable;
class QCustomPlot;

namespace termscope {

/// A derived class makes its curves in its constructor and calls retint() at the end of it.
class Plot : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit Plot(const QString& title, QWidget* parent = nullptr);
    ~Plot() override;

    /// The sentence in the place of the plot while it has nothing to show.
    void setPlaceholder(const QString& sentence);
    bool isEmpty() const;

    QString placeholder() const;

    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::Chart; }
    /// What the cursor is on.
    QString accessibleValue() const override;
    /// Axes with their ranges, and curves.
    QString accessibleContents() const override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return this; }

    /// Shows the whole range again.
    void resetView();
    /// The user chose a range.
    bool isZoomed() const;

    /// QSvgGenerator leaves clipping out: what is clipped to the axes is drawn apart, and clipped as SVG does it.
    QByteArray svg() const override;

    /// The range of x and y on show, in the axes' units.
    QRectF visibleRange() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// What is under the cursor, one line per item; empty when it left.
    void hoverText(const QString& text);

protected:
    /// A place the cursor can be at.
    struct Reading {
        QPointF place; ///< in the axes' units
        QString text;  ///< what to say about it
        int index = 0; ///< the plot's own number for it
    };

    /// What is to read near a point of the canvas (in its pixels).
    virtual std::optional<Reading> readingAt(const QPointF& pixel) const = 0;
    /// The next place in a direction; `from` is none when the cursor is nowhere yet.
    virtual std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const = 0;
    /// A click or Return on a reading.
    virtual void activate(const Reading& reading);
    /// The cursor is at another place, or nowhere.
    virtual void readingChanged(const std::optional<Reading>& reading);
    /// Sets the axis ranges that show everything.
    virtual void showAll() = 0;
    /// Sets the colours of the plot's own curves.
    virtual void tint(const Theme& theme) const = 0;

    QCustomPlot* canvas() const;
    /// For marks of what is lit: above the curves, below the cursor, painted by themselves, and not in pictures that
    /// are taken away.
    QString litLayer() const;
    void replotLit();
    /// Paints a layer that is painted by itself.
    void replotLayer(const QString& name);
    void setEmpty(bool empty);
    void setAxisTitles(const QString& x, const QString& y);
    void setSecondAxisTitle(const QString& y);
    /// Paints again, soon and once.
    void replot();
    /// Wheel, keys and drags change the horizontal range alone; the plot follows with the vertical one.
    void zoomOnlyAcross();
    /// The places that the cursor can be at are others.
    void hideCursor();
    /// Shows everything, unless the user chose a range.
    void fit();
    /// After the curves changed: legend columns, colours, ranges if they were not zoomed, cursor.
    void refresh();

    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Parts;

    void connectCanvas();
    void applyTheme(const Theme& theme) const;
    void addResetAction();
    QByteArray svgOfLayers(const QStringList& layers, bool first) const;
    void layOutLegend() const;
    void toggle(QCPAbstractPlottable* plottable);
    void toggleEntry(int number);
    QString readingText() const;
    bool isOwnKey(int key) const;
    void pointAt(const QPointF& pixel);
    void showReading(const Reading& reading, bool asTooltip);
    void zoom(double factor);

    std::unique_ptr<Parts> parts_;
};

} // namespace termscope
