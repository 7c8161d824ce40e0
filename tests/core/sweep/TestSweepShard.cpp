// Shards of a sweep: they cover it, each part once, and put together they are the rows of the whole, digit for digit;
// what is missing, cut short, twice or of another sweep is told.
#include "core/data/BatchReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/sweep/ShardMerge.h"
#include "core/sweep/ShardParts.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <map>
#include <numeric>

using namespace termscope;

namespace {

SweepConfig smallConfig()
{
    SweepConfig config;
    config.qtBits = {3, 8};
    config.budgets = {6, 12};
    config.dataTerms = {2, 0};
    return config;
}

/// The file of a shard, as it is read back.
template <class AnyEvaluator>
FoundShard shardOf(AnyEvaluator& evaluator, const SweepConfig& config, const Shard& shard)
{
    SweepShard made{shard,
                    {{"network", "n"}, {"settings", fingerprintOf(*sweepPoints(config))}},
                    "net.onnx",
                    "digits",
                    {"termscope-cli", "sweep", "net work.onnx"},
                    samples::unwrap(runShard(evaluator, config, shard))};
    return samples::unwrap(parseShardFile(toText(made), text("part-", shard.index, ".shard")));
}

template <class AnyEvaluator>
std::vector<FoundShard> shardsOf(AnyEvaluator& evaluator, const SweepConfig& config, int count)
{
    std::vector<FoundShard> shards;
    for (int index = 1; index <= count; ++index)
        shards.push_back(shardOf(evaluator, config, {index, count}));
    return shards;
}

/// Every shard from an evaluator of its own, as on machines of their own.
template <class MakeEvaluator>
void mergesToTheWhole(const MakeEvaluator& make, const SweepConfig& config, const std::vector<int>& counts)
{
    auto whole = make();
    const std::string expected = sweepCsv(samples::unwrap(runSweep(whole, config)));
    for (const int count : counts) {
        std::vector<FoundShard> shards;
        for (int index = count; index >= 1; --index) { // the order of the files does not count
            auto evaluator = make();
            shards.push_back(shardOf(evaluator, config, {index, count}));
        }
        const MergedSweep merged = samples::unwrap(mergeShards(shards));
        QCOMPARE(sweepCsv(merged.rows), expected);
    }
}

ImageEvaluator randomEvaluator()
{
    const std::int64_t samples = 2 * 512 + 77;
    return samples::unwrap(
        ImageEvaluator::create(samples::mlp(7, {24, 20, 6}, "Relu", true), samples::randomDataset(8, samples, 24, 6)));
}

/// Shards of a sweep of two rows.
std::vector<FoundShard> fourShards()
{
    ImageEvaluator evaluator = randomEvaluator();
    SweepConfig config;
    config.qtBits = {4};
    return shardsOf(evaluator, config, 4);
}

std::string messageOf(const std::vector<FoundShard>& shards)
{
    const Result<MergedSweep> merged = mergeShards(shards);
    return merged ? "" : merged.error().message;
}

} // namespace

class TestSweepShard : public QObject {
    Q_OBJECT

private slots:
    void numbers();
    void partsCoverEverySampleOnce();
    void sharesAreEven();
    void chain();
    void graph();
    void streamed();
    void eachLayer();
    void text();
    void everyCut();
    void lost();
    void lostOfBefore();
    void mixed();
    void twice();
    void notShards();
    void shellWords();
};

void TestSweepShard::numbers()
{
    QCOMPARE(samples::unwrap(parseShard("3/8")), (Shard{3, 8}));
    QCOMPARE(samples::unwrap(parseShard("65536/65536")), (Shard{65536, 65536}));
    for (const char* words : {"", "3", "3/", "/8", "0/8", "9/8", "-1/8", "1/65537", "1/2/3", "1.0/2", " 1/2", "a/b"})
        QCOMPARE(parseShard(words).error().message,
                 termscope::text("expected i/n with 1 ≤ i ≤ n ≤ 65536, found \"", words, "\""));
}

/// Counted sample by sample, for all small extents.
void TestSweepShard::partsCoverEverySampleOnce()
{
    for (std::int64_t points : {1, 2, 5})
        for (std::int64_t samples : {1, 7, 16, 33})
            for (std::int64_t block : {1, 4, 16, 100})
                for (int count : {1, 2, 3, 7, 40}) {
                    std::map<std::pair<std::int64_t, std::int64_t>, int> seen;
                    for (int index = 1; index <= count; ++index)
                        for (const ShardPart& part : partsOf({points, samples, block}, {index, count})) {
                            QVERIFY(part.range.first % block == 0);
                            QVERIFY(part.range.count > 0);
                            for (std::int64_t i = 0; i < part.range.count; ++i)
                                ++seen[{part.point, part.range.first + i}];
                        }
                    QCOMPARE(std::ssize(seen), points * samples);
                    QVERIFY(std::ranges::all_of(seen, [&](const auto& entry) {
                        return entry.second == 1 && entry.first.first < points && entry.first.second < samples;
                    }));
                }
}

void TestSweepShard::sharesAreEven()
{
    std::vector<std::int64_t> shares;
    for (int index = 1; index <= 64; ++index) {
        std::int64_t blocks = 0;
        for (const ShardPart& part : partsOf({23, 50000, 16}, {index, 64}))
            blocks += (part.range.count + 15) / 16;
        shares.push_back(blocks);
    }
    QVERIFY(*std::ranges::max_element(shares) - *std::ranges::min_element(shares) <= 1);
}

void TestSweepShard::chain()
{
    mergesToTheWhole(randomEvaluator, smallConfig(), {1, 2, 5, 21, 50});
}

/// A convolutional network; layers in float32 and BatchNormalization that is kept among the settings.
void TestSweepShard::graph()
{
    const embedded::Example& example = *embedded::findExample("fashion");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    DatasetConfig preprocessing;
    preprocessing.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
    const DatasetPtr images = samples::unwrap(
        parseDataset(example.images, example.labels, example.dataName, preprocessing));
    SweepConfig config = smallConfig();
    config.base.foldNormalization = false;
    config.base.layers[network->layers.back().name].method = Method::Float;
    mergesToTheWhole([&] { return samples::unwrap(ImageEvaluator::create(network, images, 70)); }, config, {5});
}

/// Pictures that are decoded anew for every row.
void TestSweepShard::streamed()
{
    const embedded::Example& example = *embedded::findExample("digits");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    Dataset images = *samples::unwrap(parseDataset(example.images, example.labels, example.dataName));
    QVERIFY(images.source != nullptr);
    images.pixels.clear();
    images.labels.resize(1500);
    images.pictures.resize(1500);
    std::iota(images.pictures.begin(), images.pictures.end(), std::int64_t{0});
    const auto stream = std::make_shared<const Dataset>(std::move(images));
    QVERIFY(stream->streamed());
    mergesToTheWhole([&] { return samples::unwrap(ImageEvaluator::create(network, stream, 1400)); }, smallConfig(),
                     {4});
}

void TestSweepShard::eachLayer()
{
    SweepConfig config = smallConfig();
    config.eachLayer = {"fc1", "fc2"};
    mergesToTheWhole(randomEvaluator, config, {2, 7});
}

/// A text is not cut: its shards have whole rows.
void TestSweepShard::text()
{
    const embedded::Example& example = *embedded::findExample("verses");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    auto tokens = std::make_shared<TokenText>();
    tokens->name = "counting";
    for (std::int32_t i = 0; i < 400; ++i)
        tokens->tokens.push_back(i * 7 % 50);
    const auto make = [&] { return samples::unwrap(TextEvaluator::create(network, tokens, TextConfig{4, 35, 0})); };
    mergesToTheWhole(make, smallConfig(), {1, 3, 20});
}

/// Cut anywhere, a file is told to be cut, and never taken for whole.
void TestSweepShard::everyCut()
{
    ImageEvaluator evaluator = randomEvaluator();
    SweepConfig config;
    config.qtBits = {4};
    const SweepShard made{
        {1, 2}, {{"network", "n"}}, "net", "data", {"a"}, samples::unwrap(runShard(evaluator, config, {1, 2}))};
    const std::string whole = toText(made);
    QVERIFY(samples::unwrap(parseShardFile(whole, "f")).whole);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto cut = parseShardFile(std::string_view(whole).substr(0, size), "f");
        QVERIFY2(cut && !cut->whole, std::to_string(size).c_str());
    }
}

void TestSweepShard::lost()
{
    std::vector<FoundShard> shards = fourShards();
    QCOMPARE(messageOf(shards), std::string());
    shards.erase(shards.begin() + 2);
    QCOMPARE(messageOf(shards), std::string("shard 3 of 4 is missing; run: termscope-cli sweep 'net work.onnx' --shard "
                                            "3/4 --out part-3.shard"));
    shards.erase(shards.begin());
    shards[0].whole = false;
    QCOMPARE(
        messageOf(shards),
        std::string("shard 1 of 4 is missing; run: termscope-cli sweep 'net work.onnx' --shard 1/4 --out "
                    "part-1.shard\n"
                    "shard 2 of 4 is cut short in part-2.shard; run: termscope-cli sweep 'net work.onnx' --shard 2/4 "
                    "--out part-2.shard\n"
                    "shard 3 of 4 is missing; run: termscope-cli sweep 'net work.onnx' --shard 3/4 --out "
                    "part-3.shard"));
    // Names that do not tell, and names with zeros before the number.
    shards = fourShards();
    shards.erase(shards.begin());
    shards[0].file = "x";
    QVERIFY(messageOf(shards).ends_with("--shard 1/4 --out FILE"));
    for (std::size_t i = 0; i < 3; ++i)
        shards[i].file = termscope::text("run2/part-0", i + 2);
    QVERIFY(messageOf(shards).ends_with("--shard 1/4 --out run2/part-01"));
    // What was made again counts, wherever the cut one stands.
    shards = fourShards();
    shards.insert(shards.begin(), shards[3]);
    shards.front().whole = false;
    QCOMPARE(messageOf(shards), std::string());
}

/// Shards of when the weight scale was per tensor by default: the command for one that is missing says so now.
void TestSweepShard::lostOfBefore()
{
    std::vector<FoundShard> shards = fourShards();
    for (FoundShard& found : shards)
        for (ShardRow& row : found.shard->run.rows)
            row.row.settings.perChannel = false;
    shards.erase(shards.begin() + 2);
    const std::string message = messageOf(shards);
    QCOMPARE(message, std::string("shard 3 of 4 is missing; run: termscope-cli sweep 'net work.onnx' --no-per-channel "
                                  "--shard 3/4 --out part-3.shard"));
    for (FoundShard& found : shards)
        found.shard->command.emplace_back("--no-per-channel");
    QCOMPARE(messageOf(shards), message); // said once
}

void TestSweepShard::mixed()
{
    std::vector<FoundShard> shards = fourShards();
    shards[2].shard->identity[0].second = "m";
    QCOMPARE(messageOf(shards),
             std::string("part-3.shard: is a shard of another sweep than part-1.shard: expected network "
                         "\"n\", found \"m\""));
    shards = fourShards();
    shards[3].shard->shard.count = 5;
    QCOMPARE(messageOf(shards), std::string("part-4.shard: is a shard of another sweep than part-1.shard: expected a "
                                            "number of shards of 4, found 5"));
    shards = fourShards();
    shards[1].shard->data = "other";
    QCOMPARE(messageOf(shards), std::string("part-2.shard: is a shard of another sweep than part-1.shard"));
}

void TestSweepShard::twice()
{
    std::vector<FoundShard> shards = fourShards();
    shards.push_back(shards[1]);
    shards.back().file = "copy.shard";
    QCOMPARE(messageOf(shards), std::string("copy.shard: holds shard 2 of 4, as part-2.shard does"));
}

void TestSweepShard::notShards()
{
    const auto messageOfText = [](const std::string& words) {
        const auto found = parseShardFile(words, "f");
        return found ? std::string() : found.error().message;
    };
    QCOMPARE(messageOfText("hello"),
             std::string("f: expected a shard of a sweep, found a text file that starts with \"hello\""));
    QCOMPARE(messageOfText("{\"termscope_shard\": 2}\n"), std::string("f: expected a shard of version 1, found another "
                                                                      "version"));
    ImageEvaluator evaluator = randomEvaluator();
    SweepConfig config;
    config.qtBits = {4};
    SweepShard made{{1, 2}, {}, "net", "data", {"a"}, samples::unwrap(runShard(evaluator, config, {1, 2}))};
    made.shard.index = 2;
    QCOMPARE(messageOfText(toText(made)), std::string("f: expected the parts of shard 2 of 2, found others"));
    made.shard = {1, 2};
    for (const SweepExtent& huge :
         {SweepExtent{3, std::int64_t{1} << 44, 16}, SweepExtent{std::int64_t{1} << 40, 1, 1}}) {
        made.run.extent = huge;
        QCOMPARE(messageOfText(toText(made)),
                 std::string("f: expected how many rows, samples and samples of a block, found something else"));
    }
    QCOMPARE(messageOf({}), std::string("expected the files of shards, found none"));
    QCOMPARE(messageOf({{"a", std::nullopt, false}}), std::string("a: is cut short before it says what it is of"));
}

void TestSweepShard::shellWords()
{
    const std::vector<std::string> words{"a-b", "it's", "--layer", "*conv:bits=6", ""};
    QCOMPARE(shellCommand(words), std::string(R"(a-b 'it'\''s' --layer '*conv:bits=6' '')"));
}

TERMSCOPE_TEST(TestSweepShard)
#include "TestSweepShard.moc"
