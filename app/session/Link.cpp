#include "app/session/Link.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QUrl>
#include <QUrlQuery>

namespace termscope {
namespace {

constexpr QLatin1String scheme("termscope:");
constexpr std::string_view layerKey = "layer."; ///< and the layer's name: what it has of its own

Result<void> setFile(SavedView& saved, const FileField& file, const QString& path)
{
    if (Result<void> checked = checkPath(file.key, path); !checked)
        return checked;
    if (!QDir::isAbsolutePath(path))
        return fail(file.key, ": expected an absolute path, found ", inQuotes(path.toStdString()));
    saved.files.*(file.member) = QDir::cleanPath(path);
    return {};
}

} // namespace

Result<bool> setKey(SavedView& saved, const QString& key, const QString& value)
{
    const std::string name = key.toStdString();
    const std::string words = value.toStdString();
    Result<void> done;
    if (name.starts_with(layerKey)) {
        const Result<LayerOverride> layer = parseLayerOverride(words);
        if (!layer)
            return fail(printable(name), ": ", layer.error().message);
        saved.view.settings.layers[name.substr(layerKey.size())] = *layer;
    } else if (const SettingInfo* info = findSetting(name)) {
        done = setFromText(saved.view.settings, *info, words);
    } else if (const ViewField* field = findViewField(name)) {
        done = field->set(saved, words);
    } else if (const FileField* file = findFileField(name)) {
        done = setFile(saved, *file, value);
    } else {
        return false;
    }
    if (!done)
        return tl::unexpected(done.error());
    return true;
}

QString makeLink(const SavedView& saved)
{
    QStringList parts;
    const auto add = [&parts](std::string_view key, const QString& value) {
        parts << QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())) + QLatin1Char('=')
                     + QString::fromLatin1(QUrl::toPercentEncoding(value, "/,:"));
    };
    for (const SettingInfo& info : settingsTable())
        add(info.key, QString::fromStdString(valueText(info, saved.view.settings)));
    for (const auto& [name, layer] : saved.view.settings.layers)
        add(std::string(layerKey) + QUrl::toPercentEncoding(QString::fromStdString(name)).toStdString(),
            QString::fromStdString(toText(layer)));
    for (const ViewField& field : viewFields())
        add(field.key, QString::fromStdString(field.get(saved)));
    for (const FileField& file : fileFields()) {
        if (const QString& path = saved.files.*(file.member); !path.isEmpty())
            add(file.key, QFileInfo(path).absoluteFilePath());
    }
    return scheme + QLatin1Char('?') + parts.join(QLatin1Char('&'));
}

bool isLink(const QString& text)
{
    return text.trimmed().startsWith(scheme, Qt::CaseInsensitive);
}

Result<ParsedView> parseLink(const QString& link)
{
    const QString trimmed = link.trimmed();
    if (trimmed.size() > limits::link)
        return fail("link: expected at most ", limits::link, " characters, found ", trimmed.size());
    const QString start = scheme + QLatin1Char('?');
    if (!trimmed.startsWith(start, Qt::CaseInsensitive))
        return fail("link: expected termscope:?…, found ", inQuotes(trimmed.toStdString()));
    ParsedView parsed;
    parsed.saved.view.settings = settingsLeftOut();
    QSet<QString> seen;
    for (const auto& [key, value] : QUrlQuery(trimmed.mid(start.size())).queryItems(QUrl::FullyDecoded)) {
        if (seen.contains(key))
            return fail("link: expected each key once, found ", inQuotes(key.toStdString()), " twice");
        seen.insert(key);
        const Result<bool> known = setKey(parsed.saved, key, value);
        if (!known)
            return fail("link: ", known.error().message);
        if (!*known)
            parsed.warnings.push_back(
                text("link: ", printable(key.toStdString()), ": passed over, this version does not know it"));
    }
    if (const Result<void> checked = checkSettings(parsed.saved.view.settings); !checked)
        return fail("link: ", checked.error().message);
    if (parsed.saved.files.images.isEmpty() && !parsed.saved.files.labels.isEmpty())
        return fail("link: labels: expected images beside it, found ",
                    inQuotes(parsed.saved.files.labels.toStdString()), " alone");
    return parsed;
}

} // namespace termscope
