#include "app/theme/SystemAppearance.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace termscope {
namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearanceSpace = QStringLiteral("org.freedesktop.appearance");
const QString schemeKey = QStringLiteral("color-scheme");
const QString contrastKey = QStringLiteral("contrast");

} // namespace

SystemAppearance::SystemAppearance(const QDBusConnection& bus, QObject* parent) : QObject(parent), bus_(bus)
{
    if (!bus_.isConnected())
        return;
    // Connections from peer to peer, as in the test, have no names.
    const QString from = bus_.baseService().isEmpty() ? QString() : service;
    // Qt 6.4 does not connect a slot with a QDBusVariant among its parameters.
    bus_.connect(from, portalPath, interface, QStringLiteral("SettingChanged"), this, SLOT(hear(QDBusMessage)));
    ask(schemeKey);
    ask(contrastKey);
}

void SystemAppearance::ask(const QString& key)
{
    const QString to = bus_.baseService().isEmpty() ? QString() : service;
    QDBusMessage question = QDBusMessage::createMethodCall(to, portalPath, interface, QStringLiteral("Read"));
    question << appearanceSpace << key;
    auto* answer = new QDBusPendingCallWatcher(bus_.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, key] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        answer->deleteLater();
        if (!reply.isError())
            take(appearanceSpace, key, reply.value());
    });
}

void SystemAppearance::hear(const QDBusMessage& news)
{
    const QVariantList parts = news.arguments();
    if (news.signature() == QLatin1String("ssv"))
        take(parts[0].toString(), parts[1].toString(), parts[2].value<QDBusVariant>());
}

void SystemAppearance::take(const QString& space, const QString& key, const QDBusVariant& value)
{
    if (space != appearanceSpace)
        return;
    // Read wraps the value once more than the signal does.
    QVariant plain = value.variant();
    if (plain.canConvert<QDBusVariant>())
        plain = plain.value<QDBusVariant>().variant();
    unsigned* const field = key == schemeKey ? &scheme_ : key == contrastKey ? &contrast_ : nullptr;
    if (field == nullptr || *field == plain.toUInt())
        return;
    *field = plain.toUInt();
    emit changed();
}

std::optional<ThemeKind> SystemAppearance::wanted() const
{
    if (contrast_ == 1)
        return ThemeKind::HighContrast;
    return scheme_ == 1   ? std::optional(ThemeKind::Dark)
           : scheme_ == 2 ? std::optional(ThemeKind::Light)
                          : std::nullopt;
}

} // namespace termscope
