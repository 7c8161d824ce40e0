// ONNX's Attention against the same taken apart into its two products: heads that share keys, packed heads, a cache, a
// mask, a cap, what is in the future; and that the products are layers that can be quantized.
#include "core/graph/AttentionForm.h"
#include "core/run/GraphRunner.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

constexpr std::int64_t width = 12;

struct Form {
    std::int64_t heads = 3;
    std::int64_t shared = 3; ///< heads of keys and values
    bool packed = true;      ///< [batch, length, heads · size]
    bool hasPast = false;
    bool hasMask = false;
    std::vector<Attribute> attributes;
};

/// Tokens [2, 5, 12], projected to Q, K and V, and attention.
samples::Builder built(const Form& form)
{
    samples::Builder builder;
    constexpr std::int64_t size = 4;
    const int x = builder.input("x", ElementType::Float32, {2, 5, width});
    const auto shape = [&](std::vector<std::int64_t> sizes) {
        return builder.constant("shape", integerValue({static_cast<std::int64_t>(sizes.size())}, std::move(sizes)));
    };
    const auto projected = [&](const char* name, std::int64_t heads) {
        const int rows = builder.node("MatMul", {x, builder.weights(name, {width, heads * size})}, 1)[0];
        if (form.packed)
            return rows;
        return builder.turned(builder.node("Reshape", {rows, shape({2, 5, heads, size})}, 1)[0], {0, 2, 1, 3});
    };
    std::vector<int> inputs{projected("q.weight", form.heads),
                            projected("k.weight", form.shared),
                            projected("v.weight", form.shared),
                            -1,
                            -1,
                            -1};
    if (form.hasMask)
        inputs[3] = builder.weights("mask", {5, form.hasPast ? 8 : 5});
    if (form.hasPast) {
        inputs[4] = builder.weights("past keys", {2, form.shared, 3, size});
        inputs[5] = builder.weights("past values", {2, form.shared, 3, size});
    }
    std::vector<Attribute> attributes = form.attributes;
    attributes.push_back({"q_num_heads", form.heads});
    attributes.push_back({"kv_num_heads", form.shared});
    builder.graph.outputs = builder.node("Attention", inputs, form.hasPast ? 3 : 1, std::move(attributes));
    return builder;
}

Outputs outputsOf(const NetworkPtr& network)
{
    std::mt19937 random(4);
    std::vector<ValuePtr> inputs{floatValue({2, 5, width}, samples::normalFloats(random, 2 * 5 * width))};
    return samples::unwrap(samples::unwrap(GraphRunner::create(network)).run(std::move(inputs)));
}

} // namespace

class TestAttentionForm : public QObject {
    Q_OBJECT

private slots:
    void asBefore_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < 7; ++i)
            QTest::newRow(qPrintable(QString::number(i))) << i;
    }

    void asBefore()
    {
        QFETCH(int, number);
        const std::vector<Attribute> causal{{"is_causal", std::int64_t{1}}};
        const std::array<Form, 7> forms{
            Form{},
            Form{4, 2, true, false, false, causal},
            Form{3, 3, false, false, true, {}},
            Form{4, 1, false, true, false, causal},
            Form{2, 2, true, true, true, {{"scale", 0.3F}}},
            Form{2, 2, true, false, false, {{"softcap", 0.5F}, {"is_causal", std::int64_t{1}}}},
            Form{6, 3, true, true, true, {{"softcap", 0.8F}}},
        };
        const Form& form = forms.at(static_cast<std::size_t>(number));
        samples::Builder whole = built(form);
        samples::Builder apart = built(form);
        splitAttention(apart.graph);
        const NetworkPtr before = whole.network();
        const NetworkPtr after = apart.network();
        QCOMPARE(before->layers.size(), std::size_t{3});
        QCOMPARE(after->layers.size(), std::size_t{5});
        QVERIFY(after->layers[3].isAttention() && after->layers[4].isAttention());
        QVERIFY(after->layers[3].name.ends_with(".qk"));
        QVERIFY(after->layers[4].name.ends_with(".sv"));
        const Outputs expected = outputsOf(before);
        const Outputs found = outputsOf(after);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i]->shape, expected[i]->shape);
            for (std::size_t j = 0; j < found[i]->floats.size(); ++j)
                QVERIFY(std::abs(found[i]->floats[j] - expected[i]->floats[j]) < 1e-5F);
        }
    }

    /// Scores that are an output of the node themselves: it stays.
    void scoresAsked()
    {
        samples::Builder builder = built({});
        builder.graph.nodes.back().outputs = {builder.graph.outputs[0], -1, -1,
                                              builder.graph.addValue("scores", nullptr)};
        splitAttention(builder.graph);
        QCOMPARE(builder.graph.nodes.back().op, std::string("Attention"));
    }
};

TERMSCOPE_TEST(TestAttentionForm)
#include "TestAttentionForm.moc"
