// termscope: the desktop app.
#include "app/LiveWindow.h"
#include "app/language/Language.h"
#include "app/manual/WindowManual.h"
#include "app/pages/WelcomePage.h"
#include "app/recovery/Termination.h"
#include "app/teach/handout/HandoutCommand.h"
#include "app/theme/TypeSize.h"
#include "app/window/MainWindow.h"
#include "app/window/PageRenderer.h"
#include "core/base/Memory.h"

#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QUrl>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

using namespace termscope;

namespace {

struct Arguments {
    std::vector<std::string> open;
    std::string images;
    std::string render;
    std::string size = "1280x800";
    std::string theme;
    std::string language;
    std::string typeSize;
    std::string print;
    std::string example;
    std::string preprocess;
    std::string classNames;
    std::string tokens;
    std::string vocabulary;
    HandoutArguments handout;
    int streams = OpenFiles{}.streams;
    int window = OpenFiles{}.window;
    std::string tokenOrder;
    std::int64_t limit = 0;
};

/// "1280x800"; an invalid size for anything else.
QSize sizeFromText(const std::string& text)
{
    int width = 0;
    int height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 640 || height < 480
        || width > 16384 || height > 16384)
        return {};
    return {width, height};
}

/// Names of choices, for the parser to check.
template <class Choices>
std::vector<std::string> namesOf(const Choices& choices)
{
    std::vector<std::string> names;
    for (const auto choice : choices)
        names.push_back(nameOf(choice).toStdString());
    return names;
}

void declare(CLI::App& parser, Arguments& arguments)
{
    parser.set_version_flag("--version", std::string("termscope ") + TERMSCOPE_VERSION);
    parser.add_option(
        "FILE", arguments.open,
        "Networks, images, sessions, lessons or termscope: links to open; without any, the embedded digits network");
    parser.add_option("--data", arguments.images, "IMAGES[,LABELS]: labelled images to open");
    std::vector<std::string> examples;
    for (const embedded::Example& example : embedded::examples())
        examples.emplace_back(example.name);
    parser
        .add_option("--example", arguments.example,
                    "The embedded network and data to begin with: " + embedded::exampleNames())
        ->check(CLI::IsMember(examples));
    parser.add_option("--preprocess", arguments.preprocess,
                      "PRESET[:KEY=VALUE,...]: how images become what the network takes");
    parser.add_option("--class-names", arguments.classNames, "A line for each class of the images");
    parser.add_option("--tokens", arguments.tokens, "A text for a language model to open, gzipped or not");
    parser.add_option("--vocabulary", arguments.vocabulary, "The tokens that the network knows, one a line");
    parser.add_option("--streams", arguments.streams, "Parts that the text is cut into")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    parser
        .add_option("--window", arguments.window,
                    "Tokens of a stream that are read at a time; 0 for the usual ones of the network")
        ->check(CLI::Range(0, 65536))
        ->capture_default_str();
    parser
        .add_option("--token-order", arguments.tokenOrder,
                    "How the network takes its tokens: auto finds it out, time-first, batch-first")
        ->check(CLI::IsMember({"auto", "time-first", "batch-first"}));
    parser.add_option("--limit", arguments.limit, "Evaluate the first so many images or tokens; 0 for all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    parser.add_option("--render", arguments.render, "Draw the pages into this folder instead of opening a window")
        ->type_name("FOLDER");
    parser.add_option("--size", arguments.size, "Size of rendered pages")->type_name("WxH")->capture_default_str();
    parser.add_option("--theme", arguments.theme, "system, light, dark, high-contrast or projector")
        ->check(CLI::IsMember(namesOf(themeChoices)));
    parser.add_option("--type", arguments.typeSize, "Size of type and lines: normal, large or huge")
        ->check(CLI::IsMember(namesOf(typeSizes)));
    parser.add_option("--print", arguments.print, printHelp)
        ->check(CLI::IsMember({"man", "bash", "zsh", "fish"}))
        ->type_name("FORM");
    std::vector<std::string> languages;
    for (const LanguageInfo& info : languagesTable())
        languages.emplace_back(info.name);
    parser
        .add_option("--language", arguments.language, "Language of texts and form of numbers: system, en, de or zh_CN")
        ->check(CLI::IsMember(languages));
}

void declareHandout(CLI::App& parser, HandoutArguments& handout)
{
    auto* what = parser.add_option("--handout", handout.what,
                                   "Write a handout instead of opening a window: view (the page), lesson:NAME such as "
                                   "lesson:3-weights, or lesson:FILE");
    const auto add = [&](const char* name, std::string& place, const char* help) {
        return parser.add_option(name, place, help)->needs(what);
    };
    add("--output", handout.folder, "Where handouts go")->type_name("FOLDER");
    add("--sheets", handout.sheets, "Worksheets of the lesson, each with numbers of its own: 17, or 1-30");
    add("--names", handout.names, "Names for the worksheets, one a line, or CSV")->type_name("FILE");
    add("--format", handout.format, "html or pdf")->check(CLI::IsMember({"html", "pdf"}))->capture_default_str();
    add("--paper", handout.paper, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}))->capture_default_str();
    add("--answers", handout.answers, "Where answers go: last-page, own-file (one for all sheets), or none")
        ->check(CLI::IsMember({"last-page", "own-file", "none"}))
        ->capture_default_str();
    parser.add_flag("--together", handout.together, "All worksheets in one PDF, the answers at its end")->needs(what);
    parser.add_flag("--questions-only", handout.questionsOnly, "Worksheets without the text of the lesson")
        ->needs(what);
}

int refuse(const std::string& sentence)
{
    std::fprintf(stderr, "termscope: %s\n", sentence.c_str());
    return 2;
}

/// A desktop hands over addresses of files ("file:///home/…") where a program takes links as well.
QString fileOrLink(const QString& name)
{
    const QUrl address(name);
    return address.isLocalFile() ? address.toLocalFile() : name;
}

/// Opens what the arguments name, after the embedded files that stand in for what they leave out.
void openArguments(MainWindow& window, const Arguments& arguments, const QString& page = {})
{
    QStringList wanted;
    for (const std::string& name : arguments.open)
        wanted << fileOrLink(QString::fromStdString(name));
    OpenFiles files;
    files.images = QString::fromStdString(arguments.images);
    files.example = QString::fromStdString(arguments.example);
    files.preprocess = QString::fromStdString(arguments.preprocess);
    files.classNames = QString::fromStdString(arguments.classNames);
    files.tokens = QString::fromStdString(arguments.tokens);
    files.vocabulary = QString::fromStdString(arguments.vocabulary);
    files.streams = arguments.streams;
    files.window = arguments.window;
    files.order = tokenOrderOf(arguments.tokenOrder).value_or(TokenOrder::FoundOut);
    files.limit = arguments.limit;
    window.files().openAtStart(wanted, files, page);
}

/// What Qt says of the offscreen plugin's limits is no news to who renders pages.
void onlyErrors(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", message.toLocal8Bit().constData());
}

/// A lesson brings its example; what the arguments name is opened for a view, and for a lesson about whatever is open.
int handOut(MainWindow& window, const Arguments& arguments)
{
    const Result<HandoutRequest> request = handoutRequest(arguments.handout);
    if (!request)
        return refuse(request.error().message);
    std::string complaint;
    QObject::connect(&window.files(), &FileActions::failed,
                     [&](const QString& sentence) { complaint = sentence.toStdString(); });
    if (request->kind == HandoutKind::View || request->lesson.example.isEmpty()) {
        constexpr int patience = 600; // seconds: a large network on a slow machine
        openArguments(window, arguments);
        window.resize(sizeFromText(arguments.size));
        window.show();
        const bool isThere = waitUntilPageIsThere(window, patience);
        if (!complaint.empty())
            return refuse(complaint);
        if (!isThere)
            return refuse("--handout: the page was not ready after 600 seconds");
    }
    return writeHandout(window, *request);
}

int render(MainWindow& window, const Arguments& arguments)
{
    // Without a user, what could not be opened is an error of the command.
    std::string complaint;
    QObject::connect(&window.files(), &FileActions::failed,
                     [&](const QString& sentence) { complaint = sentence.toStdString(); });
    openArguments(window, arguments);
    const Result<QStringList> written = renderPages(window, sizeFromText(arguments.size),
                                                    QString::fromStdString(arguments.render));
    if (!complaint.empty())
        return refuse(complaint);
    if (!written)
        return refuse(written.error().message);
    for (const QString& path : *written)
        std::printf("%s\n", path.toLocal8Bit().constData());
    return 0;
}

int print(const CLI::App& parser, const std::string& form)
{
    const Result<std::string> printed = printedManual(windowManual(parser, TERMSCOPE_VERSION), form);
    if (!printed)
        return refuse(printed.error().message);
    std::fwrite(printed->data(), 1, printed->size(), stdout);
    return std::fflush(stdout) == 0 ? 0 : refuse("standard output: cannot be written");
}

} // namespace

int main(int argc, char** argv)
{
    Arguments arguments;
    CLI::App parser("Explore Term Revealing on trained networks.", "termscope");
    declare(parser, arguments);
    declareHandout(parser, arguments.handout);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success& wish) {
        return parser.exit(wish);
    } catch (const CLI::ParseError& error) {
        return refuse(error.what());
    }
    if (!arguments.print.empty())
        return print(parser, arguments.print);
    if (!arguments.preprocess.empty())
        if (const Result<Preprocessing> parsed = parsePreprocessing(arguments.preprocess); !parsed)
            return refuse("--preprocess: " + parsed.error().message.substr(std::string_view("preprocessing: ").size()));
    if (!sizeFromText(arguments.size).isValid())
        return refuse("--size: expected WIDTHxHEIGHT from 640x480 on, found " + arguments.size);
    const bool hasWindow = arguments.render.empty() && arguments.handout.what.empty();
    if (!hasWindow) {
        ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
        qInstallMessageHandler(onlyErrors);
    }

    keepMemorySmall();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("TermScope"));
    QApplication::setApplicationName(QStringLiteral("TermScope"));
    QApplication::setApplicationVersion(QStringLiteral(TERMSCOPE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.termscope.TermScope"));
    QIcon icon(QStringLiteral(":/icons/32.png"));
    icon.addFile(QStringLiteral(":/icons/128.png"));
    QApplication::setWindowIcon(icon);
    const bool chosen = !arguments.theme.empty();
    applyTheme(chosen ? themeChoiceFromName(QString::fromStdString(arguments.theme)) : storedTheme());

    applyLanguage(arguments.language.empty() ? storedLanguage()
                                             : languageFromName(QString::fromStdString(arguments.language)));

    applyTypeSize(arguments.typeSize.empty() ? storedTypeSize()
                                             : typeSizeFromName(QString::fromStdString(arguments.typeSize)));

    LiveWindow live;
    if (!hasWindow)
        live.window().files().forgetWhatIsOpened();
    if (!arguments.render.empty())
        return render(live.window(), arguments);
    if (!arguments.handout.what.empty())
        return handOut(live.window(), arguments);
    const bool named = !arguments.open.empty() || !arguments.images.empty() || !arguments.example.empty()
                       || !arguments.tokens.empty();
    openArguments(live.window(), arguments, named || !WelcomePage::isWanted() ? QString() : QLatin1String(welcomePage));
    live.window().fitToScreen();
    live.window().show();
    live.keepSession();
    // Not quit(), which a dialog could refuse: the windows go in good order, and with them the session becomes the
    // last.
    const Termination termination;
    QObject::connect(&termination, &Termination::requested, [&live] {
        live.window().keepLayout();
        QCoreApplication::exit(0);
    });
    return QApplication::exec();
}
