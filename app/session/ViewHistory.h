// The views that undo and redo go through: a step for every change. What belongs together is one step: a drag until it
// is let go, and changes that join the step before.
#pragma once

#include "app/session/ViewState.h"

#include <QString>
#include <QUndoStack>

#include <optional>
#include <string>

namespace termscope {

class ViewHistory {
public:
    /// With the step before: never, in the same drag, or whenever it is of the same kind.
    enum class Join { Never, Drag, Always };

    /// `view`: the one that changes, undo and redo set; it outlives this.
    explicit ViewHistory(ViewState& view);

    /// Emits indexChanged after a change, undo and redo alike, when it is at rest.
    QUndoStack& stack() { return stack_; }

    /// The view that a change of this kind starts from: where its drag began, or the present one.
    const ViewState& baseFor(const std::string& kind) const;
    /// Sets the view; the step is called `what`. `inProgress`: part of a drag of this kind, which ends with the first
    /// change without it, or with one of another kind.
    void change(const std::string& kind, const ViewState& after, const QString& what, Join join, bool inProgress);
    void endDrag() { drag_.reset(); }

private:
    class Step;
    struct Drag {
        std::string kind;
        int number = 0;
        ViewState before;
    };

    ViewState& view_;
    QUndoStack stack_;
    std::optional<Drag> drag_;
    int dragCount_ = 0;
};

} // namespace termscope
