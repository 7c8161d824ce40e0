#include "app/highlight/HighlightLine.h"

#include "app/highlight/HighlightText.h"

#include <QAction>
#include <QPainter>

namespace termscope {

HighlightLine::HighlightLine(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), facts_(session, workbench),
      clear_(new QAction(tr("C&lear the highlight"), this))
{
    setObjectName(QStringLiteral("highlight"));
    setAccessibleName(tr("What is pointed at or chosen"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    clear_->setShortcut(Qt::Key_Escape);
    clear_->setEnabled(false);
    clear_->setToolTip(tr("Nothing stays lit"));
    connect(clear_, &QAction::triggered, &session_, &Session::clearHighlight);
    connect(&session_, &Session::pinnedChanged, this, [this](const Highlight& pinned) {
        clear_->setEnabled(!isNothing(pinned));
        say();
    });
    connect(&session_, &Session::highlightChanged, this, &HighlightLine::say);
    for (const auto signal : {&Workbench::groupChanged, &Workbench::distributionChanged, &Workbench::curveChanged})
        connect(&workbench_, signal, this, &HighlightLine::say);
}

void HighlightLine::say()
{
    const Highlight& what = session_.highlight();
    const NetworkPtr& network = workbench_.weights() ? workbench_.weights() : session_.network();
    QString text;
    if (!isNothing(what) && network && layerOf(what) < static_cast<int>(network->layers.size())) {
        GroupViewPtr group;
        if (const auto* values = std::get_if<ValuesAt>(&what))
            group = facts_.groupOf(*values);
        else if (const auto* at = std::get_if<CoefficientAt>(&what))
            group = facts_.groupOf({Operand::Weight, at->layer, at->row, at->first, at->count, {}});
        text = highlightText(what, {network.get(), &session_.settings(), group.get(), workbench_.group().get(),
                                    workbench_.distribution().get(), workbench_.curve().get()});
        if (what == session_.pinned())
            text = tr("Chosen (Esc to clear): %1").arg(text);
    }
    if (text == text_)
        return;
    text_ = text;
    setToolTip(text_);
    setAccessibleDescription(text_);
    update();
}

QSize HighlightLine::sizeHint() const
{
    return {400, fontMetrics().height() + 2};
}

QSize HighlightLine::minimumSizeHint() const
{
    return {40, fontMetrics().height() + 2};
}

void HighlightLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(4, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text_, Qt::ElideRight, width() - 8));
}

} // namespace termscope
