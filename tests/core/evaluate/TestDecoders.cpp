// Decoders of transformers, which carry no state: a text is read in windows. The perplexity is that of attention
// written out by hand, in float64, whatever else the network takes beside the tokens; and a network of PyTorch's gives
// PyTorch's logits.
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/numpy/NpzArchive.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

constexpr std::int64_t vocabulary = 20;
constexpr std::int64_t width = 6;      ///< of the embedding
constexpr std::int64_t positions = 24; ///< that the network knows

struct Inputs {
    bool mask = false;
    bool positions = false;         ///< given as numbers; else they are counted in the graph
    bool past = false;              ///< keys and values of tokens before, and a switch for them
    Shape declared = Shape{-1, -1}; ///< of the tokens
    ElementType maskType = ElementType::Int64;
};

/// One head of attention over an embedding with positions, and the embedding once more as the decoder.
class Decoder {
public:
    explicit Decoder(const Inputs& inputs)
    {
        samples::Builder builder;
        const int table = builder.weights("embedding", {vocabulary, width});
        const int places = builder.weights("positions", {positions, width});
        std::vector<int> projections;
        for (const char* name : {"query", "key", "value"})
            projections.push_back(builder.weights(name, {width, width}));
        for (const int value : {table, places, projections[0], projections[1], projections[2]})
            weights_.push_back(builder.graph.constants[static_cast<std::size_t>(value)]->floats);
        build(builder, inputs, table, places, projections);
        network = builder.network();
    }

    /// −log of the share of every token but the first, read in windows.
    double loss(std::span<const std::int32_t> stream, std::int64_t window) const
    {
        double sum = 0.0;
        for (std::int64_t t = 0; t + 1 < std::ssize(stream); ++t) {
            const std::int64_t first = t - t % window;
            const std::vector<double> logits = logitsAt(stream.subspan(static_cast<std::size_t>(first)), t - first);
            double shares = 0.0;
            for (const double logit : logits)
                shares += std::exp(logit);
            sum += std::log(shares) - logits[static_cast<std::size_t>(stream[static_cast<std::size_t>(t) + 1])];
        }
        return sum;
    }

    /// The logits at a place of a window.
    std::vector<double> logitsAt(std::span<const std::int32_t> window, std::int64_t place) const
    {
        std::vector<std::vector<double>> x;
        for (std::int64_t t = 0; t <= place; ++t) {
            std::vector<double> row;
            for (std::int64_t i = 0; i < width; ++i)
                row.push_back(weight(0, window[static_cast<std::size_t>(t)], i) + weight(1, t, i));
            x.push_back(row);
        }
        const std::vector<double> query = projected(2, x.back());
        std::vector<double> shares;
        double total = 0.0;
        for (const auto& row : x) {
            const std::vector<double> key = projected(3, row);
            double score = 0.0;
            for (std::size_t i = 0; i < key.size(); ++i)
                score += query[i] * key[i];
            shares.push_back(std::exp(score));
            total += shares.back();
        }
        std::vector<double> mixed = x.back();
        for (std::size_t t = 0; t < x.size(); ++t) {
            const std::vector<double> value = projected(4, x[t]);
            for (std::size_t i = 0; i < value.size(); ++i)
                mixed[i] += shares[t] / total * value[i];
        }
        std::vector<double> logits;
        for (std::int64_t word = 0; word < vocabulary; ++word) {
            double logit = 0.0;
            for (std::int64_t i = 0; i < width; ++i)
                logit += mixed[static_cast<std::size_t>(i)] * weight(0, word, i);
            logits.push_back(logit);
        }
        return logits;
    }

    NetworkPtr network;

private:
    double weight(std::size_t which, std::int64_t row, std::int64_t column) const
    {
        return static_cast<double>(weights_[which][static_cast<std::size_t>(row * width + column)]);
    }

    std::vector<double> projected(std::size_t which, const std::vector<double>& row) const
    {
        std::vector<double> result(width, 0.0);
        for (std::int64_t o = 0; o < width; ++o)
            for (std::int64_t i = 0; i < width; ++i)
                result[static_cast<std::size_t>(o)] += row[static_cast<std::size_t>(i)] * weight(which, i, o);
        return result;
    }

    static void build(samples::Builder& builder, const Inputs& inputs, int table, int places,
                      std::vector<int> projections)
    {
        const auto number = [&](const char* name, Shape shape, std::int64_t value) {
            return builder.constant(name, integerValue(std::move(shape), {value}));
        };
        const auto lengthOf = [&](int value) {
            return builder.node("Gather", {builder.node("Shape", {value}, 1)[0], number("one", {}, 1)}, 1)[0];
        };
        const std::vector<std::string> axes{"batch", "sequence"};
        // The mask comes first: what an input takes is told by its name, not by its place.
        const int mask = inputs.mask ? builder.input("attention_mask", inputs.maskType, {-1, -1}, axes) : -1;
        const int tokens = builder.input("input_ids", ElementType::Int64, inputs.declared, axes);
        const int steps = builder.node("Range", {number("zero", {}, 0), lengthOf(tokens), number("step", {}, 1)}, 1)[0];
        const int where = inputs.positions ? builder.input("position_ids", ElementType::Int64, {-1, -1}, axes) : steps;
        const int x = builder.node(
            "Add", {builder.node("Gather", {table, tokens}, 1)[0], builder.node("Gather", {places, where}, 1)[0]},
            1)[0];
        for (int& projection : projections)
            projection = builder.node("MatMul", {x, projection}, 1)[0];
        int key = projections[1];
        int value = projections[2];
        if (inputs.past) {
            const Shape shape{-1, -1, width};
            const std::vector<std::string> pastAxes{"batch", "past_sequence"};
            const int pastKey = builder.input("past_key_values.0.key", ElementType::Float32, shape, pastAxes);
            const int pastValue = builder.input("past_key_values.0.value", ElementType::Float32, shape, pastAxes);
            builder.input("use_cache_branch", ElementType::Bool, {1});
            key = builder.node("Concat", {pastKey, key}, 1, {{"axis", std::int64_t{1}}})[0];
            value = builder.node("Concat", {pastValue, value}, 1, {{"axis", std::int64_t{1}}})[0];
        }
        const int later = builder.node("Unsqueeze", {steps, number("axes", {1}, 1)}, 1)[0];
        const int seen = builder.node("LessOrEqual", {steps, later}, 1)[0];
        const int never = builder.constant("never", floatValue({}, std::vector<float>{-1e9F}));
        int scores = builder.node("MatMul", {projections[0], builder.turned(key, {0, 2, 1})}, 1)[0];
        scores = builder.node("Where", {seen, scores, never}, 1)[0];
        if (inputs.mask) {
            const int counts = builder.node("Cast", {mask}, 1, {{"to", std::int64_t{9}}})[0];
            scores = builder.node(
                "Where", {builder.node("Unsqueeze", {counts, number("axes", {1}, 1)}, 1)[0], scores, never}, 1)[0];
        }
        const int shares = builder.node("Softmax", {scores}, 1, {{"axis", std::int64_t{-1}}})[0];
        const int mixed = builder.node("Add", {x, builder.node("MatMul", {shares, value}, 1)[0]}, 1)[0];
        builder.graph.outputs = builder.node("MatMul", {mixed, builder.turned(table, {1, 0})}, 1);
        if (inputs.past)
            builder.graph.outputs.insert(builder.graph.outputs.end(), {key, value});
    }

    std::vector<FloatBuffer> weights_;
};

std::shared_ptr<const TokenText> randomText(std::size_t count, std::int32_t words = vocabulary)
{
    auto text = std::make_shared<TokenText>();
    text->name = "text";
    std::mt19937 random(8);
    for (std::size_t i = 0; i < count; ++i)
        text->tokens.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(words)));
    return text;
}

double lossOf(const Decoder& decoder, const TokenText& text, std::int64_t streams, std::int64_t window)
{
    const std::size_t length = text.tokens.size() / static_cast<std::size_t>(streams);
    double loss = 0.0;
    for (std::size_t stream = 0; stream < static_cast<std::size_t>(streams); ++stream)
        loss += decoder.loss(std::span(text.tokens).subspan(stream * length, length), window);
    return loss;
}

std::string refusal(const NetworkPtr& network, const TextConfig& config)
{
    const auto evaluator = TextEvaluator::create(network, randomText(200), config);
    return evaluator ? "none" : evaluator.error().message;
}

} // namespace

class TestDecoders : public QObject {
    Q_OBJECT

private slots:
    void windows_data()
    {
        QTest::addColumn<Inputs>("inputs");
        QTest::newRow("tokens alone") << Inputs{};
        QTest::newRow("mask and positions") << Inputs{true, true};
        QTest::newRow("mask of floats") << Inputs{true, false, false, {-1, -1}, ElementType::Float32};
        QTest::newRow("mask of truth values") << Inputs{true, false, false, {-1, -1}, ElementType::Bool};
        QTest::newRow("past") << Inputs{true, true, true};
        QTest::newRow("one stream at a time") << Inputs{false, false, false, {1, -1}};
        QTest::newRow("a fixed length") << Inputs{false, false, false, {1, 16}};
    }

    /// Every token but a stream's first is predicted once, from those before it in its window.
    void windows()
    {
        QFETCH(Inputs, inputs);
        const Decoder decoder(inputs);
        const auto text = randomText(3 * 50 + 2);
        for (const std::int64_t window : {1, 7, 16}) {
            TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(decoder.network, text, {3, window, 0}));
            QCOMPARE(evaluator.window(), std::optional(window));
            const Evaluation found = evaluator.evaluate(Method::Float, {});
            QVERIFY2(found.exact(), found.failure.c_str());
            QCOMPARE(found.evaluated, 3 * 49);
            QCOMPARE(found.window, window);
            const double expected = lossOf(decoder, *text, 3, window);
            QVERIFY2(std::abs(found.loss - expected) < 1e-3,
                     qPrintable(QStringLiteral("%1 %2").arg(found.loss).arg(expected)));
        }
    }

    /// Where nothing is said, as many as the table of positions has, or as the file says.
    void longestWindow()
    {
        const Decoder open({});
        const auto text = randomText(200);
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(open.network, text, {2}));
        QCOMPARE(evaluator.window(), std::optional(positions));
        QVERIFY(std::abs(evaluator.evaluate(Method::Float, {}).loss - lossOf(open, *text, 2, positions)) < 1e-3);
        TextEvaluator fixed = samples::unwrap(
            TextEvaluator::create(Decoder({false, false, false, {1, 16}}).network, text, {2}));
        QCOMPARE(fixed.window(), std::optional<std::int64_t>(16));
        QCOMPARE(refusal(open.network, {2, positions + 1}),
                 std::string("text: expected a window of at most 24 tokens, as the network runs no more at a time, "
                             "found 25"));
        QCOMPARE(refusal(Decoder({false, false, false, {4, -1}}).network, {2}),
                 std::string("text: expected a multiple of 4 streams, as the network reads so many side by side, "
                             "found 2"));
    }

    /// The next word, read from the tokens before it: not more than a window has.
    void nextWords()
    {
        for (const Shape& declared : {Shape{-1, -1}, Shape{1, 16}}) {
            const Decoder decoder({false, false, false, declared});
            const auto text = randomText(100);
            TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(decoder.network, text, {2, 12}));
            const std::span<const std::int32_t> context = evaluator.contextOf(40);
            QCOMPARE(context.size(), std::size_t{12});
            const std::vector<float> found = samples::unwrap(evaluator.nextLogits(Method::Float, {}, context));
            const std::vector<double> expected = decoder.logitsAt(context, 11);
            QCOMPARE(found.size(), expected.size());
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY(std::abs(static_cast<double>(found[i]) - expected[i]) < 1e-4);
            const auto data = samples::unwrap(evaluator.layerData(std::span(text->tokens).first(30)));
            for (std::size_t i = 0; i < decoder.network->layers.size(); ++i)
                if (!decoder.network->layers[i].isAttention()) // of those, both operands
                    QCOMPARE(data[i].size(), static_cast<std::size_t>(30 * decoder.network->layers[i].inputs()));
            const std::vector<float> row = samples::unwrap(evaluator.layerInput(0, {.sample = 5}));
            for (std::size_t i = 0; i < row.size(); ++i)
                QVERIFY(std::abs(row[i] - data[0][4 * row.size() + i]) < 1e-5F);
        }
    }

    /// Bits and terms change a decoder as they change any network: 16 bits hardly, few terms much.
    void quantized()
    {
        const Decoder decoder({true, true, true});
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(decoder.network, randomText(300), {3}));
        const double floats = evaluator.evaluate(Method::Float, {}).perplexity();
        Settings settings;
        settings.weightBits = settings.dataBits = 16;
        const Evaluation fine = evaluator.evaluate(Method::Quantized, settings);
        QVERIFY2(std::abs(fine.perplexity() - floats) < 1e-3 * floats, fine.failure.c_str());
        QVERIFY(fine.work && fine.work->measured > 0.0);
    }

    void refuses()
    {
        samples::Builder builder;
        const int table = builder.weights("embedding", {vocabulary, width});
        const int tokens = builder.input("input_ids", ElementType::Int64, {-1, -1});
        builder.input("past_key_values.0.key", ElementType::Float32, {1, 4, width});
        builder.graph.outputs = builder.node("Gather", {table, tokens}, 1);
        QCOMPARE(refusal(builder.network(), {}),
                 std::string("model.onnx: input \"past_key_values.0.key\": expected keys or values of any number of "
                             "tokens, so that there may be none, found 1×4×6"));
        samples::Builder two;
        const int words = two.weights("embedding", {vocabulary, width});
        const int first = two.input("left", ElementType::Int64, {-1, -1});
        two.input("right", ElementType::Int64, {-1, -1});
        two.graph.outputs = two.node("Gather", {words, first}, 1);
        QCOMPARE(refusal(two.network(), {}),
                 std::string("model.onnx: expected a language model with one input of tokens and an output for each of "
                             "its states after the logits, found 2 inputs of integers, 0 of floats and 1 outputs"));
    }

    /// PyTorch's decoder with PyTorch's own logits of the last token of 32 sequences.
    void pyTorch()
    {
        SKIP_WITHOUT_SHARED_DATA("today/gpt_s_op20.onnx", "today/gpt_s_data.npz");
        const Bytes bytes = samples::unwrap(readFile(sharedData("today/gpt_s_data.npz")));
        const NpzArchive archive = samples::unwrap(NpzArchive::open(bytes, "gpt_s_data.npz"));
        const std::vector<float> expected = floatValues(samples::unwrap(archive.read(*archive.find("logits"))));
        const TokenTexts read = samples::unwrap(readTokens({{sharedData("today/gpt_s_data.npz")}, {}, false}));
        const auto text = std::make_shared<const TokenText>(read.texts[0]);
        QCOMPARE(text->tokens.size(), std::size_t{32 * 64});
        TextEvaluator evaluator = samples::unwrap(
            TextEvaluator::create(samples::unwrap(readNetwork(sharedData("today/gpt_s_op20.onnx"))), text, {}));
        const auto [low, high] = std::ranges::minmax(expected);
        for (std::size_t sequence = 0; sequence < 32; ++sequence) {
            const auto context = std::span(text->tokens).subspan(sequence * 64, 64);
            const std::vector<float> found = samples::unwrap(evaluator.nextLogits(Method::Float, {}, context));
            const std::span<const float> wanted = std::span(expected).subspan(sequence * 200, 200);
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY(std::abs(found[i] - wanted[i]) < 1e-4F * (high - low));
            QCOMPARE(std::ranges::max_element(found) - found.begin(),
                     std::ranges::max_element(wanted) - wanted.begin());
        }
        QVERIFY(evaluator.evaluate(Method::Revealed, {}).exact());
    }
};

TERMSCOPE_TEST(TestDecoders)
#include "TestDecoders.moc"
