#include "app/session/ViewHistory.h"

#include <QUndoCommand>

#include <utility>

namespace termscope {
namespace {

constexpr int mostUndone = 1000; // steps: a session of a week must not grow without end

} // namespace

/// A step of undo: the whole view before and after. Views are small, and a whole one cannot be half undone.
class ViewHistory::Step : public QUndoCommand {
public:
    Step(ViewHistory& history, std::string kind, int drag, Join join, ViewState before, ViewState after)
        : history_(history), kind_(std::move(kind)), drag_(drag), join_(join), before_(std::move(before)),
          after_(std::move(after))
    {
    }

    int id() const override { return 1; }
    void undo() override { show(before_); }
    void redo() override
    {
        // The first time this is the change itself, perhaps in a drag that goes on.
        if (std::exchange(done_, true))
            show(after_);
        else
            history_.view_ = after_;
    }

    bool mergeWith(const QUndoCommand* next) override
    {
        const auto& other = static_cast<const Step&>(*next);
        const bool sameDrag = other.join_ == Join::Drag && drag_ == other.drag_;
        if (kind_ != other.kind_ || !(sameDrag || other.join_ == Join::Always))
            return false;
        after_ = other.after_;
        setText(other.text());
        setObsolete(after_ == before_);
        return true;
    }

private:
    /// Undo or redo in the middle of a drag leaves it: what follows is a drag of its own.
    void show(const ViewState& view)
    {
        history_.endDrag();
        history_.view_ = view;
    }

    ViewHistory& history_;
    std::string kind_;
    int drag_;
    Join join_;
    bool done_ = false;
    ViewState before_;
    ViewState after_;
};

ViewHistory::ViewHistory(ViewState& view) : view_(view)
{
    stack_.setUndoLimit(mostUndone);
}

const ViewState& ViewHistory::baseFor(const std::string& kind) const
{
    return drag_ && drag_->kind == kind ? drag_->before : view_;
}

void ViewHistory::change(const std::string& kind, const ViewState& after, const QString& what, Join join,
                         bool inProgress)
{
    const bool continues = drag_ && drag_->kind == kind;
    if (!continues) {
        endDrag();
        if (inProgress)
            drag_ = Drag{kind, ++dragCount_, view_};
    }
    const bool dragged = continues || inProgress;
    const int number = dragged ? drag_->number : 0;
    const ViewState before = dragged ? drag_->before : view_;
    if (!inProgress)
        endDrag();
    if (after == view_)
        return;
    auto* step = new Step(*this, kind, number, dragged ? Join::Drag : join, before, after);
    step->setText(what);
    stack_.push(step);
}

} // namespace termscope
