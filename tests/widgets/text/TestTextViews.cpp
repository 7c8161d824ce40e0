// The text with its chosen word, and the next words: real clicks and keys, what is drawn and what is exported.
#include "tests/support/TestClass.h"
#include "widgets/text/NextWordView.h"
#include "widgets/text/TextStrip.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QtTest>

using namespace termscope;

namespace {

struct Words {
    VocabularyPtr vocabulary;
    std::shared_ptr<const TokenText> text;
};

Words words(const std::string& lines)
{
    auto vocabulary = std::make_shared<Vocabulary>();
    Result<TokenText> text = parseTokens(lines, "tale", *vocabulary, true);
    return {vocabulary, std::make_shared<const TokenText>(std::move(*text))};
}

struct Strip {
    TextStrip strip;
    QPlainTextEdit* view = strip.findChild<QPlainTextEdit*>(QStringLiteral("words"));
    QSpinBox* number = strip.findChild<QSpinBox*>(QStringLiteral("token"));
    QSlider* slider = strip.findChild<QSlider*>(QStringLiteral("place"));

    Strip()
    {
        strip.setPalette(lightPalette());
        strip.resize(600, 240);
        strip.show();
        if (!QTest::qWaitForWindowExposed(&strip))
            qFatal("the strip does not show");
    }
    QString marked(int which) const
    {
        const auto marks = view->extraSelections();
        return which < marks.size() ? marks[which].cursor.selectedText().trimmed() : QString();
    }
};

NextWords sample()
{
    NextWords found;
    found.place = 5;
    found.context = 4;
    found.words = {{0, 0.5, 0.25}, {1, 0.25, 0.5}};
    found.target = {2, 0.01, 0.02};
    found.referenceRank = 7;
    found.currentRank = 6;
    found.divergence = 0.25;
    return found;
}

} // namespace

class TestTextViews : public QObject {
    Q_OBJECT

private slots:
    /// 0 the, 1 cat, 2 saw, 3 <eos>, 4 the, 5 dog, 6 <eos>.
    void marksAndClicks()
    {
        Strip view;
        const Words tale = words("the cat saw\nthe dog\n");
        view.strip.setText(tale.text, tale.vocabulary);
        QCOMPARE(view.view->toPlainText(), QString("the cat saw ⏎\nthe dog ⏎\n"));
        QSignalSpy chosen(&view.strip, &TextStrip::tokenChosen);
        view.strip.showToken(5, 3);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(view.marked(0), QString("saw ⏎\u2029the"));
        QCOMPARE(view.marked(1), QString("dog"));
        QCOMPARE(view.number->value(), 5);
        QCOMPARE(view.slider->value(), 5);
        // A click on "saw".
        QTextCursor cursor(view.view->document());
        cursor.setPosition(9);
        QTest::mouseClick(view.view->viewport(), Qt::LeftButton, {},
                          view.view->cursorRect(cursor).center() + QPoint(2, 0));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last()[0].toInt(), 2);
        QCOMPARE(chosen.last()[1].toBool(), false);
        view.number->setFocus();
        view.number->selectAll();
        QTest::keyClicks(view.number, "6");
        QTest::keyClick(view.number, Qt::Key_Return);
        QCOMPARE(chosen.last()[0].toInt(), 6);
        // The first token has nothing before it.
        cursor.setPosition(1);
        const auto before = chosen.size();
        QTest::mouseClick(view.view->viewport(), Qt::LeftButton, {}, view.view->cursorRect(cursor).center());
        QCOMPARE(chosen.size(), before);
    }

    void longTextsAreCut()
    {
        std::string lines;
        for (int i = 0; i < 260'000; ++i)
            lines += i % 20 == 19 ? "w\n" : "w ";
        Strip view;
        const Words tale = words(lines);
        view.strip.setText(tale.text, tale.vocabulary);
        const auto last = static_cast<std::int64_t>(tale.text->tokens.size()) - 1;
        QCOMPARE(view.number->maximum(), last);
        for (const std::int64_t token : {std::int64_t{1}, std::int64_t{150'003}, last}) {
            view.strip.showToken(token, 64);
            QCOMPARE(view.strip.token(), token);
            QVERIFY(!view.marked(1).isEmpty() || tale.text->tokens[static_cast<std::size_t>(token)] == 1);
            QVERIFY(view.view->toPlainText().size() < 300'000);
        }
    }

    void withoutText()
    {
        Strip view;
        QVERIFY(!view.slider->isEnabled());
        QVERIFY(!view.view->placeholderText().isEmpty());
        view.strip.showToken(3, 2);
        QCOMPARE(view.strip.token(), 0);
    }

    /// The word that comes is shown even where it is none of the likeliest.
    void nextWords()
    {
        NextWordView view;
        view.resize(420, 420);
        view.show();
        const Words tale = words("the cat saw\n");
        view.setWords(sample(), tale.vocabulary);
        QCOMPARE(view.csv(),
                 QString("word,float_percent,current_percent,comes\nthe,50,25,0\ncat,25,50,0\nsaw,1,2,1\n"));
        QVERIFY2(
            view.caption().startsWith(QString(
                "“saw” comes: 1.00 % in float (place 7), 2.00 % now (place 6). Divergence from float: 0.25 nats.")),
            qPrintable(view.caption()));
        const QString picture = QString::fromUtf8(view.svg());
        for (const char* word : {"the", "cat", "▸ saw", "50.0 %", "float"})
            QVERIFY2(picture.contains(QString::fromUtf8(word)), word);
        NextWords strange = sample();
        strange.target.word = 40;
        view.setWords(strange, tale.vocabulary);
        QVERIFY(view.csv().contains("word 40"));
        view.clear();
        view.setPlaceholder("nothing yet");
        QVERIFY(view.caption().isEmpty());
        QVERIFY(QString::fromUtf8(view.svg()).contains("nothing yet"));
    }
};

TERMSCOPE_TEST(TestTextViews)
#include "TestTextViews.moc"
