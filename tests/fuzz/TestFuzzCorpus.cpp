// Gives every file of corpus/NAME to the function that the fuzzer of that name feeds, and every start of it: what a
// fuzzer once found stays fixed where there is no clang.

#include "core/formats/Formats.h"
#include "tests/fuzz/Targets.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <functional>

using namespace termscope;

namespace {

struct CorpusTarget {
    std::string name; ///< of its folder in corpus/
    std::function<void(ByteView)> run;
};

/// The formats of networks by their table, all else by name.
const std::vector<CorpusTarget>& targets()
{
    static const std::vector<CorpusTarget> all = [] {
        std::vector<CorpusTarget> found{
            {"shards", fuzz::shards},   {"npy", fuzz::npy},       {"idx", fuzz::idx},
            {"arrays", fuzz::arrays},   {"cifar", fuzz::cifar},   {"pictures", fuzz::pictures},
            {"texts", fuzz::texts},     {"labels", fuzz::labels}, {"topology", fuzz::topology},
            {"costs", fuzz::costs},
#ifdef TERMSCOPE_FUZZ_APP
            {"session", fuzz::session}, {"link", fuzz::link},     {"lesson", fuzz::lesson},
#endif
        };
        for (const FormatInfo& format : formats())
            found.push_back({std::string(format.key), [&format](ByteView bytes) { fuzz::network(format.key, bytes); }});
        return found;
    }();
    return all;
}

std::filesystem::path folderOf(const CorpusTarget& target)
{
    return std::filesystem::path(TERMSCOPE_FUZZ_CORPUS) / target.name;
}

} // namespace

class TestFuzzCorpus : public QObject {
    Q_OBJECT

private slots:
    void everyTargetHasSeeds();
    void seed_data();
    void seed();
};

void TestFuzzCorpus::everyTargetHasSeeds()
{
    for (const CorpusTarget& target : targets())
        QVERIFY2(std::filesystem::exists(folderOf(target)) && !std::filesystem::is_empty(folderOf(target)),
                 target.name.c_str());
    // Each format has a fuzzer, too.
    QStringList keys;
    for (const FormatInfo& format : formats())
        keys << QString::fromUtf8(format.key.data(), static_cast<qsizetype>(format.key.size()));
    QCOMPARE(keys, QStringLiteral(TERMSCOPE_FUZZ_FORMATS).split(u' '));
}

void TestFuzzCorpus::seed_data()
{
    QTest::addColumn<int>("target");
    QTest::addColumn<QString>("path");
    for (int i = 0; i < static_cast<int>(std::size(targets())); ++i)
        for (const auto& entry :
             std::filesystem::directory_iterator(folderOf(targets()[static_cast<std::size_t>(i)]))) {
            const std::string row = targets()[static_cast<std::size_t>(i)].name + "/"
                                    + entry.path().filename().string();
            QTest::newRow(row.c_str()) << i << QString::fromStdString(entry.path().string());
        }
}

void TestFuzzCorpus::seed()
{
    QFETCH(int, target);
    QFETCH(QString, path);
    const auto bytes = readFile(path.toStdString());
    QVERIFY(bytes.has_value());
    targets()[static_cast<std::size_t>(target)].run(*bytes);
    const std::size_t step = std::max<std::size_t>(1, bytes->size() / 64);
    for (std::size_t size = 0; size < bytes->size(); size += step)
        targets()[static_cast<std::size_t>(target)].run(ByteView(*bytes).first(size));
}

TERMSCOPE_TEST(TestFuzzCorpus)
#include "TestFuzzCorpus.moc"
