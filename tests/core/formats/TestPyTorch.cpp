// PyTorch files against a writer of its own: pickles put together operation by operation, tensors by strides.

#include "core/files/FloatBytes.h"
#include "core/files/Zip.h"
#include "core/formats/NetworkReader.h"
#include "tests/core/formats/PickleText.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>
#include <random>

using namespace termscope;
using namespace termscope::pickles;

namespace {

using Members = std::vector<std::pair<std::string, Bytes>>;

/// An archive of torch.save: the pickle, storages by key, other members.
Bytes archive(const std::string& pickle, const Members& storages, const Members& more = {})
{
    std::vector<ZipInput> members{{"net/data.pkl", bytes(pickle)}};
    for (const auto& [key, data] : storages)
        members.push_back({"net/data/" + key, data});
    for (const auto& [name, data] : more)
        members.push_back({"net/" + name, data});
    return zipBytes(members).value();
}

NetworkPtr read(const Bytes& file)
{
    const auto network = parseNetwork(file, "net.pt");
    if (!network)
        qWarning("%s", network.error().message.c_str());
    return network ? *network : nullptr;
}

std::string sentence(const Bytes& file)
{
    const auto network = parseNetwork(file, "net.pt");
    return network ? "" : network.error().message;
}

std::vector<float> someNumbers(std::size_t count, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    std::ranges::generate(values, [&] { return normal(random); });
    return values;
}

/// Every number of a view, found by adding up strides.
std::vector<float> viewed(const std::vector<float>& numbers, const ViewText& view)
{
    std::vector<std::int64_t> places{view.offset};
    for (std::size_t axis = 0; axis < view.shape.size(); ++axis) {
        std::vector<std::int64_t> next;
        for (const std::int64_t place : places)
            for (std::int64_t i = 0; i < view.shape[axis]; ++i)
                next.push_back(place + i * view.strides[axis]);
        places = next;
    }
    std::vector<float> values;
    for (const std::int64_t place : places)
        values.push_back(numbers[static_cast<std::size_t>(place)]);
    return values;
}

Bytes swapped(Bytes data, std::size_t size)
{
    for (std::size_t i = 0; i < data.size(); i += size)
        std::reverse(data.begin() + static_cast<std::ptrdiff_t>(i),
                     data.begin() + static_cast<std::ptrdiff_t>(i + size));
    return data;
}

} // namespace

class TestPyTorch : public QObject {
    Q_OBJECT

private slots:
    void types_data();
    void types();
    void views();
    void largeViews();
    void sharedStorage();
    void namesOfContainers();
    void parametersAndTypedTensors();
    void newerProtocol();
    void oldFormat_data();
    void oldFormat();
    void attributesOfDicts();
    void otherNames_data();
    void otherNames();
    void otherObjects();
    void quantized_data();
    void quantized();
    void quantizedModule();
    void numPyArrays_data();
    void numPyArrays();
    void leftOut();
};

void TestPyTorch::types_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("type");
    QTest::newRow("double") << "Double" << static_cast<int>(FloatType::F64);
    QTest::newRow("float") << "Float" << static_cast<int>(FloatType::F32);
    QTest::newRow("half") << "Half" << static_cast<int>(FloatType::F16);
    QTest::newRow("bfloat16") << "BFloat16" << static_cast<int>(FloatType::BF16);
}

/// In both byte orders, in memory and where a mapped file has them.
void TestPyTorch::types()
{
    QFETCH(const QString, name);
    QFETCH(const int, type);
    const auto form = static_cast<FloatType>(type);
    constexpr std::int64_t rows = 700;
    constexpr std::int64_t columns = 900;
    const Bytes data = bytesFromFloats(someNumbers(rows * columns), form);
    const std::vector<float> expected = floatsFromBytes(data, form);
    const std::string pickle = pickled(dict({{"fc.weight", tensor(storage({"0", name.toStdString(), rows * columns}),
                                                                  {0, {rows, columns}, {columns, 1}})}}));
    for (const bool big : {false, true}) {
        const Bytes file = archive(pickle, {{"0", big ? swapped(data, byteSize(form)) : data}},
                                   {{"byteorder", bytes(big ? "big" : "little")}});
        const NetworkPtr fromMemory = read(file);
        QVERIFY(fromMemory);
        QCOMPARE(fromMemory->layers[0].name, std::string("fc"));
        QVERIFY(fromMemory->layers[0].weight.values.toVector() == expected);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("net.pt").toStdString();
        QVERIFY(writeFile(path, file));
        const auto mapped = readNetwork(path);
        QVERIFY(mapped);
        QCOMPARE((*mapped)->files.size(), std::size_t{1});
        const SharedFloats& values = (*mapped)->layers[0].weight.values;
        QCOMPARE(values.size(), expected.size());
        QVERIFY(values.part(123456, 1000).toVector()
                == std::vector<float>(expected.begin() + 123456, expected.begin() + 124456));
        std::vector<float> parts;
        values.visitParts([&](std::span<const float> part) { parts.insert(parts.end(), part.begin(), part.end()); });
        QVERIFY(parts == expected);
        QVERIFY(values.toVector() == expected);
        QVERIFY(values == SharedFloats(expected)); // through data()
    }
}

/// Axes in any order, gaps, repetitions, offsets.
void TestPyTorch::views()
{
    std::mt19937 random(3);
    const std::vector<float> numbers = someNumbers(500);
    for (int round = 0; round < 500; ++round) {
        ViewText view;
        view.offset = random() % 20;
        std::int64_t reach = view.offset + 1;
        for (std::size_t axes = 2 + random() % 4; axes > 0; --axes) {
            view.shape.push_back(1 + random() % 4);
            view.strides.push_back(random() % 30);
            reach += (view.shape.back() - 1) * view.strides.back();
        }
        const std::string pickle = pickled(dict({{"w", tensor(storage({"7", "Float", 500}), view)}}));
        const Bytes file = archive(pickle, {{"7", bytesFromFloats(numbers)}});
        QVERIFY(reach <= 500);
        const NetworkPtr network = read(file);
        QVERIFY(network);
        QVERIFY(network->layers[0].weight.shape == view.shape);
        QVERIFY(network->layers[0].weight.values.toVector() == viewed(numbers, view));
    }
}

/// In a file that stays mapped: several parts of a matrix that is turned, and one with gaps.
void TestPyTorch::largeViews()
{
    constexpr std::int64_t rows = 1500;
    constexpr std::int64_t columns = 1100;
    const Bytes data = bytesFromFloats(someNumbers(rows * columns), FloatType::F16);
    const std::vector<float> numbers = floatsFromBytes(data, FloatType::F16);
    const ViewText turned{0, {columns, rows}, {1, columns}};
    const ViewText gaps{5, {rows - 1, columns / 2}, {columns, 2}};
    const std::string half = storage({"0", "Half", rows * columns});
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("net.pt").toStdString();
    QVERIFY(writeFile(path,
                      archive(pickled(dict({{"a", tensor(half, turned)}, {"b", tensor(half, gaps)}})), {{"0", data}})));
    const auto network = readNetwork(path);
    QVERIFY(network);
    for (const auto& [layer, view] : {std::pair{0U, turned}, {1U, gaps}}) {
        const SharedFloats& values = (*network)->layers[layer].weight.values;
        const std::vector<float> expected = viewed(numbers, view);
        QVERIFY(values.toVector() == expected);
        std::vector<float> parts;
        values.visitParts([&](std::span<const float> part) { parts.insert(parts.end(), part.begin(), part.end()); });
        QVERIFY(parts == expected);
        QVERIFY(values.part(777, 99).loaded()
                == SharedFloats(std::vector<float>(expected.begin() + 777, expected.begin() + 876)));
    }
}

void TestPyTorch::sharedStorage()
{
    const std::vector<float> numbers = someNumbers(12);
    const std::string all = tensor(storage({"0", "Float", 12}), {0, {3, 4}, {4, 1}});
    const std::string part = tensor(storage({"0", "Float", 12}), {4, {2, 4}, {4, 1}});
    // The second is put into the memo, and the third taken from it.
    const std::string pickle = pickled(dict({{"a", all}, {"b", part + "q\x05"}, {"c", "h\x05"}}));
    const NetworkPtr network = read(archive(pickle, {{"0", bytesFromFloats(numbers)}}));
    QVERIFY(network);
    QCOMPARE(network->layers.size(), std::size_t{3});
    const std::vector<float> rest(numbers.begin() + 4, numbers.end());
    QVERIFY(network->layers[0].weight.values.toVector() == numbers);
    QVERIFY(network->layers[1].weight.values.toVector() == rest);
    QVERIFY(network->layers[2].weight.values.toVector() == rest);
}

void TestPyTorch::namesOfContainers()
{
    const std::string w = tensor(storage({"0", "Float", 4}), {0, {2, 2}, {2, 1}});
    const std::string list = "](" + w + "K\x07" + "N" + unicode("text") + "(" + w + "\x88t" + "e";
    const std::string numbered = "}K\x03" + w + "s";
    const std::string root = dict({{"epoch", "K\x05"},
                                   {"rate", std::string("G\x3f\xe0\0\0\0\0\0\0", 9)},
                                   {"state_dict", dict({{"fc.weight", w}})},
                                   {"list", list},
                                   {"state", numbered}});
    const NetworkPtr network = read(archive(pickled(root), {{"0", bytesFromFloats(someNumbers(4))}}));
    QVERIFY(network);
    std::vector<std::string> names;
    for (const WeightLayer& layer : network->layers)
        names.push_back(layer.tensorName);
    QCOMPARE(names, (std::vector<std::string>{"state_dict.fc.weight", "list.0", "list.4.0", "state.3"}));
    const NetworkPtr alone = read(archive(pickled(w), {{"0", bytesFromFloats(someNumbers(4))}}));
    QVERIFY(alone);
    QCOMPARE(alone->layers[0].tensorName, std::string("tensor"));
}

void TestPyTorch::parametersAndTypedTensors()
{
    const std::string ordered = global("collections", "OrderedDict") + ")R";
    const std::string parameter = global("torch._utils", "_rebuild_parameter") + "("
                                  + tensor(storage({"0", "Float", 6}), {0, {2, 3}, {3, 1}}) + "\x88" + ordered + "tR";
    const std::string untyped = "(" + unicode("storage") + global("torch.storage", "UntypedStorage") + unicode("1")
                                + unicode("cpu") + whole(12) + "tQ";
    const std::string typed = global("torch._utils", "_rebuild_tensor_v3") + "(" + untyped + whole(0) + tuple({3, 2})
                              + tuple({2, 1}) + "\x89" + ordered + global("torch", "bfloat16") + "tR";
    const std::vector<float> numbers{1.0F, -2.0F, 0.5F, 4.0F, -0.25F, 8.0F};
    const NetworkPtr network = read(
        archive(pickled(dict({{"p", parameter}, {"t", typed}})),
                {{"0", bytesFromFloats(numbers)}, {"1", bytesFromFloats(numbers, FloatType::BF16)}}));
    QVERIFY(network);
    QCOMPARE(network->layers.size(), std::size_t{2});
    QVERIFY(network->layers[0].weight.values.toVector() == numbers);
    QVERIFY(network->layers[1].weight.values.toVector() == numbers);
    QCOMPARE(network->layers[1].weight.shape, (Shape{3, 2}));
}

/// Frames, short texts, a memo without numbers, names as two texts.
void TestPyTorch::newerProtocol()
{
    const auto brief = [](const std::string& text) { return "\x8c" + littleEndian(text.size(), 1) + text; };
    const std::string rebuild = brief("torch._utils") + "\x94" + brief("_rebuild_tensor_v2") + "\x94\x93\x94";
    const std::string id = "(" + brief("storage") + "\x94" + brief("torch") + "\x94" + brief("FloatStorage")
                           + "\x94\x93\x94" + brief("0") + "\x94" + brief("cpu") + "\x94K\x06t\x94Q";
    const std::string ordered = brief("collections") + "\x94" + brief("OrderedDict") + "\x94\x93\x94)R\x94";
    const std::string w = rebuild + "(" + id + "K" + std::string(1, '\0') + "K\x02K\x03\x86\x94K\x03K\x01\x86\x94\x89"
                          + ordered + "t\x94R\x94";
    for (const char protocol : {'\x04', '\x05'}) {
        const std::string content = "}\x94" + brief("w") + "\x94" + w + "s.";
        const std::string pickle = std::string("\x80") + protocol + "\x95" + littleEndian(content.size(), 8) + content;
        const std::vector<float> numbers = someNumbers(6);
        const NetworkPtr network = read(archive(pickle, {{"0", bytesFromFloats(numbers)}}));
        QVERIFY(network);
        QCOMPARE(network->layers[0].weight.shape, (Shape{2, 3}));
        QVERIFY(network->layers[0].weight.values.toVector() == numbers);
    }
}

void TestPyTorch::oldFormat_data()
{
    QTest::addColumn<bool>("big");
    QTest::newRow("little-endian") << false;
    QTest::newRow("big-endian") << true;
}

void TestPyTorch::oldFormat()
{
    QFETCH(const bool, big);
    const std::vector<float> numbers = someNumbers(12);
    const Bytes data = bytesFromFloats(numbers);
    const std::string root = dict({{"a", tensor(storage({"41", "Float", 12}, true), {0, {3, 4}, {4, 1}})},
                                   {"b", tensor(storage({"40", "Float", 12}, true), {0, {4, 3}, {1, 4}})},
                                   {"n", tensor(storage({"9", "Long", 1}, true), {0, {}, {}})}});
    const std::string magic = std::string("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19");
    std::string file = pickled(magic) + pickled("M\xe9\x03")
                       + pickled(dict({{"protocol_version", "M\xe9\x03"}, {"little_endian", big ? "\x89" : "\x88"}}))
                       + pickled(root) + pickled("](" + unicode("9") + unicode("40") + unicode("41") + "e");
    const auto add = [&](std::uint64_t count, const Bytes& content, std::size_t size) {
        std::string number = littleEndian(count, 8);
        if (big)
            std::ranges::reverse(number);
        const Bytes stored = big ? swapped(content, size) : content;
        file += number + std::string(reinterpret_cast<const char*>(stored.data()), stored.size());
    };
    add(1, Bytes(8), 8);
    add(12, data, 4);
    add(12, data, 4);
    const NetworkPtr network = read(bytes(file));
    QVERIFY(network);
    QCOMPARE(network->layers.size(), std::size_t{2});
    QVERIFY(network->layers[0].weight.values.toVector() == numbers);
    QVERIFY(network->layers[1].weight.values.toVector() == viewed(numbers, {0, {4, 3}, {1, 4}}));
    QCOMPARE(sentence(bytes(file.substr(0, file.size() - 1))),
             std::string("net.pt: storage 41: expected 12 values in 48 bytes, found 12 in 47"));
}

void TestPyTorch::attributesOfDicts()
{
    const std::string w = tensor(storage({"0", "Float", 4}), {0, {2, 2}, {2, 1}});
    const std::string ordered = global("collections", "OrderedDict") + ")R(" + unicode("w") + w + "u"
                                + dict({{"_metadata", "}"}}) + "b";
    QVERIFY(read(archive(pickled(ordered), {{"0", bytesFromFloats(someNumbers(4))}})));
}

void TestPyTorch::otherNames_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("name");
    for (const auto& [module, name] : {std::pair{"os", "system"},
                                       {"builtins", "eval"},
                                       {"builtins", "getattr"},
                                       {"__builtin__", "exec"},
                                       {"torch", "load"},
                                       {"torch.nn.modules.linear", "Linear"},
                                       {"torch._utils", "_rebuild_sparse_tensor"},
                                       {"torch", "FloatStorage.__init__"},
                                       {"torch.FloatStorage", ""},
                                       {"", ""}})
        QTest::addRow("%s.%s", module, name) << module << name;
}

/// Nothing is made of what they name, and nothing is run: the value is told of, and the tensors beside it open.
void TestPyTorch::otherNames()
{
    QFETCH(const QString, module);
    QFETCH(const QString, name);
    const std::string named = global(module.toStdString(), name.toStdString());
    const std::string w = tensor(storage({"0", "Float", 4}), {0, {2, 2}, {2, 1}});
    const std::string full = module.toStdString() + "." + name.toStdString();
    for (const std::string& value :
         {named, named + unicode("true") + "\x85R", named + ")\x81" + dict({{"a", w}}) + "b", named + ")}\x92",
          named + ")R)R", named + ")R(" + unicode("a") + w + "u", named + ")R(" + w + "e"}) {
        const NetworkPtr network = read(
            archive(pickled(dict({{"w", w}, {"x", value}})), {{"0", bytesFromFloats(someNumbers(4))}}));
        QVERIFY(network);
        QCOMPARE(network->layers.size(), std::size_t{1});
        QCOMPARE(network->warnings, std::vector<std::string>{"value x is left out: no tensor but " + full});
        QCOMPARE(
            sentence(archive(pickled(value), {})),
            "net.pt: expected at least one floating-point tensor of 2 to 5 axes with values, found none: value object "
            "is left out: no tensor but "
                + full + ": of a whole module, save the weights with torch.save(module.state_dict(), …)");
    }
}

void TestPyTorch::otherObjects()
{
    const std::string w = tensor(storage({"0", "Float", 4}), {0, {2, 2}, {2, 1}});
    const std::string space = global("argparse", "Namespace") + ")\x81";
    const std::string defaults = global("collections", "defaultdict") + global("builtins", "dict") + "\x85R("
                                 + unicode("w") + w + "u";
    const NetworkPtr network = read(archive(pickled(dict({{"a", space},
                                                          {"b", space},
                                                          {"c", defaults},
                                                          {"set", "\x8f(K\x01K\x02\x90"},
                                                          {"frozen", "(K\x01\x91"},
                                                          {"gone", "K\x01K\x02"
                                                                   "0"},
                                                          {"marked", "K\x01(K\x02K\x03"
                                                                     "1"}})),
                                            {{"0", bytesFromFloats(someNumbers(4))}}));
    QVERIFY(network);
    QCOMPARE(network->layers.size(), std::size_t{1});
    QCOMPARE(network->layers[0].name, std::string("c.w"));
    QCOMPARE(network->warnings,
             std::vector<std::string>{"2 values are left out: no tensor but argparse.Namespace (a, b)"});
}

void TestPyTorch::quantized_data()
{
    QTest::addColumn<bool>("isSigned");
    QTest::addColumn<bool>("perChannel");
    QTest::addColumn<bool>("turned");
    for (const bool isSigned : {false, true})
        for (const bool perChannel : {false, true})
            for (const bool turned : {false, true})
                QTest::addRow("%s, %s%s", isSigned ? "qint8" : "quint8", perChannel ? "per channel" : "per tensor",
                              turned ? ", columns in a row" : "")
                    << isSigned << perChannel << turned;
}

/// The integers of the file, whatever its order.
void TestPyTorch::quantized()
{
    QFETCH(const bool, isSigned);
    QFETCH(const bool, perChannel);
    QFETCH(const bool, turned);
    const int lowest = isSigned ? -128 : 0;
    std::vector<std::int64_t> q(12);
    for (int i = 0; i < 12; ++i)
        q[static_cast<std::size_t>(i)] = lowest + i * 23;
    const std::vector<float> scales{0.5F, 0.25F, 2.0F};
    const std::vector<int> zeros{3, 0, 100};
    Bytes stored;
    for (const std::int64_t value : q)
        stored.push_back(static_cast<std::byte>(value));
    const std::string affine = global("torch", perChannel ? "per_channel_affine" : "per_tensor_affine");
    const std::string quantizer = perChannel ? "(" + affine + tensor(storage({"1", "Double", 3}), {0, {3}, {1}})
                                                   + tensor(storage({"2", "Long", 3}), {0, {3}, {1}}) + whole(0) + "t"
                                             : "(" + affine + std::string("G\x3f\xe0\0\0\0\0\0\0", 9) + whole(3) + "t";
    const std::string w = quantizedTensor(
        storage({"0", isSigned ? "QInt8" : "QUInt8", 12}),
        {0, {3, 4}, turned ? std::vector<std::int64_t>{1, 3} : std::vector<std::int64_t>{4, 1}}, quantizer);
    const NetworkPtr network = read(
        archive(pickled(dict({{"fc.weight", w}})),
                {{"0", stored},
                 {"1", bytesFromFloats(scales, FloatType::F64)},
                 {"2", bytes(littleEndian(3, 8) + littleEndian(0, 8) + littleEndian(100, 8))}}));
    QVERIFY(network);
    const WeightLayer& layer = network->layers[0];
    QVERIFY(layer.given != nullptr);
    QCOMPARE(layer.given->storedAs(), text(isSigned ? "int8" : "uint8", perChannel ? " per channel" : " per tensor"));
    QCOMPARE(layer.given->lowest, lowest - (perChannel ? 100 : 3));
    QCOMPARE(layer.given->highest, lowest + 255 - (perChannel ? 0 : 3));
    std::vector<std::int32_t> integers(12);
    layer.given->integers->read(0, integers);
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 4; ++column) {
            const std::int64_t own = q[turned ? row + column * 3 : row * 4 + column];
            const auto integer = static_cast<std::int32_t>(own - zeros[perChannel ? row : 0]);
            QCOMPARE(integers[row * 4 + column], integer);
            QCOMPARE(layer.weight.values[row * 4 + column], static_cast<float>(integer) * scales[perChannel ? row : 0]);
        }
}

/// torch.ao.nn.quantized.Linear has its weight and bias in one value.
void TestPyTorch::quantizedModule()
{
    const std::string affine = "(" + global("torch", "per_tensor_affine") + std::string("G\x3f\xe0\0\0\0\0\0\0", 9)
                               + whole(0) + "t";
    const std::string w = quantizedTensor(storage({"0", "QInt8", 4}), {0, {2, 2}, {2, 1}}, affine);
    const std::string bias = tensor(storage({"1", "Float", 2}), {0, {2}, {1}});
    const NetworkPtr network = read(archive(pickled(dict({{"fc._packed_params.dtype", global("torch", "qint8")},
                                                          {"fc._packed_params._packed_params", w + bias + "\x86"}})),
                                            {{"0", bytes("abcd")}, {"1", bytesFromFloats(someNumbers(2))}}));
    QVERIFY(network);
    QVERIFY(network->warnings.empty());
    QCOMPARE(network->layers[0].name, std::string("fc"));
    QCOMPARE(network->layers[0].bias, someNumbers(2));
    QCOMPARE(network->layers[0].weight.values[3], 50.0F);
    const std::string beyond = "(" + global("torch", "per_tensor_affine") + std::string("G\x3f\xe0\0\0\0\0\0\0", 9)
                               + whole(128) + "t";
    QCOMPARE(sentence(archive(
                 pickled(dict({{"w", quantizedTensor(storage({"0", "QInt8", 4}), {0, {2, 2}, {2, 1}}, beyond)}})),
                 {{"0", bytes("abcd")}})),
             std::string("net.pt: tensor w: expected zero points from -128 to 127 as qint8 has them, found 128"));
}

void TestPyTorch::numPyArrays_data()
{
    QTest::addColumn<bool>("asText");
    QTest::newRow("bytes") << false;
    QTest::newRow("a text in place of bytes") << true;
}

/// As NumPy pickles them: made empty, then given a state.
void TestPyTorch::numPyArrays()
{
    QFETCH(const bool, asText);
    const std::vector<float> numbers = someNumbers(6);
    const auto array = [&](const std::string& type, char order, const std::string& data, const std::string& shape,
                           bool fortran) {
        std::string raw;
        for (const char byte : data)
            raw += (byte & 0x80) == 0 ? std::string(1, byte)
                                      : std::string{static_cast<char>(0xC0 | (byte >> 6 & 3)),
                                                    static_cast<char>(0x80 | (byte & 0x3F))};
        const std::string content = asText ? global("_codecs", "encode") + unicode(raw) + unicode("latin1") + "\x86R"
                                           : "B" + littleEndian(data.size(), 4) + data;
        const std::string dtype = global("numpy", "dtype") + unicode(type) + "\x89\x88\x87R(K\x03"
                                  + unicode(std::string(1, order)) + "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK"
                                  + std::string(1, '\0') + "tb";
        return global("numpy.core.multiarray", "_reconstruct") + global("numpy", "ndarray") + "K" + std::string(1, '\0')
               + "\x85" + "C\x01" + "b\x87R(K\x01" + shape + dtype + (fortran ? "\x88" : "\x89") + content + "tb";
    };
    const Bytes data = bytesFromFloats(numbers);
    const std::string floats(reinterpret_cast<const char*>(data.data()), data.size());
    const NetworkPtr network = read(archive(pickled(dict({{"a", array("f4", '<', floats, "K\x02K\x03\x86", false)},
                                                          {"b", array("f4", '<', floats, "K\x02K\x03\x86", true)},
                                                          {"n", array("i8", '<', littleEndian(7, 8), ")", false)}})),
                                            {}));
    QVERIFY(network);
    QCOMPARE(network->layers.size(), std::size_t{2});
    QCOMPARE(network->layers[0].weight.values.toVector(), numbers);
    for (std::size_t i = 0; i < 6; ++i)
        QCOMPARE(network->layers[1].weight.values[i], numbers[i % 3 * 2 + i / 3]);
    QCOMPARE(network->warnings,
             std::vector<std::string>{"array n is left out: it holds <i8, not floating-point numbers"});
    QCOMPARE(sentence(archive(pickled(array("f4", '<', floats, "K\x02K\x04\x86", false)), {})),
             std::string("net.pt: array array: expected 32 bytes for <f4 2×4, found 24"));
}

void TestPyTorch::leftOut()
{
    std::vector<std::pair<std::string, std::string>> entries{
        {"w", tensor(storage({"0", "Float", 4}), {0, {2, 2}, {2, 1}})},
        {"mask", tensor(storage({"2", "Bool", 1}), {0, {1}, {1}})}};
    for (int i = 0; i < 5; ++i)
        entries.emplace_back("n" + std::to_string(i), tensor(storage({"1", "Long", 1}), {0, {}, {}}));
    const NetworkPtr network = read(
        archive(pickled(dict(entries)), {{"0", bytesFromFloats(someNumbers(4))}, {"1", Bytes(8)}, {"2", Bytes(1)}}));
    QVERIFY(network);
    QCOMPARE(network->warnings,
             (std::vector<std::string>{
                 "tensor mask is left out: it holds bool, not floating-point numbers",
                 "5 tensors are left out: they hold int64, not floating-point numbers (n0, n1, n2, …)"}));
}

TERMSCOPE_TEST(TestPyTorch)
#include "TestPyTorch.moc"
