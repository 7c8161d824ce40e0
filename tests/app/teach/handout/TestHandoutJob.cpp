// Handouts of the program itself: of a page, of lessons, worksheets; from the window, the dialog and the command line.
#include "HandoutChecks.h"
#include "tests/app/TestWindow.h"

#include "app/teach/handout/HandoutDialog.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/export/Csv.h"
#include "widgets/export/ExportableView.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

#include <bit>

using namespace termscope;

namespace {

constexpr int waitingTime = 300000; // milliseconds: sanitizers are slow

Lesson lessonNamed(const QString& name)
{
    for (Lesson& lesson : embeddedLessons())
        if (lesson.name == name)
            return std::move(lesson);
    qFatal("no lesson %s", qPrintable(name));
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int ones(const QString& number)
{
    return std::popcount(number.toUInt());
}

/// The numbers that a pattern captures in a text.
QStringList captured(const QString& pattern, const QString& text)
{
    const QRegularExpressionMatch match = QRegularExpression(pattern).match(text);
    return match.hasMatch() ? match.capturedTexts().mid(1) : QStringList();
}

/// What "+2⁵ −2² −2⁰" comes to.
int sumOfTerms(const QString& text)
{
    static const QString raised = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    int sum = 0;
    for (const QString& term : text.split(' ', Qt::SkipEmptyParts)) {
        int exponent = 0;
        for (const QChar digit : term.mid(2))
            exponent = 10 * exponent + static_cast<int>(raised.indexOf(digit));
        sum += (term[0] == '+' ? 1 : -1) * (1 << exponent);
    }
    return sum;
}

} // namespace

class TestHandoutJob : public WindowTest {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> out_;

    /// Empty: all went well.
    QString run(const HandoutRequest& request, QStringList* written = nullptr)
    {
        HandoutJob job(*window_, request);
        QString complaint;
        bool over = false;
        connect(&job, &HandoutJob::failed, this, [&](const QString& sentence) {
            complaint = sentence;
            over = true;
        });
        connect(&job, &HandoutJob::finished, this, [&] { over = true; });
        job.start();
        if (!QTest::qWaitFor([&] { return over; }, waitingTime))
            return "not finished";
        if (written != nullptr)
            *written = job.written();
        return complaint;
    }

    HandoutRequest worksheets(const QString& lesson, int first, int last) const
    {
        HandoutRequest request;
        request.kind = HandoutKind::Worksheet;
        request.lesson = lessonNamed(lesson);
        request.firstSheet = first;
        request.lastSheet = last;
        request.folder = out_->path();
        return request;
    }

    /// A copy for people, where TERMSCOPE_PICTURES names a folder.
    void keep(const QStringList& files) const
    {
        if (const QString folder = qEnvironmentVariable("TERMSCOPE_PICTURES"); !folder.isEmpty())
            for (const QString& path : files)
                QFile::copy(path, folder + '/' + QFileInfo(path).fileName());
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init()
    {
        out_ = std::make_unique<QTemporaryDir>();
        open();
        QSettings().clear();
        OpenFiles files;
        files.limit = someSamples(); // links take it along
        window_->files().openAtStart({}, files);
        QVERIFY(settlePage());
    }

    void cleanup() { window_.reset(); }

    void aPageIsHandedOutWhole_data()
    {
        QTest::addColumn<QString>("page");
        for (const PageInfo& page : pagesTable())
            QTest::newRow(page.key) << page.key;
    }

    /// Every view in sight with its data, and a link that opens the same view; the session is as it was.
    void aPageIsHandedOutWhole()
    {
        QFETCH(QString, page);
        window_->session().changePage(page);
        window_->session().changeBudget(9);
        QVERIFY(settlePage());
        const ViewState view = window_->session().view();
        const OpenFiles files = window_->session().files();
        const int steps = window_->session().undoStack().count();
        HandoutRequest request;
        request.folder = out_->path();
        QStringList written;
        QCOMPARE(run(request, &written), QString());
        QCOMPARE(written, QStringList{out_->filePath("view-" + page + ".html")});
        keep(written);
        QCOMPARE(window_->session().view(), view);
        QCOMPARE(window_->session().files(), files);
        QCOMPARE(window_->session().undoStack().count(), steps);

        const QByteArray html = contents(written[0]);
        const ReadPage read = readPage(html);
        QCOMPARE(faultOf(read, html), QString());
        if (window_->currentPage()->findChildren<ExportableView*>().isEmpty())
            return; // a page of text
        int views = 0;
        for (const ExportableView* shown : window_->currentPage()->findChildren<ExportableView*>()) {
            if (!shown->isVisible())
                continue;
            ++views;
            QVERIFY2(read.text.contains(shown->title().simplified()), qPrintable(shown->title()));
            const auto rows = csvRows(shown->csv());
            if (rows.size() < 2)
                continue;
            QStringList cells; // five digits of each are to be read
            for (const QString& cell : rows[1])
                cells << (cell.contains('.') && cell.toDouble() != 0.0 ? QString::number(cell.toDouble(), 'g', 5)
                                                                       : cell);
            QVERIFY2(read.text.contains(cells.join(' ').simplified()), qPrintable(cells.join(' ')));
        }
        QVERIFY(views > 0);
        QCOMPARE(read.alts.size(), views);
        for (const auto& [name, value] : window_->findChild<SettingsStrip*>()->figures())
            QVERIFY2(read.text.contains(name + ' ' + value), qPrintable(name + ' ' + value));

        const auto link = std::ranges::find_if(read.links,
                                               [](const QString& each) { return each.startsWith("termscope:"); });
        QVERIFY(link != read.links.end());
        MainWindow other;
        other.files().open({*link});
        QTRY_VERIFY_WITH_TIMEOUT(other.session().network(), waitingTime);
        QCOMPARE(other.session().view(), view);
        QCOMPARE(other.session().files(), files);
    }

    void aPageBecomesPages()
    {
        HandoutRequest request;
        request.format = HandoutFormat::Pdf;
        request.folder = out_->path();
        QStringList written;
        QCOMPARE(run(request, &written), QString());
        keep(written);
        const QByteArray pdf = contents(written[0]);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY2(pdf.contains("termscope:?"), "the link is a link in the PDF too");
        const QStringList pages = pdfPages(pdf);
        if (pages.isEmpty())
            SKIP_LACKING("pdftotext", "install Debian's package poppler-utils");
        for (int i = 0; i < pages.size(); ++i)
            QVERIFY(pages[i].contains(QString("page %1 of %2").arg(i + 1).arg(pages.size())));
        QVERIFY(pages.join(' ').contains("Settings"));
    }

    /// Numbers, terms and pairs: read off the sheet, computed here, and found among its answers.
    void answersAreRight()
    {
        HandoutRequest request = worksheets("1-terms", 17, 19);
        request.names = {"Ada", "Alan", "Grace <H>"};
        const ViewState view = window_->session().view();
        const int steps = window_->session().undoStack().count();
        QStringList written;
        QCOMPARE(run(request, &written), QString());
        keep(written);
        QCOMPARE(written.size(), 3);
        QCOMPARE(window_->session().view(), view);
        QCOMPARE(window_->session().undoStack().count(), steps);
        QSet<QString> numbers;
        for (int i = 0; i < 3; ++i) {
            const QByteArray html = contents(written[i]);
            const ReadPage read = readPage(html);
            QCOMPARE(faultOf(read, html), QString());
            QVERIFY(read.text.contains(QString("Sheet %1").arg(17 + i)));
            QVERIFY(read.text.contains("Name: " + request.names[i]));
            const QString answers = read.text.mid(read.text.indexOf(": answers"));
            const QStringList binary = captured("How many terms does (\\d+) have in binary", read.text);
            const QStringList sum = captured("Put (\\d+) together", read.text);
            const QStringList pairs = captured("How many term pairs does (\\d+) · (\\d+) cost", read.text);
            QVERIFY(binary.size() == 1 && sum.size() == 1 && pairs.size() == 2);
            QVERIFY(!read.text.left(read.text.indexOf(": answers")).contains("binary digits is one term"));
            QCOMPARE(captured("1\\. (\\d+) ", answers), QStringList{QString::number(ones(binary[0]))});
            const QStringList terms = captured("2\\. (\\d+) = ([^,]+), for example", answers);
            QCOMPARE(terms.value(0), sum[0]);
            QCOMPARE(sumOfTerms(terms.value(1)), sum[0].toInt());
            QCOMPARE(captured("3\\. (\\d+) ", answers), QStringList{QString::number(ones(pairs[0]) * ones(pairs[1]))});
            numbers << binary[0] + sum[0] + pairs.join(' ');
            // A student who enters the number of the sheet meets the same exercise.
            window_->lessonPlayer().start(request.lesson, static_cast<quint32>(17 + i), 0);
            QCOMPARE(window_->lessonPlayer().names().values.at("n"), binary[0].toDouble());
            window_->lessonPlayer().stop();
        }
        QCOMPARE(numbers.size(), 3); // each has its own
        const QByteArray first = contents(written[0]);
        request.lastSheet = 17;
        request.names = {"Ada"};
        QCOMPARE(run(request), QString());
        QCOMPARE(contents(written[0]), first);
    }

    /// All in one file: a name on each sheet, and every answer after the last of them.
    void answersGoToTheEnd()
    {
        HandoutRequest request = worksheets("2-signed-digits", 1, 3);
        request.format = HandoutFormat::Pdf;
        request.together = true;
        request.names = {"Ada", "Alan", "Grace"};
        QStringList written;
        QCOMPARE(run(request, &written), QString());
        keep(written);
        QCOMPARE(written, QStringList{out_->filePath("2-signed-digits-worksheets-1-3.pdf")});
        const QStringList pages = pdfPages(contents(written[0]));
        if (pages.isEmpty())
            SKIP_LACKING("pdftotext", "install Debian's package poppler-utils");
        qsizetype last = -1;
        qsizetype firstAnswers = pages.size();
        int named = 0;
        for (qsizetype i = 0; i < pages.size(); ++i) {
            if (pages[i].contains("Name: ")) {
                QVERIFY(pages[i].contains(request.names[named++]));
                last = i;
            }
            if (pages[i].contains(": answers"))
                firstAnswers = std::min(firstAnswers, i);
        }
        QCOMPARE(named, 3);
        QVERIFY(last < firstAnswers);
        QCOMPARE(pages.join(' ').count(": answers"), 3);
    }

    /// Answers in a file of their own, or in none; and no sheet tells to drag something.
    void answersGoElsewhere()
    {
        HandoutRequest request = worksheets("4-waterline", 1, 2);
        request.answers = AnswerPlace::OwnFile;
        QStringList written;
        QCOMPARE(run(request, &written), QString());
        QCOMPARE(written.size(), 3);
        QCOMPARE(QFileInfo(written[2]).fileName(), QString("4-waterline-answers-1-2.html"));
        for (int i = 0; i < 2; ++i) {
            const QString text = readPage(contents(written[i])).text;
            QVERIFY(!text.contains(": answers"));
            QVERIFY(text.contains("How many terms does this group keep at k = 12"));
            QVERIFY(!text.contains("Drag the waterline"));
        }
        const QString answers = readPage(contents(written[2])).text;
        QCOMPARE(answers.count("Exactly k, or all that there are."), 2);
        request.answers = AnswerPlace::Nowhere;
        QCOMPARE(run(request, &written), QString());
        QCOMPARE(written.size(), 2);
        QVERIFY(!readPage(contents(written[0])).text.contains(": answers"));
    }

    /// Text, computed numbers and pictures of the views that the steps set, from a window of its own.
    void aLessonIsHandedOut()
    {
        window_->session().changeBudget(7); // of the user alone: the lesson has its own settings
        const ViewState view = window_->session().view();
        HandoutRequest request;
        request.kind = HandoutKind::Lesson;
        request.lesson = lessonNamed("8-stragglers");
        request.folder = out_->path();
        QStringList written;
        QCOMPARE(run(request, &written), QString());
        keep(written);
        QCOMPARE(window_->session().view(), view);
        const QByteArray html = contents(written[0]);
        const ReadPage read = readPage(html);
        QCOMPARE(faultOf(read, html), QString());
        for (const LessonStep& step : request.lesson.steps)
            QVERIFY2(read.text.contains(step.title), qPrintable(step.title));
        QVERIFY(read.text.contains("12 · 3 = 36 cycles")); // k and s of the step
        QCOMPARE(read.alts.size(), 1);
        QVERIFY(read.alts[0].startsWith("steps on one clock"));
        QVERIFY(!read.text.contains("…"));
        // The answer that needs the array: 784 · 512 weights, 49 · 8 pairs a group against 12 · 3.
        const QStringList cycles = captured("([\\d.]+) \\(± 0.1\\) (\\d+) against (\\d+) cycles", read.text);
        QCOMPARE(cycles.size(), 3);
        QVERIFY(std::abs(cycles[0].toDouble() - cycles[1].toDouble() / cycles[2].toDouble()) < 1e-3);
        QVERIFY(std::abs(cycles[0].toDouble() - 392.0 / 36.0) < 0.05);
    }

    void afterAFailureNothingIsThere()
    {
        QFile file(out_->filePath("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        HandoutRequest request;
        request.folder = out_->filePath("file/below");
        const QString complaint = run(request);
        QVERIFY2(complaint.contains("file/below"), qPrintable(complaint));
        QCOMPARE(QDir(out_->path()).entryList(QDir::Files), QStringList{"file"});
    }

    /// Cancelled in the middle: nothing half-written, and what it had begun is gone.
    void aJobCanBeDropped()
    {
        auto job = std::make_unique<HandoutJob>(*window_, worksheets("1-terms", 1, 50));
        QSignalSpy progress(job.get(), &HandoutJob::progressed);
        job->start();
        QVERIFY(QTest::qWaitFor([&] { return !job->written().isEmpty(); }, waitingTime));
        QVERIFY(progress.size() > 0);
        const QStringList written = job->written();
        job.reset();
        QCoreApplication::processEvents(); // what it had begun, if it went on
        const QStringList files = QDir(out_->path()).entryList(QDir::Files);
        QCOMPARE(files.size(), written.size());
        QVERIFY(files.size() < 50);
        for (const QString& path : written)
            QVERIFY(contents(path).endsWith("</html>\n"));
    }

    void theDialogWritesWorksheets()
    {
        QTest::keyClick(window_.get(), Qt::Key_P, Qt::ControlModifier);
        auto* dialog = window_->findChild<HandoutDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        const auto part = [&](const char* name) { return dialog->findChild<QWidget*>(QLatin1String(name)); };
        QVERIFY(!part("lastSheet")->isEnabled());
        QTest::mouseClick(part("handWorksheet"), Qt::LeftButton, {}, QPoint(8, part("handWorksheet")->height() / 2));
        QVERIFY(part("lastSheet")->isEnabled());
        auto* lesson = dialog->findChild<QComboBox*>("handoutLesson");
        lesson->setCurrentIndex(lesson->findData("1-terms"));
        dialog->findChild<QSpinBox*>("firstSheet")->setValue(4);
        dialog->findChild<QSpinBox*>("lastSheet")->setValue(5);
        dialog->findChild<QLineEdit*>("handoutFolder")->setText(out_->path());
        QVERIFY(dialog->findChild<QLabel*>("handoutFiles")->text().contains("1-terms-worksheet-5.pdf"));
        if (const QString folder = qEnvironmentVariable("TERMSCOPE_PICTURES"); !folder.isEmpty())
            dialog->grab().save(folder + "/handout-dialog.png");
        QTest::mouseClick(part("writeHandout"), Qt::LeftButton);
        QVERIFY(!part("writeHandout")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(part("writeHandout")->isEnabled(), waitingTime);
        auto* message = dialog->findChild<QLabel*>("handoutMessage");
        QVERIFY2(message->text().startsWith("Wrote 2 files to "), qPrintable(message->text()));
        QCOMPARE(QDir(out_->path()).entryList(QDir::Files),
                 (QStringList{"1-terms-worksheet-4.pdf", "1-terms-worksheet-5.pdf"}));
        QTest::mouseClick(part("writeHandout"), Qt::LeftButton);
        QTest::mouseClick(part("closeHandout"), Qt::LeftButton);
        QVERIFY2(message->text().startsWith("Stopped"), qPrintable(message->text()));
        QVERIFY(dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }

    void theCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QStringList>("files");
        QTest::newRow("view") << QStringList{"--handout", "view", "--format", "pdf"} << 0 << "view-weights.pdf"
                              << QStringList{"view-weights.pdf"};
        QTest::newRow("sheets") << QStringList{"--handout", "lesson:9-registers", "--sheets", "2-3"} << 0
                                << "9-registers-worksheet-2.html"
                                << QStringList{"9-registers-worksheet-2.html", "9-registers-worksheet-3.html"};
        QTest::newRow("unknown lesson") << QStringList{"--handout", "lesson:nine"} << 2 << "found \"nine\""
                                        << QStringList();
        QTest::newRow("bad range") << QStringList{"--handout", "lesson:9-registers", "--sheets", "0-3"} << 2
                                   << "expected a range of 1…999999" << QStringList();
        QTest::newRow("no file") << QStringList{"--handout", "view", "/nowhere.onnx"} << 2
                                 << "/nowhere.onnx: no such file" << QStringList();
        QTest::newRow("bad folder") << QStringList{"--handout", "view", "--output", "/dev/null/x"} << 2 << "/dev/null/x"
                                    << QStringList();
    }

    void theCommandLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, said);
        QFETCH(QStringList, files);
        if (!arguments.contains("--output"))
            arguments << "--output" << out_->path();
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", home_->path());
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(TERMSCOPE_WINDOW, arguments);
        QVERIFY(program.waitForFinished(waitingTime));
        const QString output = QString::fromUtf8(program.readAll());
        QVERIFY2(program.exitCode() == code, qPrintable(output));
        QVERIFY2(output.contains(said), qPrintable(output));
        QCOMPARE(QDir(out_->path()).entryList(QDir::Files), files);
    }
};

TERMSCOPE_TEST(TestHandoutJob)
#include "TestHandoutJob.moc"
