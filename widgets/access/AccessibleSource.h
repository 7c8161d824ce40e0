// What a widget that paints itself tells assistive technology. The widget says it, AccessibleView passes it on.
//
// Implemented beside QWidget; what a class tells is in its file …Access.cpp.
#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

#include <optional>

class QWidget;

namespace termscope {

/// A part of a picture that can be explored on its own: a grid's cell, a bar, an image.
struct AccessibleCell {
    QString name; ///< "row 3, 2^4: +2^4, kept"
    QRect place;  ///< in coordinates of the widget with the cells
    bool selected = false;
};

/// A number that can be set.
struct AccessibleNumber {
    double value = 0.0;
    double minimum = 0.0;
    double maximum = 0.0;
};

class AccessibleSource {
public:
    virtual ~AccessibleSource() = default;

    /// What the role, the value and the rest are of: the source itself, or the part of it that takes the focus. Its
    /// name is its accessibleName().
    virtual const QWidget* accessibleWidget() const = 0;
    virtual QAccessible::Role accessibleRole() const = 0;
    /// The present reading: "12 of 19 terms kept". Also of use where there is a number.
    virtual QString accessibleValue() const { return {}; }
    /// What is there to be read, beside the widget's accessibleDescription(): "x: weight value, −0.3…0.3; …".
    virtual QString accessibleContents() const { return {}; }

    /// What has the cells as children: the accessibleWidget() or another part of it, such as a viewport; nullptr where
    /// there are none.
    virtual const QWidget* cellsWidget() const { return nullptr; }
    virtual QString cellsName() const { return {}; }
    virtual int cellRows() const { return 0; }
    virtual int cellColumns() const { return 0; }
    virtual QString cellRowName(int row) const
    {
        Q_UNUSED(row)
        return {};
    }
    /// Range: within cellRows() and cellColumns().
    virtual AccessibleCell cellAt(int row, int column) const
    {
        Q_UNUSED(row)
        Q_UNUSED(column)
        return {};
    }
    /// As a click on it does.
    virtual void chooseCell(int row, int column)
    {
        Q_UNUSED(row)
        Q_UNUSED(column)
    }

    virtual std::optional<AccessibleNumber> accessibleNumber() const { return std::nullopt; }
    virtual void setAccessibleNumber(double value) { Q_UNUSED(value) }

protected:
    AccessibleSource() = default;
    AccessibleSource(const AccessibleSource&) = default;
    AccessibleSource& operator=(const AccessibleSource&) = default;
};

/// From now on QAccessible gets what sources say. Once for a program.
void installAccessibility();

/// To be called when a window is built: assistive technology that listens while widgets are being made has asked them
/// before they were sources, and QAccessible keeps its first answer.
void renewAccessibility(QWidget& root);

/// To be called when the value of a source changed.
void announceValue(const AccessibleSource& source);

using Announcer = void (*)(QAccessibleEvent*);

/// Announcements go there from now on; QAccessible::updateAccessibility at first. For tests: platforms without a screen
/// reader drop what they are told.
void setAnnouncer(Announcer announcer);

} // namespace termscope
