// The translations are complete, hold what their sources hold, and are found at run time.
#include "app/session/ArrayChoice.h"
#include "app/session/ViewState.h"
#include "core/settings/Advice.h"
#include "hwmodel/energy/UnitCosts.h"
#include "hwmodel/units/OutputUnits.h"
#include "resources/Examples.h"
#include "tests/support/TestClass.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

#include <map>
#include <set>

using namespace termscope;

namespace {

struct Text {
    QString context;
    QString source;
    QStringList translations; ///< more than one for plural forms
    bool finished = true;
};

/// By context and source.
using Texts = std::map<std::pair<QString, QString>, Text>;

const QString sources = QStringLiteral(TERMSCOPE_SOURCE);
const QString folder = sources + QStringLiteral("/resources/translations/");

Text readMessage(QXmlStreamReader& xml, const QString& context)
{
    Text text;
    text.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            text.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            text.finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            QString own;
            while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("translation"))) {
                if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                    text.translations << xml.readElementText();
                else if (xml.isCharacters())
                    own += xml.text();
            }
            if (text.translations.isEmpty())
                text.translations << own;
        } else {
            xml.skipCurrentElement();
        }
    }
    return text;
}

Texts readTexts(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    Texts texts;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("message")) {
            const Text text = readMessage(xml, context);
            texts[{text.context, text.source}] = text;
        }
    }
    if (xml.hasError() || texts.empty())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return texts;
}

QStringList found(const QRegularExpression& pattern, const QString& text)
{
    QStringList all;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        all << match.next().captured(0);
    all.sort();
    return all;
}

/// What a translation must hold as its source does.
QStringList fixedParts(const QString& text)
{
    static const QRegularExpression places(QStringLiteral("%L?[0-9]|%[nvm]"));
    static const QRegularExpression tags(QStringLiteral("<[^>]+>"));
    static const QRegularExpression patterns(QStringLiteral("\\*\\.\\w+"));
    return found(places, text) + found(tags, text) + found(patterns, text);
}

int mnemonics(const QString& text)
{
    static const QRegularExpression mnemonic(QStringLiteral("&(?![&\\s]|\\w+;)"));
    return static_cast<int>(found(mnemonic, text).size());
}

void languages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << "de";
    QTest::newRow("Chinese") << "zh_CN";
    QTest::newRow("English plurals") << "en";
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private slots:
    void everyTextIsTranslated_data() { languages(); }
    void everyTextIsTranslated();
    void placesAndTagsAgree_data() { languages(); }
    void placesAndTagsAgree();
    void contextsAreThoseOfTheProgram();
    void tablesAreTranslated();
};

/// What lupdate finds in the sources now is what the file has, all of it finished.
void TestTranslations::everyTextIsTranslated()
{
    QFETCH(QString, language);
    QTemporaryDir copies;
    for (const char* each : {"de", "zh_CN", "en"}) {
        const QString name = QStringLiteral("termscope_%1.ts").arg(QLatin1String(each));
        QVERIFY(QFile::copy(folder + name, copies.filePath(name)));
    }
    QProcess update;
    update.start(QStringLiteral("sh"),
                 {folder + QStringLiteral("update"), QStringLiteral(TERMSCOPE_LUPDATE), copies.path()});
    QVERIFY(update.waitForFinished(120'000));
    QVERIFY2(update.exitCode() == 0, update.readAllStandardError().constData());
    const QString name = QStringLiteral("termscope_%1.ts").arg(language);
    const Texts own = readTexts(folder + name);
    const Texts wanted = readTexts(copies.filePath(name));
    QStringList wrong;
    for (const auto& [key, text] : wanted) {
        if (!own.contains(key))
            wrong << QStringLiteral("lacks %1: \"%2\"").arg(text.context, text.source);
        else if (!text.finished || text.translations.contains(QString()))
            wrong << QStringLiteral("does not translate %1: \"%2\"").arg(text.context, text.source);
    }
    for (const auto& [key, text] : own)
        if (!wanted.contains(key))
            wrong << QStringLiteral("has what is in no source any more, %1: \"%2\"").arg(text.context, text.source);
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 (build update_translations, then translate)\n%2")
                                             .arg(name, wrong.join(QLatin1Char('\n')))));
}

void TestTranslations::placesAndTagsAgree()
{
    QFETCH(QString, language);
    QStringList wrong;
    for (const auto& [key, text] : readTexts(folder + QStringLiteral("termscope_%1.ts").arg(language))) {
        for (const QString& translation : text.translations) {
            const bool agrees = fixedParts(translation) == fixedParts(text.source)
                                && mnemonics(translation) == mnemonics(text.source)
                                && translation.count(QLatin1Char('\n')) == text.source.count(QLatin1Char('\n'));
            // A letter of the Latin keyboard in brackets after the words.
            static const QRegularExpression chinese(QStringLiteral("\\(&[A-Z]\\)"));
            const bool typed = language != QLatin1String("zh_CN") || mnemonics(text.source) == 0
                               || chinese.match(translation).hasMatch();
            if (!agrees || !typed)
                wrong << QStringLiteral("%1: \"%2\": \"%3\"").arg(text.context, text.source, translation);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

/// tr() looks for a text under its class's name, or under that of the namespace: under another one it is not found.
void TestTranslations::contextsAreThoseOfTheProgram()
{
    std::set<QString> known{QStringLiteral("core"), QStringLiteral("termscope")};
    static const QRegularExpression declaration(QStringLiteral("^\\s*(?:class|struct) (\\w+)[^;{]*\\{\\s*Q_OBJECT"),
                                                QRegularExpression::MultilineOption);
    static const QRegularExpression named(
        QStringLiteral("(?:Q_DECLARE_TR_FUNCTIONS\\(|Application::translate\\(\")([\\w:]+)"));
    for (const char* part : {"/app", "/widgets"}) {
        QDirIterator files(sources + QLatin1String(part), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString code = QString::fromUtf8(file.readAll());
            for (auto match = declaration.globalMatch(code); match.hasNext();)
                known.insert(QStringLiteral("termscope::") + match.next().captured(1));
            for (auto match = named.globalMatch(code); match.hasNext();)
                known.insert(match.next().captured(1));
        }
    }
    QVERIFY(known.contains(QStringLiteral("termscope::MainWindow")));
    for (const auto& [key, text] : readTexts(folder + QStringLiteral("termscope_de.ts")))
        QVERIFY2(known.contains(text.context), qPrintable(text.context + QStringLiteral(": ") + text.source));
}

/// A text of a table that is not marked as translatable is not found by lupdate, and stays English.
void TestTranslations::tablesAreTranslated()
{
    const Texts known = readTexts(folder + QStringLiteral("termscope_de.ts"));
    std::vector<std::string> shown;
    for (const SettingInfo& info : settingsTable()) {
        shown.emplace_back(info.title);
        shown.emplace_back(info.help);
        for (const FieldChoice& choice : info.choices)
            shown.emplace_back(choice.title);
    }
    for (const ArrayField& field : arrayFields()) {
        shown.emplace_back(field.title);
        shown.emplace_back(field.help);
        for (const FieldChoice& choice : field.choices)
            shown.emplace_back(choice.title);
    }
    for (const PageInfo& page : pagesTable())
        shown.emplace_back(page.title);
    for (const embedded::Example& example : embedded::examples()) {
        shown.emplace_back(example.title);
        shown.emplace_back(example.networkName);
        shown.emplace_back(example.dataName);
    }
    for (const Encoding encoding : allEncodings)
        shown.emplace_back(titleOf(encoding));
    for (const std::string_view sentence : advicePatterns())
        shown.emplace_back(sentence);
    for (const UnitCostRow& row : unitCostRows())
        shown.emplace_back(row.title);
    for (const LayerKind kind : {LayerKind::Linear, LayerKind::Convolution, LayerKind::Lstm, LayerKind::Gru,
                                 LayerKind::Rnn, LayerKind::Attention})
        shown.emplace_back(nameOf(kind));
    for (const bool on : {false, true}) {
        OutputUnitsConfig config;
        config.heseOn = on;
        config.requantizer.relu = on;
        config.dataTerms = on ? 3 : 0;
        for (const OutputUnit& unit : outputUnits(config))
            shown.push_back(unit.name);
    }
    QVERIFY(shown.size() > 100);
    for (const std::string& text : shown)
        QVERIFY2(known.contains({QStringLiteral("core"), QString::fromStdString(text)}), text.c_str());
}

TERMSCOPE_TEST(TestTranslations)
#include "TestTranslations.moc"
