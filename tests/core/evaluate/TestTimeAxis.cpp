// Language models that take [time, streams] and [streams, time]: the same weights give the same perplexity, that of a
// plain walk over every stream; what cannot be told is asked; and how many words a network of tokens knows.
#include "core/evaluate/EmbeddedWords.h"
#include "core/evaluate/TextEvaluator.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <omp.h>

using namespace termscope;

namespace {

constexpr std::int64_t words = 20;
constexpr std::int64_t size = 6; ///< of the embedding, and of the states

using samples::Builder;

struct Model {
    bool batchFirst = false;
    bool states = false; ///< h and c come in and go out
    std::string direction = "forward";
    std::vector<std::string> axisNames = {};
};

/// An LSTM between an embedding and a decoder: the same weights whatever the model.
NetworkPtr lstm(const Model& model)
{
    Builder builder;
    const bool both = model.direction == "bidirectional";
    const int table = builder.weights("embedding", {words, size});
    const int w = builder.weights("w", {both ? 2 : 1, 4 * size, size});
    const int r = builder.weights("r", {both ? 2 : 1, 4 * size, size});
    const int decoder = builder.weights("decoder", {size, words});
    const int tokens = builder.input("tokens", ElementType::Int64, {-1, -1}, model.axisNames);
    int x = builder.node("Gather", {table, tokens}, 1)[0];
    if (model.batchFirst)
        x = builder.turned(x, {1, 0, 2});
    std::vector<int> inputs{x, w, r};
    if (model.states) {
        inputs.insert(inputs.end(), {-1, -1});
        inputs.push_back(builder.input("h", ElementType::Float32, {1, -1, size}));
        inputs.push_back(builder.input("c", ElementType::Float32, {1, -1, size}));
    }
    const std::vector<int> outputs = builder.node("LSTM", inputs, 3,
                                                  {{"hidden_size", size}, {"direction", model.direction}});
    // [time, directions, streams, size]: the sum of both directions.
    const int axes = builder.constant("axes", integerValue({1}, {1}));
    int y = builder.node("ReduceSum", {outputs[0], axes}, 1, {{"keepdims", std::int64_t{0}}})[0];
    if (model.batchFirst)
        y = builder.turned(y, {1, 0, 2});
    builder.graph.outputs = builder.node("MatMul", {y, decoder}, 1);
    if (model.states)
        builder.graph.outputs.insert(builder.graph.outputs.end(), {outputs[1], outputs[2]});
    return builder.network();
}

NetworkPtr transformer(bool batchFirst)
{
    Builder builder;
    const auto number = [&](const char* name, Shape shape, std::int64_t value) {
        return builder.constant(name, integerValue(std::move(shape), {value}));
    };
    const int table = builder.weights("embedding", {words, size});
    std::vector<int> projections;
    for (const char* name : {"query", "key", "value"})
        projections.push_back(builder.weights(name, {size, size}));
    const int decoder = builder.weights("decoder", {size, words});
    const int tokens = builder.input("tokens", ElementType::Int64, {-1, -1});
    const int ordered = batchFirst ? tokens : builder.turned(tokens, {1, 0});
    const int x = builder.node("Gather", {table, ordered}, 1)[0];
    for (int& projection : projections)
        projection = builder.node("MatMul", {x, projection}, 1)[0];
    const int length = builder.node("Gather", {builder.node("Shape", {ordered}, 1)[0], number("one", {}, 1)}, 1)[0];
    const int steps = builder.node("Range", {number("zero", {}, 0), length, number("step", {}, 1)}, 1)[0];
    const int later = builder.node("Unsqueeze", {steps, number("axes", {1}, 1)}, 1)[0];
    const int seen = builder.node("LessOrEqual", {steps, later}, 1)[0];
    const int scores = builder.node("MatMul", {projections[0], builder.turned(projections[1], {0, 2, 1})}, 1)[0];
    const int never = builder.constant("never", floatValue({}, std::vector<float>{-1e9F}));
    const int kept = builder.node("Where", {seen, scores, never}, 1)[0];
    const int shares = builder.node("Softmax", {kept}, 1, {{"axis", std::int64_t{-1}}})[0];
    const int mixed = builder.node("Add", {x, builder.node("MatMul", {shares, projections[2]}, 1)[0]}, 1)[0];
    const int logits = builder.node("MatMul", {mixed, decoder}, 1)[0];
    builder.graph.outputs = {batchFirst ? logits : builder.turned(logits, {1, 0, 2})};
    return builder.network();
}

/// What follows the embedding: nothing, so that the next word is guessed by the last one alone; or the mean over an
/// axis, so that there is one row of `outputs` for a text.
NetworkPtr withoutContext(std::vector<std::string> axisNames, std::int64_t outputs = words,
                          std::optional<std::int64_t> mean = {})
{
    Builder builder;
    const int table = builder.weights("embedding", {words, size});
    const int decoder = builder.weights("decoder", {size, outputs});
    const int tokens = builder.input("tokens", ElementType::Int64, {-1, -1}, std::move(axisNames));
    int x = builder.node("Gather", {table, tokens}, 1)[0];
    if (mean)
        x = builder.node("ReduceMean", {x}, 1, {{"axes", std::vector{*mean}}, {"keepdims", std::int64_t{0}}})[0];
    builder.graph.outputs = builder.node("MatMul", {x, decoder}, 1);
    return builder.network();
}

std::shared_ptr<const TokenText> randomTokens(std::size_t count, std::int32_t largest = words - 1)
{
    auto text = std::make_shared<TokenText>();
    text->name = "text";
    std::mt19937 random(8);
    for (std::size_t i = 0; i < count; ++i)
        text->tokens.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(largest + 1)));
    return text;
}

double perplexityOf(const NetworkPtr& network, const TextConfig& config, const std::shared_ptr<const TokenText>& text)
{
    TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, text, config));
    const Evaluation found = evaluator.evaluate(Method::Float, {});
    return found.exact() ? found.perplexity() : 0.0;
}

/// lstm() once more in float64, a stream and a token after the other.
class Walk {
public:
    Walk() : network_(lstm({})) {}

    double perplexity(const TokenText& text, const TextConfig& config, bool carriesStates) const
    {
        const auto length = static_cast<std::int64_t>(text.tokens.size()) / config.streams;
        double loss = 0.0;
        for (std::int64_t stream = 0; stream < config.streams; ++stream) {
            Cell cell;
            for (std::int64_t t = 0; t + 1 < length; ++t) {
                if (!carriesStates && t % config.steps == 0)
                    cell = {};
                const auto place = static_cast<std::size_t>(stream * length + t);
                step(cell, text.tokens[place]);
                loss += lossOf(cell, text.tokens[place + 1]);
            }
        }
        return std::exp(loss / static_cast<double>((length - 1) * config.streams));
    }

private:
    struct Cell {
        std::vector<double> h = std::vector<double>(size, 0.0);
        std::vector<double> c = std::vector<double>(size, 0.0);
    };

    /// Of a layer's weight [out, in], or the embedding's.
    static double product(std::span<const float> row, const std::vector<double>& x)
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i)
            sum += row[i] * x[i];
        return sum;
    }
    std::span<const float> row(std::size_t layer, std::size_t index) const
    {
        return std::span<const float>(network_->layers[layer].weight.values).subspan(index * size, size);
    }

    void step(Cell& cell, std::int32_t token) const
    {
        const auto& table = network_->graph->constants[0]->floats;
        const auto first = table.begin() + token * size;
        const std::vector<double> x(first, first + size);
        const auto gate = [&](std::size_t i) { return product(row(0, i), x) + product(row(1, i), cell.h); };
        const auto sigmoid = [](double v) { return 1.0 / (1.0 + std::exp(-v)); };
        std::vector<double> h;
        for (std::size_t i = 0; i < size; ++i) { // ONNX's gates: input, output, forget, cell
            cell.c[i] = sigmoid(gate(2 * size + i)) * cell.c[i] + sigmoid(gate(i)) * std::tanh(gate(3 * size + i));
            h.push_back(sigmoid(gate(size + i)) * std::tanh(cell.c[i]));
        }
        cell.h = h;
    }

    double lossOf(const Cell& cell, std::int32_t target) const
    {
        double sum = 0.0;
        for (std::size_t word = 0; word < words; ++word)
            sum += std::exp(product(row(2, word), cell.h));
        return std::log(sum) - product(row(2, static_cast<std::size_t>(target)), cell.h);
    }

    NetworkPtr network_;
};

} // namespace

class TestTimeAxis : public QObject {
    Q_OBJECT

private slots:
    void sameEitherWay_data()
    {
        QTest::addColumn<bool>("states");
        QTest::addColumn<int>("threads");
        for (const bool states : {false, true})
            for (const int threads : {1, 2})
                QTest::addRow("%s, %d threads", states ? "states" : "no states", threads) << states << threads;
    }
    void sameEitherWay()
    {
        QFETCH(bool, states);
        QFETCH(int, threads);
        const auto text = randomTokens(4 * 30);
        const TextConfig config{4, 7, 0, TokenOrder::FoundOut};
        const int before = omp_get_max_threads();
        omp_set_num_threads(threads);
        const double timeFirst = perplexityOf(lstm({false, states}), config, text);
        const double batchFirst = perplexityOf(lstm({true, states}), config, text);
        const double named = perplexityOf(lstm({true, states, "forward", {"batch", "sequence"}}), config, text);
        const double namedWrongly = perplexityOf(lstm({true, states, "forward", {"sequence", "batch"}}), config, text);
        omp_set_num_threads(before);
        const double expected = Walk().perplexity(*text, config, states);
        for (const double found : {timeFirst, batchFirst, named, namedWrongly})
            QVERIFY2(std::abs(found - expected) < 1e-4, qPrintable(text_(found, expected)));
    }

    /// What the user says counts: read along the wrong axis, the model gives other figures.
    void saidByTheUser()
    {
        const auto text = randomTokens(4 * 30);
        const double right = Walk().perplexity(*text, {4, 7}, false);
        const auto found = [&](TokenOrder order) { return perplexityOf(lstm({true}), {4, 7, 0, order}, text); };
        QVERIFY(std::abs(found(TokenOrder::BatchFirst) - right) < 1e-4);
        QVERIFY(std::abs(found(TokenOrder::TimeFirst) - right) > 0.1);
    }

    /// The last context is read the same way, and the data that enter a layer are of all its tokens.
    void nextLogits()
    {
        const auto text = randomTokens(30);
        TextEvaluator first = samples::unwrap(TextEvaluator::create(lstm({false}), text, {1, 7}));
        TextEvaluator second = samples::unwrap(TextEvaluator::create(lstm({true}), text, {1, 7}));
        const std::span<const std::int32_t> context = std::span(text->tokens).first(11);
        const auto a = samples::unwrap(first.nextLogits(Method::Float, {}, context));
        const auto b = samples::unwrap(second.nextLogits(Method::Float, {}, context));
        QCOMPARE(a.size(), static_cast<std::size_t>(words));
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY(std::abs(a[i] - b[i]) < 1e-5F);
        QCOMPARE(samples::unwrap(first.layerData(context)), samples::unwrap(second.layerData(context)));
    }

    void quantized()
    {
        const auto text = randomTokens(4 * 30);
        for (const Method method : {Method::Quantized, Method::Revealed}) {
            TextEvaluator first = samples::unwrap(TextEvaluator::create(lstm({false}), text, {4, 7}));
            TextEvaluator second = samples::unwrap(TextEvaluator::create(lstm({true}), text, {4, 7}));
            const Evaluation a = first.evaluate(method, {});
            const Evaluation b = second.evaluate(method, {});
            QVERIFY2(std::abs(a.perplexity() - b.perplexity()) < 1e-4,
                     qPrintable(text_(a.perplexity(), b.perplexity())));
            QVERIFY(std::abs(a.work->measured - b.work->measured) < 1e-9);
        }
    }

    /// No token sways another: names decide, or an axis of one, or the user.
    void asks()
    {
        const auto text = randomTokens(4 * 30);
        const auto create = [&](std::vector<std::string> names, TokenOrder order = TokenOrder::FoundOut) {
            return TextEvaluator::create(withoutContext(std::move(names)), text, {4, 7, 0, order});
        };
        const auto asked = create({});
        QVERIFY(!asked);
        QCOMPARE(
            asked.error().message,
            std::string("model.onnx: expected tokens of which one axis is time, but neither the names (axis 0, axis "
                        "1) nor what the network does tell which; say the token order, time-first or batch-first"));
        QVERIFY(!create({"x", "y"}));
        QVERIFY(create({"batch_size", "sequence_length"}));
        QVERIFY(create({"N", "T"}));
        QVERIFY(create({}, TokenOrder::BatchFirst));
        QVERIFY(create({}, TokenOrder::TimeFirst));
    }

    /// What looks ahead is no model of the next word, and would have far too good a perplexity.
    void looksAhead()
    {
        for (const char* direction : {"bidirectional", "reverse"}) {
            const auto found = TextEvaluator::create(lstm({true, false, direction, {"batch", "sequence"}}),
                                                     randomTokens(4 * 30), {4, 7});
            QVERIFY(!found);
            QCOMPARE(found.error().message,
                     std::string("model.onnx: expected a language model, whose output at a token changes with earlier "
                                 "tokens alone, found that it changes with later ones along either axis"));
        }
    }

    /// Classes are no words.
    void classifiers()
    {
        const std::vector<std::string> names{"batch", "sequence"};
        const auto of = [&](const NetworkPtr& network, std::int32_t largest) {
            return TextEvaluator::create(network, randomTokens(200, largest), {4, 7}).error().message;
        };
        QCOMPARE(of(withoutContext(names, 5), words - 1),
                 std::string("model.onnx: expected logits for each of the 20 words that it knows, as language models "
                             "have, found 5 outputs for a token"));
        const std::string ofTexts = of(withoutContext(names, 5, 1), words - 1);
        QVERIFY2(ofTexts.starts_with("model.onnx: expected logits for each of ") && ofTexts.ends_with("×5"),
                 ofTexts.c_str());
        QCOMPARE(embeddedWords(*withoutContext(names, 5)->graph, 0), std::optional(words));
        for (const NetworkPtr& network : {withoutContext(names, 5), withoutContext(names, 5, 1), withoutContext(names)})
            QCOMPARE(of(network, words),
                     std::string("text: expected tokens 0 to 19, as the network knows 20 words, found "
                                 "token 20"));
    }

    /// Attention to earlier tokens alone, as transformers have it; their exporters write the mask by Range and Where.
    void attention()
    {
        const auto text = randomTokens(4 * 30);
        const TextConfig config{4, 7};
        const double batchFirst = perplexityOf(transformer(true), config, text);
        QVERIFY(std::abs(perplexityOf(transformer(false), config, text) - batchFirst) < 1e-5);
        QVERIFY(std::abs(perplexityOf(transformer(true), {4, 7, 0, TokenOrder::BatchFirst}, text) - batchFirst) < 1e-9);
        QVERIFY(std::abs(perplexityOf(transformer(true), {4, 7, 0, TokenOrder::TimeFirst}, text) - batchFirst) > 1e-3);
    }

private:
    static QString text_(double a, double b) { return QStringLiteral("%1, %2").arg(a, 0, 'g', 12).arg(b, 0, 'g', 12); }
};

TERMSCOPE_TEST(TestTimeAxis)
#include "TestTimeAxis.moc"
