#include "app/session/CommandLine.h"

#include "app/session/FileOpener.h"
#include "core/sweep/Sweep.h"
#include "resources/Tables.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace termscope {
namespace {

QString wordOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString optionOf(std::string_view key)
{
    return QStringLiteral("--") + wordOf(key).replace(u'_', u'-');
}

/// The option and its value, unless that is empty.
void addOption(QStringList& words, const char* option, const QString& value)
{
    if (!value.isEmpty())
        words << QLatin1String(option) << value;
}

void addNetworkOptions(QStringList& words, const OpenFiles& files)
{
    if (!files.network.isEmpty())
        words << files.network;
    else if (!files.example.isEmpty())
        words << QStringLiteral("--example") << files.example;
    for (const QString& shape : files.inputShapes.split(u';', Qt::SkipEmptyParts))
        words << QStringLiteral("--input-shape") << shape.trimmed();
}

void addTextOptions(QStringList& words, const OpenFiles& files)
{
    addOption(words, "--tokens", files.tokens);
    addOption(words, "--vocabulary", files.vocabulary);
    if (files.streams != OpenFiles{}.streams)
        words << QStringLiteral("--streams") << QString::number(files.streams);
    if (files.window > 0)
        words << QStringLiteral("--window") << QString::number(files.window);
    if (files.order != TokenOrder::FoundOut)
        words << QStringLiteral("--token-order") << wordOf(nameOf(files.order));
}

void addImageOptions(QStringList& words, const OpenFiles& files)
{
    if (files.images.isEmpty())
        return;
    words << QStringLiteral("--data") << (files.labels.isEmpty() ? files.images : files.images + u',' + files.labels);
    addOption(words, "--preprocess", files.preprocess);
    addOption(words, "--class-names", classNamesOf(files));
}

void addList(QStringList& words, const char* option, const std::vector<int>& values)
{
    words << QLatin1String(option) << QString::fromStdString(textOfNumbers(values));
}

void addNumber(QStringList& words, const char* option, double value)
{
    words << QLatin1String(option) << QString::number(value, 'g', QLocale::FloatingPointShortest);
}

void addCount(QStringList& words, const char* option, std::int64_t count)
{
    if (count > 0)
        words << QLatin1String(option) << QString::number(count);
}

/// A side of a comparison: "--a tr,budget=8", and a rule for each layer with settings of its own.
void addSide(QStringList& words, const char* option, const Variant& side)
{
    QStringList parts{wordOf(nameOf(side.method))};
    const Settings& settings = side.settings;
    for (const SettingInfo& info : settingsTable())
        if (info.get(settings) != info.get(Settings{}))
            parts << wordOf(info.key) + u'=' + wordOf(valueText(info, settings));
    words << QLatin1String(option) << parts.join(u',');
    for (const auto& [name, own] : settings.layers)
        words << QLatin1String(option) + QStringLiteral("-layer") << wordOf(name) + u':' + wordOf(toText(own));
}

/// The shape of an array of term cells.
void addArray(QStringList& words, const ArrayChoice& array)
{
    words << QStringLiteral("--rows") << QString::number(array.rows) << QStringLiteral("--cols")
          << QString::number(array.columns) << QStringLiteral("--dataflow") << wordOf(nameOf(array.dataflow));
    if (array.skew == Skew::Clock)
        words << QStringLiteral("--skew") << QStringLiteral("clock");
    words << QStringLiteral("--batch") << QString::number(array.samples);
}

/// What the axis shows, where that is not pairs.
void addColumns(QStringList& words, const ViewState& view)
{
    if (view.workAxis == WorkAxis::Provisioned || view.workAxis == WorkAxis::Measured)
        return;
    words << QStringLiteral("--columns") << wordOf(nameOf(view.workAxis));
    if (view.workAxis == WorkAxis::Cycles)
        addArray(words, view.array);
}

void addUnitCosts(QStringList& words, const ArrayChoice& array)
{
    if (array.unitCosts != UnitCostSet::Quoted)
        words << QStringLiteral("--unit-costs") << wordOf(nameOf(array.unitCosts));
}

/// g where it varies, and k; of usual budgets nothing is said where each g has its own.
void addGroups(QStringList& words, const SearchChoice& choice, const Settings& settings)
{
    if (choice.groups.empty())
        return addList(words, "--budgets", choice.budgets.empty() ? std::vector{settings.budget} : choice.budgets);
    std::vector<int> sizes;
    for (const GroupChoice& group : choice.groups)
        sizes.push_back(group.groupSize);
    addList(words, "--group-sizes", sizes);
    const auto isUsual = [](const GroupChoice& group) { return group.budgets == usualBudgets(group.groupSize); };
    if (!std::ranges::all_of(choice.groups, isUsual))
        addList(words, "--budgets", choice.groups.front().budgets);
}

} // namespace

QString shellLine(const QStringList& words)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=,+@%-]+$"));
    QStringList quoted;
    for (const QString& word : words)
        quoted << (plain.match(word).hasMatch()
                       ? word
                       : u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'');
    return quoted.join(u' ');
}

Result<QStringList> fileOptions(const Session& session)
{
    const OpenFiles& files = session.files();
    const bool text = session.readsText();
    const bool ofExample = text ? files.tokens.isEmpty() : files.images.isEmpty();
    if (!files.network.isEmpty() && ofExample && (text || !files.example.isEmpty()))
        return fail("The data are those of an example, which termscope-cli runs on the example's own network alone. "
                    "Open the data of this network as a file.");
    QStringList words;
    addNetworkOptions(words, files);
    text ? addTextOptions(words, files) : addImageOptions(words, files);
    if (files.limit > 0)
        words << QStringLiteral("--limit") << QString::number(files.limit);
    return words;
}

QStringList settingOptions(const Settings& settings, const QStringList& except)
{
    QStringList words;
    for (const SettingInfo& info : settingsTable()) {
        const int value = info.get(settings);
        if (value == info.get(Settings{}) || except.contains(wordOf(info.key)))
            continue;
        const QString option = optionOf(info.key);
        const QString word = wordOf(valueText(info, settings));
        if (word == QLatin1String("false"))
            words << QStringLiteral("--no-") + option.mid(2);
        else if (word == QLatin1String("true"))
            words << option;
        else
            words << option << word;
    }
    for (const auto& [name, own] : settings.layers)
        words << QStringLiteral("--layer") << wordOf(name) + u':' + wordOf(toText(own));
    return words;
}

Result<QString> sensitivityCommand(const Session& session, Method method, const Settings& settings)
{
    const Result<QStringList> files = fileOptions(session);
    if (!files)
        return tl::unexpected(files.error());
    QStringList words{QStringLiteral("termscope-cli"), QStringLiteral("sensitivity")};
    words += *files;
    if (method == Method::Quantized)
        words << QStringLiteral("--method") << QStringLiteral("qt");
    return shellLine(words + settingOptions(settings));
}

Result<QString> accuracyCommand(const Session& session)
{
    const Result<QStringList> files = fileOptions(session);
    if (!files)
        return tl::unexpected(files.error());
    const Settings& settings = session.settings();
    if (settings.dataBits != Settings{}.dataBits)
        return fail(
            "The data of QT's points here have as many bits as their weights; termscope-cli sweep gives them those "
            "of --data-bits. Set data bits to ",
            Settings{}.dataBits, " to copy the command.");
    const SweepChoice& sweep = session.view().sweep;
    std::vector<int> budgets = budgetsOf(sweep, settings.groupSize);
    budgets.push_back(settings.budget);
    std::ranges::sort(budgets);
    budgets.erase(std::unique(budgets.begin(), budgets.end()), budgets.end());
    QStringList words{QStringLiteral("termscope-cli"), QStringLiteral("sweep")};
    words += *files;
    addList(words, "--budgets", budgets);
    addList(words, "--data-terms", {settings.dataTerms});
    addList(words, "--qt-bits", bitsOf(sweep));
    if (!sweep.families.empty()) {
        QStringList families;
        for (const std::string& family : sweep.families)
            families << wordOf(family);
        words << QStringLiteral("--method") << families.join(u',') << QStringLiteral("--method-data-terms")
              << QString::number(settings.dataTerms);
        if (sweep.dataFormat != DataFormat::Bits)
            words << QStringLiteral("--data-format") << wordOf(nameOf(sweep.dataFormat));
    }
    if (!sweep.machines.empty()) {
        words << QStringLiteral("--cost-lines");
        addList(words, "--cost-bits", bitsOf(sweep));
    }
    addColumns(words, session.view());
    return shellLine(words + settingOptions(settings, {QStringLiteral("budget"), QStringLiteral("data_terms")}));
}

Result<QString> arrayCommand(const Session& session)
{
    const ArrayChoice& array = session.view().array;
    const Settings& settings = session.settings();
    const bool actual = array.stepLength != StepLength::Provisioned;
    // What decides operands alone, and no provisioned step.
    const QStringList notTaken{QStringLiteral("encoding"),    QStringLiteral("quantizer"),
                               QStringLiteral("calibration"), QStringLiteral("calibration_samples"),
                               QStringLiteral("per_channel"), QStringLiteral("fold_normalization")};
    if (actual && !array.typed
        && (session.readsText() || settingOptions(settings) != settingOptions(settings, notTaken)))
        return fail("termscope-cli time takes the actual steps of images, at the default quantizer, scale, calibration "
                    "and encoding. Choose provisioned steps to copy the command.");
    QStringList words{QStringLiteral("termscope-cli"), QStringLiteral("time")};
    if (array.typed) {
        words << QStringLiteral("--gemm") << QStringLiteral("%1x%2x%3").arg(array.m).arg(array.k).arg(array.n);
    } else {
        const Result<QStringList> files = fileOptions(session);
        if (!files)
            return tl::unexpected(files.error());
        addNetworkOptions(words, session.files());
        if (actual)
            addImageOptions(words, session.files());
    }
    words << QStringLiteral("--mac") << QStringLiteral("tmac");
    addArray(words, array);
    if (array.typed)
        words.resize(words.size() - 2); // a product has its own M
    if (actual)
        words << QStringLiteral("--sync") << QStringLiteral("adaptive");
    addUnitCosts(words, array);
    Settings told = settings;
    if (array.typed)
        told.layers.clear();
    return shellLine(words + settingOptions(told, notTaken));
}

Result<QString> compareCommand(const Session& session, const CompareRequest& request)
{
    const Result<QStringList> files = fileOptions(session);
    if (!files)
        return tl::unexpected(files.error());
    QStringList words{QStringLiteral("termscope-cli"), QStringLiteral("compare")};
    words += *files;
    addOption(words, "--with", request.second);
    addSide(words, "--a", request.a);
    addSide(words, "--b", request.b);
    if (!request.budgets.empty())
        addList(words, "--budgets", request.budgets);
    return shellLine(words);
}

Result<QString> reproduceCommand(const Session& session, const std::string& figure)
{
    QStringList words{QStringLiteral("termscope-cli"), QStringLiteral("reproduce"), wordOf(figure)};
    if (figure == "hardware")
        return shellLine(words); // it needs no network
    const Result<QStringList> files = fileOptions(session);
    if (!files)
        return tl::unexpected(files.error());
    return shellLine(words + *files);
}

Result<QString> searchCommand(const Session& session, const SearchChoice& choice, const Settings& settings,
                              const ArrayChoice& array, const UnitCosts& costs)
{
    const Result<QStringList> files = fileOptions(session);
    if (!files)
        return tl::unexpected(files.error());
    if (choice.cost == CostKind::Energy)
        if (const Result<UnitCosts> own = embedded::readUnitCosts(array.unitCosts); !own || *own != costs)
            return fail("The unit costs of energy were edited. Save them as a file on the page of arrays, and name it "
                        "with --costs.");
    QStringList words{QStringLiteral("termscope-cli"), QStringLiteral("search")};
    words += *files;
    addGroups(words, choice, settings);
    addList(words, "--data-terms", choice.dataTerms.empty() ? std::vector{settings.dataTerms} : choice.dataTerms);
    addList(words, "--bits", choice.bits.empty() ? std::vector{0} : choice.bits);
    if (choice.cost != CostKind::Pairs) {
        words << QStringLiteral("--cost")
              << (choice.cost == CostKind::Cycles ? QStringLiteral("cycles") : QStringLiteral("energy"));
        addArray(words, array);
        if (choice.cost == CostKind::Energy)
            addUnitCosts(words, array);
    }
    addCount(words, "--search-images", choice.searchSamples);
    addCount(words, "--score-images", choice.scoreSamples);
    if (choice.points != SearchChoice{}.points)
        addCount(words, "--points", choice.points);
    if (choice.mostLoss)
        addNumber(words, "--most-loss", *choice.mostLoss);
    if (choice.mostCost)
        addNumber(words, "--most-cost", *choice.mostCost);
    QStringList except{QStringLiteral("budget"), QStringLiteral("data_terms")};
    if (!choice.groups.empty())
        except << QStringLiteral("group_size");
    return shellLine(words + settingOptions(settings, except));
}

} // namespace termscope
