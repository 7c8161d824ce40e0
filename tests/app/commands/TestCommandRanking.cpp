// What is found for what is typed, and in which order: without a window.
#include "app/commands/CommandRanking.h"
#include "app/commands/CommandSources.h"
#include "app/commands/FuzzyMatch.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

Command named(const QString& title, const QString& topic = {})
{
    Command command;
    command.id = title;
    command.title = title;
    command.topic = topic;
    return command;
}

Command numbered(const QString& title, int minimum, int maximum, int value, const QStringList& aliases = {})
{
    Command command = named(title, QStringLiteral("Settings"));
    command.aliases = aliases;
    command.number = Command::Number{minimum, maximum, value, [](int) {}};
    return command;
}

QStringList titles(const std::vector<Offer>& offers)
{
    QStringList found;
    for (const Offer& offer : offers)
        found << offer.title;
    return found;
}

} // namespace

class TestCommandRanking : public QObject {
    Q_OBJECT

private slots:
    void kindsOfMatches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<int>("kind"); // −1: none
        QTest::newRow("whole, other case") << "export Revealed weights" << int(MatchKind::Whole);
        QTest::newRow("prefix") << "export rev" << int(MatchKind::Prefix);
        QTest::newRow("blanks around") << "  exp " << int(MatchKind::Prefix);
        QTest::newRow("nothing typed") << "" << int(MatchKind::Prefix);
        QTest::newRow("a later word") << "weights" << int(MatchKind::WordStarts);
        QTest::newRow("words in any order") << "wei rev" << int(MatchKind::WordStarts);
        QTest::newRow("initials") << "erw" << int(MatchKind::Initials);
        QTest::newRow("beginnings of words") << "exrewe" << int(MatchKind::Initials);
        QTest::newRow("inside") << "port" << int(MatchKind::Inside);
        QTest::newRow("scattered") << "xpwgs" << int(MatchKind::Subsequence);
        QTest::newRow("wrong order") << "wre x" << -1;
        QTest::newRow("a letter it lacks") << "exportz" << -1;
    }
    void kindsOfMatches()
    {
        QFETCH(QString, pattern);
        QFETCH(int, kind);
        const auto match = matchText(pattern, QStringLiteral("Export revealed weights"));
        QCOMPARE(match ? static_cast<int>(match->kind) : -1, kind);
    }

    void closerLettersAreBetter()
    {
        const auto near = matchText(QStringLiteral("ac"), QStringLiteral("xabc"));
        const auto far = matchText(QStringLiteral("ac"), QStringLiteral("xabbbbc"));
        QCOMPARE(near->gaps, 1);
        QCOMPARE(far->gaps, 4);
        QVERIFY(*near < *far);
    }

    void prefixBeforeWordsBeforeLetters()
    {
        const std::vector<Command> commands{named("Resume tops"), named("Open step"), named("Steps of a race")};
        QCOMPARE(titles(rankedOffers(commands, "step", {})), QStringList({"Steps of a race", "Open step"}));
        QCOMPARE(titles(rankedOffers(commands, "rto", {})).front(), QString("Resume tops"));
    }

    /// Among equal fits what was used last comes first; a better fit is not overtaken.
    void usedLatelyFirstAmongEquals()
    {
        const std::vector<Command> commands{named("Save session"), named("Save session as …"), named("Open, save")};
        QCOMPARE(titles(rankedOffers(commands, "save s", {"Save session as …"})),
                 QStringList({"Save session as …", "Save session"}));
        QCOMPARE(titles(rankedOffers(commands, "save", {"Open, save"})),
                 QStringList({"Save session", "Save session as …", "Open, save"}));
        QCOMPARE(titles(rankedOffers(commands, "", {"Open, save", "Save session as …"})),
                 QStringList({"Open, save", "Save session as …", "Save session"}));
    }

    void topicFindsTooButLater()
    {
        const std::vector<Command> commands{named("Dark", "View › Theme"), named("Theme music")};
        QCOMPARE(titles(rankedOffers(commands, "theme", {})), QStringList({"Theme music", "Dark"}));
        QCOMPARE(titles(rankedOffers(commands, "theme dark", {})), QStringList({"Dark"}));
    }

    void aNumberAfterANameSetsIt()
    {
        const std::vector<Command> commands{named("Terms"), numbered("Term budget", 1, 64, 9, {"k", "budget"})};
        for (const char* typed : {"term budget 12", "k 12", "k=12", "budget: 12", "tb 12", "term budget  +12 "}) {
            const std::vector<Offer> offers = rankedOffers(commands, QString::fromUtf8(typed), {});
            QVERIFY2(!offers.empty(), typed);
            QCOMPARE(offers.front().title, QString("Set Term budget to 12"));
            QCOMPARE(offers.front().number, std::optional(12));
            QVERIFY(offers.front().runnable);
        }
    }

    void aNumberOutOfRangeIsNotSet()
    {
        const std::vector<Command> commands{numbered("Term budget", 1, 64, 9)};
        for (const char* typed : {"term budget 65", "term budget 0", "term budget -3"}) {
            const Offer offer = rankedOffers(commands, QString::fromUtf8(typed), {}).front();
            QVERIFY2(!offer.runnable, typed);
            QVERIFY2(offer.remark.contains("1…64"), qPrintable(offer.remark));
        }
        // Too many digits for a number: no name is like that either.
        QVERIFY(rankedOffers(commands, "term budget 99999999999", {}).empty());
    }

    void aNumberMissingIsAskedFor()
    {
        const Offer offer = rankedOffers({numbered("Term budget", 1, 64, 9)}, "term", {}).front();
        QVERIFY(!offer.number);
        QVERIFY2(offer.remark.contains("now 9") && offer.remark.contains("1…64"), qPrintable(offer.remark));
    }

    void mnemonicsAreNotPartOfNames()
    {
        QCOMPARE(withoutMnemonic("Open &images …"), QString("Open images …"));
        QCOMPARE(withoutMnemonic("文件(&F)"), QString("文件"));
        QCOMPARE(withoutMnemonic("Save && quit"), QString("Save & quit"));
    }
};

TERMSCOPE_TEST(TestCommandRanking)
#include "TestCommandRanking.moc"
