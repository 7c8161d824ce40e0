// What keys do in a widget that draws itself: published by the widget, so that the list of shortcuts shows what is
// there.
#pragma once

#include <QKeyCombination>
#include <QList>
#include <QString>

class QWidget;

namespace termscope {

struct KeyHelp {
    QList<QKeyCombination> keys; ///< each does it, or they are a set such as the four arrows
    QString effect;              ///< "Move the cursor from point to point"
};

/// Implemented by widgets beside QWidget; found with dynamic_cast. Tests press every key that is published.
class KeyDriven {
public:
    virtual ~KeyDriven() = default;

    /// What the keys are about: "Plots". Widgets of one kind have the same.
    virtual QString keyTopic() const = 0;
    virtual QList<KeyHelp> keyHelp() const = 0;
    /// What has to have the focus for it.
    virtual QWidget* keyWidget() = 0;

protected:
    KeyDriven() = default;
    KeyDriven(const KeyDriven&) = default;
    KeyDriven& operator=(const KeyDriven&) = default;
};

/// "Left, Right" in the user's language.
QString keysText(const QList<QKeyCombination>& keys);

} // namespace termscope
