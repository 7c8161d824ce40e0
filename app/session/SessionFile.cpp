#include "app/session/SessionFile.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace termscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr int sessionVersion = 1;
constexpr const char* versionKey = "termscope_session";
const std::string layersKey = "layers"; ///< of the settings

Json jsonOf(FieldType type, const std::string& value)
{
    switch (type) {
    case FieldType::Integer: return Json(std::stoll(value));
    case FieldType::Flag: return Json(value == "true");
    case FieldType::Word: break;
    }
    return Json(value);
}

std::string describe(const Json& value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "a list";
    return printable(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// The text of a value that has the field's type.
Result<std::string> textOf(const std::string& key, FieldType type, const Json& value)
{
    switch (type) {
    case FieldType::Integer:
        if (!value.is_number_integer())
            return fail(key, ": expected a whole number, found ", describe(value));
        return value.dump();
    case FieldType::Flag:
        if (!value.is_boolean())
            return fail(key, ": expected true or false, found ", describe(value));
        return value.dump();
    case FieldType::Word: break;
    }
    if (!value.is_string())
        return fail(key, ": expected a text, found ", describe(value));
    return value.get<std::string>();
}

QString storedPath(const QString& path, const QString& folder)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString relative = QDir(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())).relativeFilePath(absolute);
    const bool below = !QDir::isAbsolutePath(relative) && relative != QLatin1String("..")
                       && !relative.startsWith(QLatin1String("../"));
    return below ? relative : absolute;
}

/// Looks at a text before it is read: both common parsers keep the last of two equal keys without a word.
class StructureCheck {
public:
    bool operator()(int depth, Json::parse_event_t event, Json& parsed)
    {
        using Event = Json::parse_event_t;
        if (event == Event::object_start)
            keys_.emplace_back();
        else if (event == Event::object_end)
            keys_.pop_back();
        else if (event == Event::key && !keys_.back().insert(parsed.get<std::string>()).second)
            note(text("expected each key once, found ", inQuotes(parsed.get<std::string>()), " twice"));
        if (depth > limits::jsonDepth)
            note(text("expected at most ", limits::jsonDepth, " levels of nesting, found more"));
        return true;
    }

    const std::string& problem() const { return problem_; }

private:
    void note(std::string problem)
    {
        if (problem_.empty())
            problem_ = std::move(problem);
    }

    std::vector<std::set<std::string>> keys_;
    std::string problem_;
};

std::string placeOf(std::string_view source, std::size_t byte)
{
    const std::string_view before = source.substr(0, std::min(byte > 0 ? byte - 1 : 0, source.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    return text("line ", line, ", column ", before.size() - lineStart + 1);
}

Result<Json> parseJson(std::string_view source)
{
    StructureCheck check;
    Json root;
    try {
        root = Json::parse(source, std::ref(check));
    } catch (const Json::parse_error& error) {
        return fail("expected JSON, found a mistake at ", placeOf(source, error.byte));
    } catch (const Json::exception&) {
        return fail("expected JSON, found a number out of range");
    }
    if (!check.problem().empty())
        return fail(check.problem());
    return root;
}

Result<void> checkVersion(const Json& root)
{
    if (!root.is_object() || !root.contains(versionKey))
        return fail("expected a TermScope session, found JSON without the key \"", versionKey, "\"");
    const Json& version = root[versionKey];
    if (version != sessionVersion)
        return fail(versionKey, ": expected version ", sessionVersion, ", found ", describe(version));
    return {};
}

/// Reads the parts of a session into one saved view.
class SessionParser {
public:
    SessionParser(std::string name, QDir folder) : name_(std::move(name)), folder_(std::move(folder))
    {
        parsed_.saved.view.settings = settingsLeftOut();
    }

    Result<void> read(const Json& root)
    {
        for (const auto& [key, part] : root.items()) {
            Result<void> done;
            if (key == "files")
                done = readPart(key, part,
                                [this](const std::string& name, const Json& value) { return file(name, value); });
            else if (key == "settings")
                done = readPart(key, part,
                                [this](const std::string& name, const Json& value) { return setting(name, value); });
            else if (key == "view")
                done = readPart(key, part,
                                [this](const std::string& name, const Json& value) { return field(name, value); });
            else if (key != versionKey)
                passOver(key);
            if (!done)
                return done;
        }
        if (const Result<void> checked = checkSettings(parsed_.saved.view.settings); !checked)
            return fail("settings.", checked.error().message);
        if (parsed_.saved.files.images.isEmpty() && !parsed_.saved.files.labels.isEmpty())
            return fail("files.labels: expected null without images, found ",
                        inQuotes(parsed_.saved.files.labels.toStdString()));
        return {};
    }

    ParsedView take() { return std::move(parsed_); }

private:
    template <class Read>
    Result<void> readPart(const std::string& part, const Json& object, const Read& read)
    {
        if (!object.is_object())
            return fail(part, ": expected an object, found ", describe(object));
        for (const auto& [key, value] : object.items()) {
            const Result<bool> known = read(key, value);
            if (!known)
                return fail(part, ".", known.error().message);
            if (!*known)
                passOver(part + "." + key);
        }
        return {};
    }

    Result<bool> file(const std::string& key, const Json& value)
    {
        const FileField* found = findFileField(key);
        if (!found)
            return false;
        if (value.is_null())
            return true;
        const Result<std::string> path = textOf(key, FieldType::Word, value);
        if (!path)
            return tl::unexpected(path.error());
        const QString given = QString::fromStdString(*path);
        if (const Result<void> checked = checkPath(key, given); !checked)
            return tl::unexpected(checked.error());
        parsed_.saved.files.*(found->member) = QDir::cleanPath(folder_.absoluteFilePath(given));
        return true;
    }

    Result<bool> setting(const std::string& key, const Json& value)
    {
        if (key == layersKey)
            return layers(value);
        const SettingInfo* info = findSetting(key);
        if (!info)
            return false;
        return apply(key, typeOf(*info), value,
                     [&](const std::string& words) { return setFromText(parsed_.saved.view.settings, *info, words); });
    }

    /// {"conv1": "bits=6,k=10"}
    Result<bool> layers(const Json& value)
    {
        if (!value.is_object())
            return fail(layersKey, ": expected an object, found ", describe(value));
        for (const auto& [name, words] : value.items()) {
            const Result<std::string> own = textOf(layersKey + ("." + printable(name)), FieldType::Word, words);
            if (!own)
                return tl::unexpected(own.error());
            const Result<LayerOverride> layer = parseLayerOverride(*own);
            if (!layer)
                return fail(layersKey, ".", printable(name), ": ", layer.error().message);
            parsed_.saved.view.settings.layers[name] = *layer;
        }
        return true;
    }

    Result<bool> field(const std::string& key, const Json& value)
    {
        const ViewField* found = findViewField(key);
        if (!found)
            return false;
        return apply(key, found->type, value,
                     [&](const std::string& words) { return found->set(parsed_.saved, words); });
    }

    template <class Set>
    Result<bool> apply(const std::string& key, FieldType type, const Json& value, const Set& set)
    {
        const Result<std::string> words = textOf(key, type, value);
        if (!words)
            return tl::unexpected(words.error());
        if (const Result<void> done = set(*words); !done)
            return tl::unexpected(done.error());
        return true;
    }

    void passOver(const std::string& key)
    {
        parsed_.warnings.push_back(text(name_, ": ", printable(key), ": passed over, this version does not know it"));
    }

    std::string name_;
    QDir folder_;
    ParsedView parsed_;
};

} // namespace

std::string sessionJson(const SavedView& saved, const QString& folder)
{
    Json files = Json::object();
    for (const FileField& file : fileFields()) {
        const QString& path = saved.files.*(file.member);
        files[std::string(file.key)] = path.isEmpty() ? Json(nullptr) : Json(storedPath(path, folder).toStdString());
    }
    Json settings = Json::object();
    for (const SettingInfo& info : settingsTable())
        settings[std::string(info.key)] = jsonOf(typeOf(info), valueText(info, saved.view.settings));
    for (const auto& [name, layer] : saved.view.settings.layers)
        settings[layersKey][name] = toText(layer);
    Json view = Json::object();
    for (const ViewField& field : viewFields())
        view[std::string(field.key)] = jsonOf(field.type, field.get(saved));
    Json root = Json::object();
    root[versionKey] = sessionVersion;
    root["files"] = std::move(files);
    root["settings"] = std::move(settings);
    root["view"] = std::move(view);
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ParsedView> parseSession(ByteView bytes, const std::string& name, const QString& folder)
{
    const Result<Json> root = parseJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!root)
        return fail(name, ": ", root.error().message);
    if (const Result<void> checked = checkVersion(*root); !checked)
        return fail(name, ": ", checked.error().message);
    SessionParser parser(name, QDir(folder));
    if (const Result<void> read = parser.read(*root); !read)
        return fail(name, ": ", read.error().message);
    return parser.take();
}

Result<void> writeSession(const SavedView& saved, const QString& path)
{
    return writeFile(QFile::encodeName(path).toStdString(), sessionJson(saved, QFileInfo(path).absolutePath()));
}

Result<ParsedView> readSession(const QString& path)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const Result<Bytes> bytes = readFile(name, limits::sessionFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseSession(*bytes, name, QFileInfo(path).absolutePath());
}

} // namespace termscope
