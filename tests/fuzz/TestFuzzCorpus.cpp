// Gives every file of corpus/NAME to the function that the fuzzer of that name feeds, and every start of it: what a
// fuzzer once found stays fixed where there is no clang.

#include "tests/fuzz/Targets.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

constexpr fuzz::Target targets[] = {
    {"onnx", fuzz::onnx},         {"safetensors", fuzz::safetensors},
    {"shards", fuzz::shards},     {"pytorch", fuzz::pytorch},
    {"npz", fuzz::npz},           {"npy", fuzz::npy},
    {"idx", fuzz::idx},           {"cifar", fuzz::cifar},
    {"pictures", fuzz::pictures}, {"texts", fuzz::texts},
    {"labels", fuzz::labels},     {"topology", fuzz::topology},
    {"costs", fuzz::costs},
#ifdef TERMSCOPE_FUZZ_APP
    {"session", fuzz::session},   {"link", fuzz::link},
    {"lesson", fuzz::lesson},
#endif
};

std::filesystem::path folderOf(const fuzz::Target& target)
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
    for (const fuzz::Target& target : targets)
        QVERIFY2(std::filesystem::exists(folderOf(target)) && !std::filesystem::is_empty(folderOf(target)),
                 target.name);
}

void TestFuzzCorpus::seed_data()
{
    QTest::addColumn<int>("target");
    QTest::addColumn<QString>("path");
    for (int i = 0; i < static_cast<int>(std::size(targets)); ++i)
        for (const auto& entry : std::filesystem::directory_iterator(folderOf(targets[i]))) {
            const std::string row = std::string(targets[i].name) + "/" + entry.path().filename().string();
            QTest::newRow(row.c_str()) << i << QString::fromStdString(entry.path().string());
        }
}

void TestFuzzCorpus::seed()
{
    QFETCH(int, target);
    QFETCH(QString, path);
    const auto bytes = readFile(path.toStdString());
    QVERIFY(bytes.has_value());
    targets[target].run(*bytes);
    const std::size_t step = std::max<std::size_t>(1, bytes->size() / 64);
    for (std::size_t size = 0; size < bytes->size(); size += step)
        targets[target].run(ByteView(*bytes).first(size));
}

TERMSCOPE_TEST(TestFuzzCorpus)
#include "TestFuzzCorpus.moc"
