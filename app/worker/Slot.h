// The place of one result: the newest value, or why there is none, and the signal that tells the views of either.
#pragma once

#include <QString>

#include <memory>

namespace termscope {

class Findings;

/// Read by the views, filled by Findings alone.
template <class T>
class Slot {
public:
    using Signal = void (Findings::*)();
    using Value = std::shared_ptr<const T>;

    explicit Slot(Signal changed) : changed_(changed) {}
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    /// The newest; null while there is none. It may be of an older view for some milliseconds.
    const Value& operator()() const { return value_; }
    /// Why there is none: a sentence; empty where there is one, or where it is still to come.
    const QString& obstacle() const { return obstacle_; }

private:
    friend class Findings;

    /// False where nothing changes.
    bool set(Value value, const QString& obstacle)
    {
        if (value_ == value && obstacle_ == obstacle)
            return false;
        value_ = std::move(value);
        obstacle_ = obstacle;
        return true;
    }

    Signal changed_;
    Value value_;
    QString obstacle_;
};

} // namespace termscope
