// A lesson in another language is the same lesson: steps, settings, formulas, pictures and answers.
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonText.h"
#include "tests/support/TestClass.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>
#include <tuple>

using namespace termscope;

namespace {

std::vector<std::string> sortedFormulas(const QString& text)
{
    std::vector<std::string> formulas = formulasIn(text);
    std::ranges::sort(formulas);
    return formulas;
}

QStringList pictures(const QString& markdown)
{
    static const QRegularExpression picture(QStringLiteral("\\]\\((picture:[^)]+)\\)"));
    QStringList addresses;
    for (auto match = picture.globalMatch(markdown); match.hasNext();)
        addresses << match.next().captured(1);
    return addresses;
}

auto drawsOf(const LessonStep& step)
{
    std::vector<std::tuple<std::string, int, int>> draws;
    for (const LessonDraw& draw : step.draws)
        draws.emplace_back(draw.name, draw.smallest, draw.largest);
    return draws;
}

/// Empty where the questions agree in everything but words.
QString difference(const LessonQuestion& english, const LessonQuestion& other)
{
    if (english.kind != other.kind || english.answer != other.answer || english.tolerance != other.tolerance
        || english.most != other.most)
        return QStringLiteral("answer");
    if (english.choices.size() != other.choices.size())
        return QStringLiteral("choices");
    if (english.hint.isEmpty() != other.hint.isEmpty() || english.reason.isEmpty() != other.reason.isEmpty())
        return QStringLiteral("hint or reason");
    for (const auto& [one, two] : {std::pair{english.text, other.text}, std::pair{english.hint, other.hint},
                                   std::pair{english.reason, other.reason}})
        if (sortedFormulas(one) != sortedFormulas(two))
            return QStringLiteral("formulas in \"%1\"").arg(two);
    return {};
}

QString difference(const LessonStep& english, const LessonStep& other)
{
    if (english.set != other.set)
        return QStringLiteral("set");
    if (english.point != other.point)
        return QStringLiteral("point");
    if (english.until != other.until)
        return QStringLiteral("until");
    if (drawsOf(english) != drawsOf(other))
        return QStringLiteral("draw");
    if (pictures(english.markdown) != pictures(other.markdown))
        return QStringLiteral("pictures");
    if (sortedFormulas(english.markdown) != sortedFormulas(other.markdown))
        return QStringLiteral("formulas in the text");
    if (english.question.has_value() != other.question.has_value())
        return QStringLiteral("ask");
    return english.question ? difference(*english.question, *other.question) : QString();
}

} // namespace

class TestLessonTranslations : public QObject {
    Q_OBJECT

private slots:
    void translationsAreTheSameLesson_data();
    void translationsAreTheSameLesson();
    void otherLanguagesAreEnglish();
};

void TestLessonTranslations::translationsAreTheSameLesson_data()
{
    QTest::addColumn<Language>("language");
    QTest::newRow("German") << Language::German;
    QTest::newRow("Chinese") << Language::Chinese;
}

void TestLessonTranslations::translationsAreTheSameLesson()
{
    QFETCH(Language, language);
    const std::vector<Lesson> english = embeddedLessons(Language::English);
    const std::vector<Lesson> translated = embeddedLessons(language);
    QVERIFY(english.size() >= 11);
    QCOMPARE(translated.size(), english.size());
    for (std::size_t i = 0; i < english.size(); ++i) {
        const Lesson& one = english[i];
        const Lesson& two = translated[i];
        QCOMPARE(two.name, one.name);
        QVERIFY2(two.title != one.title, qPrintable(one.name + QStringLiteral(" is not translated")));
        QCOMPARE(two.example, one.example);
        QCOMPARE(two.minutes, one.minutes);
        QCOMPARE(two.summary.trimmed().isEmpty(), one.summary.trimmed().isEmpty());
        QCOMPARE(sortedFormulas(two.summary), sortedFormulas(one.summary));
        QVERIFY2(two.steps.size() == one.steps.size(), qPrintable(one.name));
        for (std::size_t step = 0; step < one.steps.size(); ++step) {
            const QString where = one.name + QStringLiteral(", ") + one.steps[step].title + QStringLiteral(": ");
            QVERIFY2(two.steps[step].title != one.steps[step].title, qPrintable(where));
            QVERIFY2(!two.steps[step].markdown.trimmed().isEmpty() || one.steps[step].markdown.trimmed().isEmpty(),
                     qPrintable(where));
            const QString differs = difference(one.steps[step], two.steps[step]);
            QVERIFY2(differs.isEmpty(), qPrintable(where + differs));
        }
    }
}

/// Without a choice, as at the start of this test, lessons are English.
void TestLessonTranslations::otherLanguagesAreEnglish()
{
    QCOMPARE(embeddedLessons().front().title, embeddedLessons(Language::English).front().title);
    QCOMPARE(embeddedLessons(Language::English).front().title, "What a term is");
}

TERMSCOPE_TEST(TestLessonTranslations)
#include "TestLessonTranslations.moc"
