// What is lit, in the status bar: as much as there is room for, all of it in the tooltip and for screen readers.
#pragma once

#include "app/highlight/HighlightFacts.h"

#include <QWidget>

class QAction;

namespace termscope {

class HighlightLine : public QWidget {
    Q_OBJECT

public:
    HighlightLine(Session& session, Workbench& workbench, QWidget* parent = nullptr);

    const QString& text() const { return text_; }
    /// "Clear the highlight" (Escape); enabled while something was chosen to stay lit.
    QAction* clearAction() const { return clear_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void say();

    Session& session_;
    Workbench& workbench_;
    HighlightFacts facts_;
    QString text_;
    QAction* clear_;
};

} // namespace termscope
