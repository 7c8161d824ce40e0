// Lessons: their format, their formulas, and how answers are judged.
#include "app/teach/lessons/Judge.h"
#include "app/teach/lessons/LessonNames.h"
#include "app/teach/lessons/LessonText.h"
#include "core/terms/Encoder.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <limits>
#include <set>

using namespace termscope;

namespace {

const QString whole = QStringLiteral(R"(# What a term is

```lesson
minutes: 6
example: digits
```
Terms are *signed powers* of two.

## Powers of two
27 takes {binary_terms(27)} terms in binary.

```text
kept as it is
```

```page
Drag the **budget**.
```

```step
set: page=terms budget=12
point: weightTerms
draw: n 17…255
until: budget <= 6 && n > 0
ask: How many terms does {n} have
  in HESE?
answer: terms(n)
hint: Runs of ones.
reason: Because.
```

## A choice
```step
ask: Which is shorter?
choices: binary | HESE
answer: terms(27) < binary_terms(27) ? 2 : 1
```
)");

Lesson parsed(const QString& markdown)
{
    const Result<Lesson> lesson = parseLesson(QStringLiteral("1-terms"), markdown, lessonNames());
    if (!lesson)
        qFatal("%s", lesson.error().message.c_str());
    return *lesson;
}

} // namespace

class TestLesson : public QObject {
    Q_OBJECT

private slots:
    void wholeLesson();
    void mistakes_data();
    void mistakes();
    void formulas_data();
    void formulas();
    void wrongFormulas_data();
    void wrongFormulas();
    void text();
    void draws();
    void numbersAndChoices();
    void terms();
};

void TestLesson::wholeLesson()
{
    const Lesson lesson = parsed(whole);
    QCOMPARE(lesson.name, "1-terms");
    QCOMPARE(lesson.title, "What a term is");
    QCOMPARE(lesson.minutes, 6);
    QCOMPARE(lesson.example, "digits");
    QCOMPARE(lesson.summary.trimmed(), "Terms are *signed powers* of two.");
    QCOMPARE(lesson.steps.size(), 2U);
    const LessonStep& first = lesson.steps[0];
    QCOMPARE(first.title, "Powers of two");
    QVERIFY(first.markdown.startsWith("27 takes {binary_terms(27)} terms in binary.\n"));
    QVERIFY(first.markdown.contains("```text\nkept as it is\n```"));
    QVERIFY(!first.markdown.contains("weightTerms"));
    QVERIFY(first.markdown.contains("\nDrag the **budget**.\n"));
    QVERIFY(first.printed.startsWith("27 takes {binary_terms(27)} terms in binary.\n"));
    QVERIFY(first.printed.contains("```text\nkept as it is\n```"));
    QVERIFY(!first.printed.contains("budget"));
    QCOMPARE(first.set, (std::vector<std::pair<std::string, std::string>>{{"page", "terms"}, {"budget", "12"}}));
    QCOMPARE(first.point, "weightTerms");
    QCOMPARE(first.until, "budget <= 6 && n > 0");
    QCOMPARE(first.draws.size(), 1U);
    QCOMPARE(first.draws[0].largest, 255);
    QVERIFY(first.question);
    QCOMPARE(first.question->text, "How many terms does {n} have in HESE?");
    QCOMPARE(first.question->kind, QuestionKind::Number);
    QCOMPARE(first.question->reason, "Because.");
    QCOMPARE(lesson.steps[1].question->kind, QuestionKind::Choice);
    QCOMPARE(lesson.steps[1].question->choices, (QStringList{"binary", "HESE"}));
    QVERIFY(lesson.steps[1].until.empty());
}

void TestLesson::mistakes_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("message");
    const auto step = [](const char* lines) {
        return QStringLiteral("# T\n## S\n```step\n%1\n```\n").arg(QString::fromUtf8(lines));
    };
    QTest::newRow("empty") << ""
                           << "1-terms: expected a title, a line \"# …\", found none";
    QTest::newRow("no steps") << "# T\ntext"
                              << "1-terms: expected at least one step, a line \"## …\", found none";
    QTest::newRow("two titles") << "# T\n# U\n"
                                << "1-terms: line 2: expected one title, found a second one, \"# U\"";
    QTest::newRow("open block")
        << "# T\n## S\n```step\nset: k=1"
        << "1-terms: line 3: expected a line \"```\" that ends the block, found the end of the lesson";
    QTest::newRow("step block first")
        << "# T\n```step\npoint: x\n```\n"
        << "1-terms: line 2: expected a step, a line \"## …\", before its block, found it first";
    QTest::newRow("page block first") << "# T\n```page\nDrag k.\n```\n"
                                      << "1-terms: line 2: expected a step, a line \"## …\", before what to do on the "
                                         "page, found it first";
    QTest::newRow("lesson block after") << "# T\n## S\n```lesson\nminutes: 1\n```\n"
                                        << "1-terms: line 3: expected this block before the first step, found it after";
    QTest::newRow("two blocks") << "# T\n## S\n```step\npoint: x\n```\n```step\npoint: x\n```\n"
                                << "1-terms: line 6: expected one block, found a second one";
    QTest::newRow("minutes") << "# T\n```lesson\nminutes: 0\n```\n"
                             << "1-terms: line 3: minutes: expected 1…120, found \"0\"";
    QTest::newRow("no colon") << step("point") << "1-terms: line 4: expected \"key: value\", found \"point\"";
    QTest::newRow("unknown key") << step("hnt: x")
                                 << "1-terms: line 4: expected a key of a step, such as hint, found \"hnt\"";
    QTest::newRow("no value") << step("until:") << "1-terms: line 4: until: expected a value, found nothing";
    QTest::newRow("unknown name") << step(
        "until: kk < 3") << "1-terms: line 4: until: expected a known name or a number, found \"kk\" at column 1";
    QTest::newRow("half a formula") << step("until: k <") << "1-terms: line 4: until: expected more, found its end";
    QTest::newRow("set") << step("set: budget") << "1-terms: line 4: set: expected key=value, found \"budget\"";
    QTest::newRow("draw") << step("draw: n 5")
                          << "1-terms: line 4: draw: expected a name and a range, such as \"n 17…255\", found \"n 5\"";
    QTest::newRow("draw backwards") << step(
        "draw: n 5…4") << "1-terms: line 4: draw: expected a name and a range, such as \"n 17…255\", found \"n 5…4\"";
    QTest::newRow("draw a known name") << step("draw: budget 1…2")
                                       << "1-terms: line 4: draw: expected a new name, found \"budget\"";
    QTest::newRow("answer alone") << step("answer: 3")
                                  << "1-terms: line 4: answer: expected a question, \"ask: …\", before it, found none";
    QTest::newRow("no answer")
        << step("ask: Why?")
        << "1-terms: line 2: expected \"answer: …\" or \"assemble: …\" for the question of this step, found none";
    QTest::newRow("one choice")
        << step("ask: Why?\nchoices: a")
        << "1-terms: line 5: choices: expected at least two sentences with | between them, found \"a\"";
    QTest::newRow("most without terms") << step("ask: Why?\nanswer: 1\nmost: 2")
                                        << "1-terms: line 2: most: expected beside assemble, found without it";
}

void TestLesson::mistakes()
{
    QFETCH(QString, markdown);
    QFETCH(QString, message);
    const Result<Lesson> lesson = parseLesson(QStringLiteral("1-terms"), markdown, lessonNames());
    QVERIFY(!lesson);
    QCOMPARE(QString::fromStdString(lesson.error().message), message);
}

void TestLesson::formulas_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<double>("value");
    QTest::newRow("setting") << "budget / group_size" << 1.5;
    QTest::newRow("symbols") << "k == 12 && g == 8 && s == 3" << 1.0;
    QTest::newRow("27 in HESE: 32 - 4 - 1") << "terms(27)" << 3.0;
    QTest::newRow("27 in binary: 16 + 8 + 2 + 1") << "binary_terms(27)" << 4.0;
    QTest::newRow("negative: 4 - 1") << "terms(-3)" << 2.0;
    QTest::newRow("digits of 27") << "digits(27)" << 5.0;
    QTest::newRow("digits of 0") << "digits(0)" << 0.0;
    QTest::newRow("largest of 8 bits") << "qmax(8)" << 127.0;
    QTest::newRow("condition") << "1 > 2 ? 3 : 4" << 4.0;
    QTest::newRow("not known yet, compared") << "accuracy < 95" << 0.0;
    QTest::newRow("page") << "on_weights - on_terms" << 1.0;
}

void TestLesson::formulas()
{
    QFETCH(QString, formula);
    QFETCH(double, value);
    Session session;
    Workbench workbench(session);
    const Result<double> found = evaluateExpression(formula.toStdString(), lessonNames(session, workbench));
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QCOMPARE(*found, value);
}

void TestLesson::wrongFormulas_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << ""
                             << "expected a formula, found nothing";
    QTest::newRow("bracket") << "terms(27"
                             << "expected a closing bracket, found its end";
    QTest::newRow("no number") << "0 / 0"
                               << "expected a number as the result of \"0 / 0\", found none";
    QTest::newRow("too long") << QString(2000, '(') << "expected a formula of at most 1000 characters, found 2000";
}

void TestLesson::wrongFormulas()
{
    QFETCH(QString, formula);
    QFETCH(QString, message);
    const Result<double> found = evaluateExpression(formula.toStdString(), lessonNames());
    QVERIFY(!found);
    QCOMPARE(QString::fromStdString(found.error().message), message);
}

void TestLesson::text()
{
    QLocale::setDefault(QLocale::c());
    ExpressionNames names = lessonNames();
    names.values["n"] = 27.0;
    names.values["third"] = 1.0 / 3.0;
    names.values["missing"] = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(filledIn("{n} has {terms(n)} terms; {third}, {missing}; {not a formula}", names),
             "27 has 3 terms; 0.3333, …; {not a formula}");
    QCOMPARE(filledIn("2^{n} − 2^{4 - n}, 2^{third}, 2^{missing}, 2^{n} pairs", names),
             "2²⁷ − 2⁻²³, 2^0.3333, 2^…, 2²⁷ pairs");
    QCOMPARE(formulasIn("{a} and {b + 1}"), (std::vector<std::string>{"a", "b + 1"}));
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(filledIn("{third}", names), "0,3333");
    QLocale::setDefault(QLocale::c());
}

void TestLesson::draws()
{
    const std::vector<LessonDraw> draws{{"n", 17, 19}, {"m", -5, -5}};
    std::set<double> seen;
    for (quint32 seed = 0; seed < 100; ++seed) {
        const auto values = drawn(draws, seed, 1);
        QCOMPARE(values, drawn(draws, seed, 1));
        QCOMPARE(values.at("m"), -5.0);
        seen.insert(values.at("n"));
    }
    QCOMPARE(seen, (std::set<double>{17.0, 18.0, 19.0}));
}

void TestLesson::numbersAndChoices()
{
    const ExpressionNames names = lessonNames();
    LessonQuestion question;
    question.answer = "terms(27)";
    QCOMPARE(judge(question, {3.0, {}}, names), Verdict::Right);
    QCOMPARE(judge(question, {4.0, {}}, names), Verdict::Wrong);
    question.answer = "1 / 3";
    QCOMPARE(judge(question, {0.3333, {}}, names), Verdict::Right);
    QCOMPARE(judge(question, {0.33, {}}, names), Verdict::Wrong);
    question.tolerance = "0.01";
    QCOMPARE(judge(question, {0.33, {}}, names), Verdict::Right);
    question.answer = "accuracy";
    ExpressionNames unknown = names;
    unknown.values["accuracy"] = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(judge(question, {99.0, {}}, unknown), Verdict::Unknown);
}

/// All 8-bit magnitudes: binary makes the number, and is too long where HESE is shorter.
void TestLesson::terms()
{
    ExpressionNames names = lessonNames();
    LessonQuestion question;
    question.kind = QuestionKind::Terms;
    question.answer = "n";
    question.most = "terms(n)";
    for (int n = 1; n < 256; ++n) {
        names.values["n"] = n;
        const auto hese = encodeTerms(n, Encoding::Hese);
        const auto binary = encodeTerms(n, Encoding::Binary);
        QCOMPARE(judge(question, {0.0, hese}, names), Verdict::Right);
        QCOMPARE(judge(question, {0.0, binary}, names),
                 binary.size() > hese.size() ? Verdict::TooManyTerms : Verdict::Right);
        QCOMPARE(judge(question, {0.0, encodeTerms(n + 1, Encoding::Hese)}, names), Verdict::Wrong);
    }
}

TERMSCOPE_TEST(TestLesson)
#include "TestLesson.moc"
