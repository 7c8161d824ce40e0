// Whether the desktop wants dark windows or strong contrast, where Qt 6.4 does not know: from the settings portal that
// GNOME, KDE and others offer (org.freedesktop.portal.Settings, namespace org.freedesktop.appearance).
#pragma once

#include "widgets/theme/Theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QObject>

#include <optional>

namespace termscope {

class SystemAppearance : public QObject {
    Q_OBJECT

public:
    /// Asks on this bus and goes on listening; answers come later, by changed(). Without a bus it says nothing.
    explicit SystemAppearance(const QDBusConnection& bus, QObject* parent = nullptr);

    /// What the desktop wants; none where it does not say.
    std::optional<ThemeKind> wanted() const;

signals:
    void changed();

private slots:
    void hear(const QDBusMessage& news);

private:
    void ask(const QString& key);
    void take(const QString& space, const QString& key, const QDBusVariant& value);

    QDBusConnection bus_;
    unsigned scheme_ = 0;   ///< 0 no preference, 1 dark, 2 light
    unsigned contrast_ = 0; ///< 0 no preference, 1 high
};

} // namespace termscope
