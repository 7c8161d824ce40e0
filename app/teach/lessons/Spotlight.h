// Dims the window but for one widget, so that a class sees what a lesson is about. The mouse goes through it.
#pragma once

#include <QPointer>
#include <QWidget>

namespace termscope {

class Spotlight : public QWidget {
    Q_OBJECT

public:
    /// Covers `window` but for `spared`, a part of it; hidden at first.
    Spotlight(QWidget& window, const QWidget& spared);

    /// Points at a widget inside the window while it is visible; null: at nothing.
    void pointAt(QWidget* target);
    QWidget* target() const { return target_; }
    /// What is left bright, in the window: of the target what can be seen of it, and a margin. Empty: nothing.
    QRect lit() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QPointer<const QWidget> spared_;
    QPointer<QWidget> target_;
};

} // namespace termscope
