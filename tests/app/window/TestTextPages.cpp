// Text and images in the window: perplexity and the next word, files of text, activations at a chosen place, pairs.
#include "app/files/TextDialog.h"
#include "app/teach/lessons/LessonNames.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/study/PairStudy.h"
#include "tests/app/TestWindow.h"
#include "tests/core/evaluate/FailingNetworks.h"
#include "tests/support/TestClass.h"
#include "widgets/images/DigitStrip.h"
#include "widgets/images/PlacePicker.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/PairHistogramPlot.h"
#include "widgets/terms/TermGrid.h"
#include "widgets/text/NextWordView.h"
#include "widgets/text/TextStrip.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QtTest>

using namespace termscope;

class TestTextPages : public WindowTest {
    Q_OBJECT

private:
    void openNamed(const QString& example)
    {
        OpenFiles files;
        files.example = example;
        files.limit = someSamples();
        window_->files().openAtStart({}, files);
        QTRY_COMPARE_WITH_TIMEOUT(session().files().example, example, 1000 * patience);
    }

    /// A text of its own, few tokens long, in words that the verses' network knows.
    QString shortText()
    {
        const QString path = home_->filePath(QStringLiteral("short.txt"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no text could be written");
        for (int line = 0; line < 12; ++line)
            file.write("and the lord said unto moses , behold the land is before thee .\n");
        return path;
    }

    /// Once the text and its curve are evaluated as far as they will be.
    void openShort()
    {
        openNamed(QStringLiteral("verses"));
        OpenFiles files = session().files();
        files.tokens = shortText();
        files.streams = 2;
        window_->files().openText(files);
        QTRY_COMPARE_WITH_TIMEOUT(session().files().tokens, files.tokens, 1000 * patience);
        QVERIFY(settle());
    }

private slots:
    void init() { open(); }

    void cleanup() { window_.reset(); }

    /// What the window shows of a text is what core finds on its own; the curve is perplexity.
    void perplexityIsTheEvaluators()
    {
        openShort();
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        const EvaluationPtr shown = workbench().evaluation();
        QVERIFY2(shown && shown->exact(), qPrintable(workbench().obstacle()));
        auto evaluator = TextEvaluator::create(session().network(), session().text()->text, {.streams = 2});
        QVERIFY(evaluator);
        const Evaluation own = evaluator->evaluate(Method::Revealed, session().settings());
        QCOMPARE(shown->evaluated, own.evaluated);
        QVERIFY(std::abs(shown->perplexity() / own.perplexity() - 1.0) < 1e-9);
        QVERIFY(workbench().curve()->complete);
        QCOMPARE(workbench().curve()->exactPoints(), workbench().curve()->points);
        QVERIFY(workbench().curve()->rows.front().text.has_value());
        QVERIFY(child<AccuracyPlot>()->csv().startsWith(
            "series,method,weight_bits,data_bits,group_size,budget,data_terms,tokens,perplexity"));
        QVERIFY(child<NextWordView>(QStringLiteral("nextWords"))->isVisible());
        QVERIFY(child<TextStrip>()->isVisible());
        QVERIFY(!child<DigitStrip>()->isVisible());
    }

    /// A typed token and another budget change the next words; undo brings both back.
    void nextWordsFollow()
    {
        openShort();
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        auto* number = child<TextStrip>()->findChild<QSpinBox*>(QStringLiteral("token"));
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, QStringLiteral("7"));
        QTest::keyClick(number, Qt::Key_Return);
        QCOMPARE(session().view().token, 7);
        QVERIFY(settle());
        const NextWordsPtr before = workbench().nextWords();
        QVERIFY(before);
        QCOMPARE(before->place, 7);
        QCOMPARE(before->context, 7);
        QCOMPARE(before->target.word, session().text()->text->tokens[7]);
        session().changeSetting("budget", 2);
        QVERIFY(settle());
        QCOMPARE(workbench().nextWords()->target.reference, before->target.reference);
        QVERIFY(workbench().nextWords()->divergence > before->divergence);
        session().undoAction()->trigger();
        session().undoAction()->trigger();
        QVERIFY(session().view().token != 7);
    }

    /// A lesson of one's own about an open text: its tokens are counted in that text.
    void aLessonSetsTheToken()
    {
        openShort();
        LessonPlayer& player = window_->lessonPlayer();
        const Result<Lesson> lesson = parseLesson(
            QStringLiteral("own"),
            QStringLiteral("# Tokens\n\n```lesson\nminutes: 1\n```\nAbout.\n\n## One\nLook.\n\n"
                           "```step\nset: page=accuracy token=9\n```\n"),
            lessonNames(session(), workbench()));
        QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
        QSignalSpy failed(&player, &LessonPlayer::failed);
        player.start(*lesson, 1);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(session().view().token, 9);
    }

    /// The view of a text comes back from a session and a link.
    void textsAreSaved()
    {
        openShort();
        session().chooseToken(9);
        const QString path = home_->filePath(QStringLiteral("text.json"));
        QVERIFY(window_->files().saveSession(path));
        const SavedView saved = session().saved();
        openNamed(QStringLiteral("digits"));
        QVERIFY(settle());
        window_->files().open({path});
        QTRY_COMPARE_WITH_TIMEOUT(session().view().token, 9, 1000 * patience);
        QCOMPARE(session().files().tokens, saved.files.tokens);
        QCOMPARE(session().files().streams, 2);
        QCOMPARE(session().saved().view, saved.view);
    }

    /// The rows of a language model's layers meet the activations at the chosen token.
    void activationsOfText()
    {
        openShort();
        session().changePage(QStringLiteral("terms"));
        QVERIFY(settle());
        QVERIFY(workbench().group()->hasData);
        const std::vector<float> before = workbench().group()->dataFloats;
        session().chooseToken(5);
        QVERIFY(settle());
        QVERIFY(workbench().group()->dataFloats != before);
        QVERIFY2(workbench().pairs() && workbench().pairs()->workload == Workload::Text,
                 qPrintable(workbench().pairs.obstacle()));
        QVERIFY(!child<PairHistogramPlot>()->isEmpty());
    }

    /// Words that the network cannot know, and files that are no text, change nothing.
    void badTexts()
    {
        openShort();
        const OpenTextPtr open = session().text();
        OpenFiles files = session().files();
        files.tokens = home_->filePath(QStringLiteral("none.txt"));
        window_->files().openText(files);
        QTRY_VERIFY(window_->findChild<QMessageBox*>(QStringLiteral("complaint")) != nullptr);
        QVERIFY(
            window_->findChild<QMessageBox*>(QStringLiteral("complaint"))->text().contains(QStringLiteral("none.txt")));
        QCOMPARE(session().text(), open);
        // One stream too many for the text: a sentence in place of the figures.
        files.tokens = shortText();
        files.streams = 4000;
        window_->files().openText(files);
        QTRY_VERIFY_WITH_TIMEOUT(!workbench().obstacle().isEmpty(), 1000 * patience);
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        QVERIFY(workbench().evaluation() == nullptr);
    }

    /// What a network cannot be run on is said where the figure would stand, in place of "evaluating …"; a text that it
    /// can be run on brings the figures.
    void aTextThatCannotBeRun()
    {
        const auto write = [this](const char* name, const std::string& content) {
            const QByteArray bytes = QByteArray::fromStdString(content);
            QFile file(home_->filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
        };
        openShort();
        const QString network = write("failing.onnx", samples::failingTextNetwork());
        window_->files().open({network});
        QTRY_COMPARE_WITH_TIMEOUT(session().files().network, network, 1000 * patience);
        OpenFiles files = session().files();
        files.vocabulary = write("words.txt", samples::failingVocabulary());
        files.streams = 1;
        for (const int strange : {150, -1}) {
            files.tokens = write(strange < 0 ? "whole.txt" : "strange.txt", samples::failingText(strange));
            window_->files().openText(files);
            QTRY_COMPARE_WITH_TIMEOUT(session().files().tokens, files.tokens, 1000 * patience);
            session().changePage(QStringLiteral("accuracy"));
            QVERIFY(settle());
            if (strange < 0) {
                QCOMPARE(workbench().obstacle(), QString());
                QVERIFY(workbench().evaluation() && workbench().evaluation()->exact());
                continue;
            }
            QVERIFY2(workbench().obstacle().contains(QStringLiteral("failing.onnx: node \"lookup\": ")),
                     qPrintable(workbench().obstacle()));
            QVERIFY(workbench().evaluation() == nullptr);
            QCOMPARE(window_->findChild<QLabel*>(QStringLiteral("accuracy"))->text(), workbench().obstacle());
        }
    }

    /// The sentence in place of the figures; the window lives on, and other files are as before.
    void aNetworkBeyondMemory()
    {
        if (!samples::allocationsMayFail)
            return; // a sanitizer would end the process
        openShort();
        const QString path = home_->filePath(QStringLiteral("huge.onnx"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(samples::hugeNetwork()));
        file.close();
        window_->files().open({path});
        QTRY_COMPARE_WITH_TIMEOUT(session().files().network, path, 1000 * patience);
        OpenFiles files = session().files();
        files.tokens = shortText();
        files.streams = 1;
        window_->files().openText(files);
        QTRY_COMPARE_WITH_TIMEOUT(session().files().tokens, files.tokens, 1000 * patience);
        QVERIFY(settle());
        QCOMPARE(workbench().obstacle(),
                 QStringLiteral("huge.onnx: computing this view needs more memory than there is."));
        QCOMPARE(window_->findChild<QLabel*>(QStringLiteral("accuracy"))->text(), workbench().obstacle());
        openNamed(QStringLiteral("digits"));
        QVERIFY(settle());
        QCOMPARE(workbench().obstacle(), QString());
        QVERIFY(workbench().evaluation() && workbench().evaluation()->exact());
    }

    void theDialogTellsWhatWasTyped()
    {
        OpenFiles now;
        now.streams = 3;
        TextDialog dialog(now, window_.get());
        QCOMPARE(dialog.files(), now);
        dialog.findChild<QLineEdit*>(QStringLiteral("tokens"))->setText(QStringLiteral(" /a/b.txt "));
        dialog.findChild<QLineEdit*>(QStringLiteral("vocabulary"))->setText(QStringLiteral("/a/v.txt"));
        dialog.findChild<QSpinBox*>(QStringLiteral("streams"))->setValue(7);
        QCOMPARE(dialog.files().tokens, QStringLiteral("/a/b.txt"));
        QCOMPARE(dialog.files().vocabulary, QStringLiteral("/a/v.txt"));
        QCOMPARE(dialog.files().streams, 7);
        QCOMPARE(dialog.files().order, TokenOrder::FoundOut);
        dialog.findChild<QComboBox*>(QStringLiteral("order"))->setCurrentIndex(2);
        QCOMPARE(dialog.files().order, TokenOrder::BatchFirst);
    }

    /// An image's activations are asked for on the page of accuracy, and shown on that of terms, at the place that is
    /// dragged to.
    void activationsAtAPlace()
    {
        openNamed(QStringLiteral("fashion"));
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        QCOMPARE(QString::fromStdString(session().dataset()->classNames.front()), QStringLiteral("T-shirt or top"));
        auto* strip = child<DigitStrip>();
        strip->selectImage(11);
        QTest::mouseClick(strip->findChild<QPushButton*>(QStringLiteral("activations")), Qt::LeftButton);
        QCOMPARE(session().view().image, 11);
        QCOMPARE(session().view().page, QStringLiteral("terms"));
        QVERIFY(settle());
        auto* picker = child<PlacePicker>();
        if (!session().layer()->window)
            session().chooseLayer(0);
        QVERIFY(settle());
        QVERIFY(picker->isChoosing());
        QCOMPARE(workbench().group()->image, 11);
        const std::vector<float> middle = workbench().group()->dataFloats;
        QTest::mousePress(picker, Qt::LeftButton, {}, {36, 36});
        QTest::mouseMove(picker, {30, 20});
        QTest::mouseMove(picker, {36, 18});
        QTest::mouseRelease(picker, Qt::LeftButton, {}, {36, 18});
        QVERIFY(session().view().placeRow >= 0 && session().view().placeRow < 14);
        QVERIFY(settle());
        QVERIFY(workbench().group()->dataFloats != middle);
        session().undoAction()->trigger();
        QCOMPARE(session().view().placeRow, -1);
        QVERIFY(settle());
        QVERIFY(workbench().group()->dataFloats == middle);
    }

    /// The histogram is that of the chosen layer, and TR's moves with the budget.
    void pairsFollowLayerAndBudget()
    {
        openNamed(QStringLiteral("fashion"));
        session().changePage(QStringLiteral("terms"));
        QVERIFY(settle());
        const PairComparisonPtr first = workbench().pairs();
        QVERIFY2(first, qPrintable(workbench().pairs.obstacle()));
        QCOMPARE(first->layer, session().view().layer);
        session().changeSetting("budget", 4);
        QVERIFY(settle());
        QVERIFY(workbench().pairs()->current.pairs.mean() < first->current.pairs.mean());
        QCOMPARE(workbench().pairs()->quantized.pairs.counts, first->quantized.pairs.counts);
        QVERIFY(child<PairHistogramPlot>()->caption().contains(QStringLiteral("99 % of dot products need at most")));
    }

    /// A limit evaluates the first images alone, those of an example too.
    void theFirstImages()
    {
        OpenFiles files;
        files.limit = 100;
        window_->files().openAtStart({}, files);
        QVERIFY(settle());
        QCOMPARE(workbench().evaluation()->total, 100);
    }
};

TERMSCOPE_TEST(TestTextPages)
#include "TestTextPages.moc"
