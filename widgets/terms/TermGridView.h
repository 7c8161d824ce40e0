// A term grid with a heading, that can be taken away as a picture or as data.
#pragma once

#include "widgets/export/ExportableView.h"

namespace termscope {

class TermGrid;

class TermGridView : public ExportableView {
    Q_OBJECT

public:
    /// Takes the grid as its body.
    TermGridView(const QString& title, TermGrid* grid, QWidget* parent = nullptr);

    TermGrid* grid() const { return grid_; }

    QString csv() const override;

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    /// All rows, also those that are scrolled out of sight.
    QSize pictureSize() const override;
    void retint() override;

private:
    TermGrid* grid_;
};

} // namespace termscope
