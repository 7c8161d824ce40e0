#include "app/session/Origin.h"

#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <QCoreApplication>

namespace termscope {
namespace {

QString programName()
{
    return QStringLiteral("TermScope %1").arg(QCoreApplication::applicationVersion()).trimmed();
}

QString dataName(const Session& session)
{
    if (session.readsText())
        return session.text() ? QString::fromStdString(session.text()->text->name) : QString();
    if (!session.dataset())
        return {};
    const std::int64_t limit = session.files().limit;
    const std::int64_t count = session.dataset()->count();
    return tr("%1 (%2 images)")
        .arg(QString::fromStdString(session.dataset()->name), countText(limit > 0 ? std::min(limit, count) : count));
}

QString titleOfChoice(std::string_view key, const Settings& settings)
{
    const SettingInfo& info = *findSetting(key);
    return translated(info.choices[static_cast<std::size_t>(info.get(settings))].title);
}

} // namespace

QString settingsText(const Settings& settings)
{
    QStringList parts;
    parts << QStringLiteral("g = %1").arg(settings.groupSize) << QStringLiteral("k = %1").arg(settings.budget)
          << (settings.dataTerms == 0 ? tr("s = all") : QStringLiteral("s = %1").arg(settings.dataTerms))
          << tr("weights %1 bit").arg(settings.weightBits) << titleOfChoice("per_channel", settings)
          << tr("data %1 bit").arg(settings.dataBits);
    for (const char* key : {"encoding", "quantizer", "calibration"})
        parts << titleOfChoice(key, settings);
    if (!settings.layers.empty())
        parts << QString::fromStdString(toText(settings.layers));
    return parts.join(QStringLiteral(", "));
}

namespace {

/// Every setting by its key.
QString settingsLine(const Settings& settings)
{
    QStringList parts;
    for (const SettingInfo& info : settingsTable())
        parts << QStringLiteral("%1=%2").arg(
            QString::fromUtf8(info.key.data(), static_cast<qsizetype>(info.key.size())),
            QString::fromStdString(valueText(info, settings)));
    if (!settings.layers.empty())
        parts << QStringLiteral("layers: %1").arg(QString::fromStdString(toText(settings.layers)));
    return parts.join(u' ');
}

} // namespace

ExportOrigin originOf(const Session& session)
{
    if (!session.network())
        return {programName(), QStringLiteral("# program: %1\n").arg(programName())};
    const QString network = QString::fromStdString(session.network()->name).simplified();
    const QString data = dataName(session).simplified();
    ExportOrigin origin;
    origin.sentence = (data.isEmpty() ? network : tr("%1 on %2").arg(network, data)) + QStringLiteral(" · ")
                      + settingsText(session.settings()) + QStringLiteral(" · ") + programName();
    origin.lines = QStringLiteral("# network: %1\n# data: %2\n# settings: %3\n# program: %4\n")
                       .arg(network, data, settingsLine(session.settings()), programName());
    return origin;
}

} // namespace termscope
