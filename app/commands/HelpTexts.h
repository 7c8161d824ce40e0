// What's This for everything in the window: for views by their object names from one table, for other controls from
// what they have already: their tooltips, and the keys they publish.
#pragma once

#include "app/layout/WindowParts.h"

#include <QObject>
#include <QString>

#include <span>

class QWidget;

namespace termscope {

struct HelpText {
    const char* objectName;
    const char* text; ///< to be translated
};

/// Every row names widgets of the window.
std::span<const HelpText> helpTexts();

/// Gives the widgets their texts, and rows of tabs a tooltip.
void applyHelpTexts(WindowParts& window);

/// The help on a widget: its What's This, or its tooltip and keys; empty where it has none of these.
QString helpOf(QWidget& widget);

/// Answers What's This for widgets that have no text of their own.
class HelpFallback : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace termscope
