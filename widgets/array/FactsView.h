// Facts in small tables side by side: what registers hold, how long units take, what things cost.
#pragma once

#include "widgets/access/AccessibleSource.h"
#include "widgets/export/ExportableView.h"

#include <QString>

#include <utility>
#include <vector>

namespace termscope {

class FactsView : public ExportableView, public AccessibleSource {
    Q_OBJECT

public:
    explicit FactsView(const QString& title, QWidget* parent = nullptr);

    /// What the screen shows, and what a file gets: there numbers have no locale.
    struct Cell {
        QString shown;
        QString written;

        Cell(QString text) : shown(text), written(std::move(text)) {}
        Cell(QString onScreen, QString inFile) : shown(std::move(onScreen)), written(std::move(inFile)) {}
    };
    using Row = std::vector<Cell>;

    /// A bar of parts one after the other; the longest of a section is as long as its columns.
    struct Bar {
        QString name;
        std::vector<double> parts;
    };
    struct Section {
        QString title;
        std::vector<Row> rows;        ///< the first cell at the left, the others right-aligned
        QString note;                 ///< a sentence below; may be empty
        std::vector<Bar> bars = {};   ///< below the rows
        QStringList partsOfBars = {}; ///< what their parts are, in their order
    };
    void setSections(std::vector<Section> sections);

    /// One line per row: section, then its cells.
    QString csv() const override;
    QSize minimumSizeHint() const override;

    /// All rows of all sections as one table.
    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::Grouping; }
    QString accessibleContents() const override;
    const QWidget* cellsWidget() const override { return canvas_; }
    QString cellsName() const override { return title(); }
    int cellRows() const override;
    int cellColumns() const override;
    AccessibleCell cellAt(int row, int column) const override;

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;
    QSize pictureSize() const override;

private:
    class Canvas;
    struct Placed {
        const Section* section;
        QRectF place;
        std::vector<double> widths; ///< of its columns
    };

    void paintBars(QPainter& painter, const QRectF& place, const Section& section, const Theme& theme) const;
    double barsHeight(const Section& section) const;
    std::vector<Placed> placed(const QRectF& target) const;
    void paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const;
    void paintSection(QPainter& painter, const QRectF& place, const Section& section, const std::vector<double>& widths,
                      const Theme& theme) const;

    std::pair<const Section*, const Row*> rowAt(int row) const;

    std::vector<Section> sections_;
    QWidget* canvas_; ///< a Canvas
};

} // namespace termscope
