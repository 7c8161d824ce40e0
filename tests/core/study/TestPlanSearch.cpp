// The search for the cheapest settings layer by layer: what it reports against evaluations, and what it must find.
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/settings/ProvisionedPairs.h"
#include "core/study/OneLayer.h"
#include "core/study/SearchFronts.h"
#include "core/study/SearchShard.h"
#include "core/study/SearchSteps.h"
#include "core/study/TextParts.h"
#include "resources/ExampleText.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace termscope;

class TestPlanSearch : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pointsAreWhatTheySay();
    void frontsAreFronts();
    void plansReachBothEnds();
    void cheapLayersGiveFirst();
    void boundIsKept();
    void boundThatNothingMeets();
    void lowerLoss();
    void boundOnTheCost();
    void costOfItsOwn();
    void costThatFails();
    void fewerSamplesScored();
    void tellsWhatIsKnown();
    void ownSettingsStay();
    void partsAreTheWhole();
    void groupSizesVary();
    void groupSizeOfItsOwnStays();
    void refusesTexts();
    void searchesPartsOfTexts();
    void refusesPartsThatAreAll();
    void refusesTooManySamples();
    void gain();
    void csv();

private:
    std::unique_ptr<ImageEvaluator> evaluator_;
    SearchConfig config_;
    SearchResult found_;
};

void TestPlanSearch::initTestCase()
{
    const embedded::Example& example = *embedded::findExample("fashion");
    DatasetConfig data;
    data.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
    evaluator_ = std::make_unique<ImageEvaluator>(samples::unwrap(ImageEvaluator::create(
        samples::unwrap(parseNetwork(example.network, example.networkName)),
        samples::unwrap(parseDataset(example.images, example.labels, example.dataName, data)), 400)));
    config_.budgets = {3, 6, 12, 24};
    config_.dataTerms = {1, 2, 3};
    config_.bits = {4, 6, 8};
    config_.searchSamples = 128;
    config_.points = 8;
    found_ = samples::unwrap(searchPlans(*evaluator_, config_));
}

/// Cost by the layers' own pairs; scores by evaluations of the same samples.
void TestPlanSearch::pointsAreWhatTheySay()
{
    const Network& network = evaluator_->network();
    QCOMPARE(found_.searchSamples, (SampleRange{0, 128}));
    QCOMPARE(found_.scoreSamples, (SampleRange{128, 272}));
    QVERIFY(found_.front.size() >= 3);
    for (const SearchPoint& point : found_.front) {
        double pairs = 0.0;
        double products = 0.0;
        for (const WeightLayer& layer : network.layers) {
            const auto own = point.settings.layers.find(layer.name);
            QVERIFY(own != point.settings.layers.end());
            const double macs = static_cast<double>(*layer.macs);
            products += macs;
            if (own->second.method == Method::Quantized) {
                const int m = *own->second.weightBits - 1;
                pairs += macs * m * m;
            } else {
                const double g = static_cast<double>(std::min<std::int64_t>(8, layer.inputs()));
                pairs += macs * std::min(49.0, *own->second.dataTerms * *own->second.budget / g);
            }
        }
        QVERIFY(std::abs(point.cost - pairs / products) < 1e-9);
        QCOMPARE(point.scored.predictions,
                 evaluator_->evaluate(Method::Revealed, point.settings, found_.scoreSamples).predictions);
        QCOMPARE(point.searched.evaluated + point.scored.evaluated, 400);
    }
}

void TestPlanSearch::frontsAreFronts()
{
    for (const auto* front : {&found_.front, &found_.uniform})
        for (std::size_t i = 1; i < front->size(); ++i) {
            QVERIFY((*front)[i].cost > (*front)[i - 1].cost);
            QVERIFY((*front)[i].searched.top1() > (*front)[i - 1].searched.top1());
        }
    for (const SearchPoint& point : found_.uniform)
        QVERIFY(point.settings.layers.empty());
}

/// The cheapest plan has the least of everything.
void TestPlanSearch::plansReachBothEnds()
{
    for (const auto& [name, layer] : found_.front.front().settings.layers) {
        if (layer.method == Method::Quantized)
            QCOMPARE(*layer.weightBits, 4);
        else
            QCOMPARE(std::pair(*layer.budget, *layer.dataTerms), std::pair(3, 1));
    }
    for (std::size_t i = 1; i < found_.front.size(); ++i)
        QVERIFY(found_.front[i].predicted <= found_.front[i - 1].predicted);
}

/// Two layers of as many products, one of which hardly touches the outputs: it gives up its terms first.
void TestPlanSearch::cheapLayersGiveFirst()
{
    auto network = std::make_shared<Network>(*samples::mlp(3, {16, 16, 16, 8}, "Identity", false));
    std::vector<float> identity(256, 0.0F);
    for (int i = 0; i < 16; ++i) // one value a row: k = 8 drops nothing
        identity[static_cast<std::size_t>(17 * i)] = 1.0F;
    network->layers[1].weight = {{16, 16}, std::move(identity)};
    const DatasetPtr random = samples::randomDataset(4, 2200, 16, 8);
    ImageEvaluator labels = samples::unwrap(ImageEvaluator::create(network, random));
    auto dataset = std::make_shared<Dataset>(*random); // float is right everywhere
    dataset->labels = labels.evaluate(Method::Float, {}).predictions;
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, dataset));
    SearchConfig config;
    config.budgets = {8, 32};
    config.dataTerms = {0};
    config.searchSamples = 1024;
    config.points = 12;
    const SearchResult found = samples::unwrap(searchPlans(evaluator, config));
    bool seen = false;
    for (const SearchPoint& point : found.front) {
        const auto budget = [&](const char* name) { return *point.settings.layers.at(name).budget; };
        if (budget("fc1") == 32 || budget("fc3") == 32) {
            QCOMPARE(budget("fc2"), 8);
            seen = true;
        }
    }
    QVERIFY(seen);
}

void TestPlanSearch::boundIsKept()
{
    SearchConfig config = config_;
    config.mostLoss = 3.0;
    const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
    QVERIFY(found.chosen);
    const double reference = found.floatsSearched.top1();
    QVERIFY(reference - found.front[*found.chosen].searched.top1() <= 3.0);
    for (std::size_t i = 0; i < *found.chosen; ++i)
        QVERIFY(reference - found.front[i].searched.top1() > 3.0);
}

void TestPlanSearch::boundThatNothingMeets()
{
    SearchConfig config = config_;
    config.budgets = {1};
    config.dataTerms = {1};
    config.bits = {2};
    config.mostLoss = 0.5;
    const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
    QVERIFY(!found.chosen);
    QCOMPARE(*found.nearestLoss, found.floatsSearched.top1() - found.front.back().searched.top1());
}

/// A looser bound gives no dearer plan.
void TestPlanSearch::lowerLoss()
{
    double before = 1e9;
    for (const double loss : {1.0, 4.0, 16.0}) {
        SearchConfig config = config_;
        config.mostLoss = loss;
        const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
        QVERIFY(found.chosen);
        QVERIFY(found.front[*found.chosen].cost <= before);
        before = found.front[*found.chosen].cost;
    }
}

/// Of the plans that cost no more, the one that scores most; with a bound on the loss, the cheapest.
void TestPlanSearch::boundOnTheCost()
{
    SearchConfig config = config_;
    const double most = 0.5 * (found_.front.front().cost + found_.front.back().cost);
    config.mostCost = most;
    const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
    QVERIFY(found.chosen);
    QVERIFY(found.front[*found.chosen].cost <= most);
    QVERIFY(*found.chosen + 1 == found.front.size() || found.front[*found.chosen + 1].cost > most);
    config.mostLoss = 100.0;
    QCOMPARE(samples::unwrap(searchPlans(*evaluator_, config)).chosen, std::optional(std::size_t{0}));
    config.mostCost = 1e-6;
    const SearchResult none = samples::unwrap(searchPlans(*evaluator_, config));
    QVERIFY(!none.chosen);
    QCOMPARE(*none.nearestCost, none.front.front().cost);
}

/// A cost that only the first layer has: the others run at their best, and every point costs what it says.
void TestPlanSearch::costOfItsOwn()
{
    SearchConfig config = config_;
    config.planCost = PlanCost{"of the first layer", [](const NetworkPlan& plan, int layer) -> Result<double> {
                                   const Settings& s = plan[layer].settings;
                                   if (layer > 0)
                                       return 0.0;
                                   return plan[layer].method == Method::Quantized ? s.weightBits : 8.0;
                               }};
    const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
    const std::string& first = evaluator_->network().layers.front().name;
    QVERIFY(!found.front.empty());
    for (const SearchPoint& point : found.front)
        QCOMPARE(point.cost, static_cast<double>(*point.settings.layers.at(first).weightBits));
    QCOMPARE(found.quantized.size(), std::size_t{5});
    for (const SearchPoint& point : found.quantized)
        QCOMPARE(point.cost, static_cast<double>(point.settings.weightBits));
}

void TestPlanSearch::costThatFails()
{
    SearchConfig config = config_;
    config.planCost = PlanCost{"", [](const NetworkPlan&, int) -> Result<double> { return fail("no such array"); }};
    const auto found = searchPlans(*evaluator_, config);
    QVERIFY(!found);
    QCOMPARE(found.error().message, std::string("no such array"));
}

void TestPlanSearch::fewerSamplesScored()
{
    SearchConfig config = config_;
    config.scoreSamples = 50;
    config.points = 2;
    const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
    QCOMPARE(found.scoreSamples, (SampleRange{128, 50}));
    QCOMPARE(found.front.front().scored.evaluated, 50);
    config.scoreSamples = 1000; // more than there are
    QCOMPARE(samples::unwrap(searchPlans(*evaluator_, config)).scoreSamples, (SampleRange{128, 272}));
}

void TestPlanSearch::tellsWhatIsKnown()
{
    std::size_t told = 0;
    std::size_t points = 0;
    const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config_, {}, [&](const SearchResult& sofar) {
        ++told;
        QCOMPARE(sofar.searchSamples, (SampleRange{0, 128}));
        QVERIFY(!sofar.front.empty());
        points = sofar.front.size() + sofar.uniform.size();
    }));
    QVERIFY(told >= found.front.size() + found.uniform.size());
    QCOMPARE(points, found.front.size() + found.uniform.size());
}

/// What the user said of a layer is not searched: float stays float, a group size of its own stays.
void TestPlanSearch::ownSettingsStay()
{
    SearchConfig config = config_;
    const std::string& floating = evaluator_->network().layers.back().name;
    const NetworkPlan plan(evaluator_->network(), Method::Revealed, {});
    std::string grouped;
    for (int i = 0; i < plan.size(); ++i)
        if (plan[i].method == Method::Revealed
            && evaluator_->network().layers[static_cast<std::size_t>(i)].name != floating)
            grouped = evaluator_->network().layers[static_cast<std::size_t>(i)].name;
    config.settings.layers[floating].method = Method::Float;
    config.settings.layers[grouped].groupSize = 4;
    config.points = 3;
    for (const SearchPoint& point : samples::unwrap(searchPlans(*evaluator_, config)).front) {
        QCOMPARE(point.settings.layers.at(floating).method, std::optional(Method::Float));
        QCOMPARE(point.settings.layers.at(grouped).groupSize, std::optional(4));
        QVERIFY(point.settings.layers.at(grouped).budget);
    }
}

/// Every finding is of one part, and a search that takes them all runs nothing.
void TestPlanSearch::partsAreTheWhole()
{
    SearchRecord whole;
    SearchConfig config = config_;
    config.record = &whole;
    samples::unwrap(searchPlans(*evaluator_, config));
    for (const int count : {1, 3}) {
        SearchRecord merged;
        std::size_t size = 0;
        config.record = &merged;
        for (const SearchRound round : {SearchRound::Measures, SearchRound::Plans}) {
            std::vector<SearchRecord> parts;
            for (int index = 1; index <= count; ++index)
                parts.push_back(
                    samples::unwrap(searchShard({*evaluator_, *evaluator_}, config, round, {index, count})));
            for (const SearchRecord& part : parts) {
                size += part.size();
                merged.add(part);
            }
        }
        QCOMPARE(size, merged.size());
        QCOMPARE(merged.lines(), whole.lines());
        const SearchResult found = samples::unwrap(searchPlans(*evaluator_, config));
        QCOMPARE(merged.lines(), whole.lines());
        QCOMPARE(searchCsv(found), searchCsv(found_));
    }
}

/// Two layers, each at every g, k and s that it may take: no combination is cheaper and damages no more than a plan.
void TestPlanSearch::groupSizesVary()
{
    const NetworkPtr network = samples::mlp(7, {16, 12, 6}, "Identity", false);
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, samples::randomDataset(8, 600, 16, 6)));
    SearchConfig config;
    config.groups = {{2, {1, 3}}, {4, {2, 3, 5}}, {16, {8, 200}}};
    config.settings.groupSize = 2;
    config.budgets = {1, 3};
    config.settings.budget = 1;
    config.dataTerms = {2, 0};
    config.searchSamples = 256;
    config.points = 40;
    const SearchResult found = samples::unwrap(searchPlans(evaluator, config));
    struct Single {
        int g, k, s;
        double cost, damage;
    };
    const auto override = [](int g, int k, int s) {
        LayerOverride own;
        own.method = Method::Revealed;
        own.groupSize = g;
        own.budget = k;
        own.dataTerms = s;
        return own;
    };
    std::map<std::string, double> known;
    const auto damage = [&](std::size_t layer, const LayerOverride& own) {
        const auto [place, isNew] = known.try_emplace(text(layer, toText(own)), 0.0);
        if (isNew) {
            const Variant alone{Method::Revealed, layerAlone(*network, config.settings, layer, own)};
            const Variant floats{Method::Revealed, allInFloat(*network, config.settings)};
            const auto nothing = [](std::size_t, const VariantScore&) {};
            place->second = *evaluator.evaluateVariants(floats, {&alone, 1}, found.searchSamples, nothing)
                                 .variants.front()
                                 .divergence;
        }
        return place->second;
    };
    const std::array macs{16.0 * 12.0, 12.0 * 6.0};
    std::array<std::vector<Single>, 2> singles;
    for (std::size_t layer = 0; layer < 2; ++layer)
        for (const GroupChoice& group : config.groups) {
            if (group.groupSize > network->layers[layer].inputs())
                continue; // it stays at QT at such a g
            for (const int budget : group.budgets)
                for (const int s : config.dataTerms) {
                    const int k = std::min(budget, 8 * group.groupSize);
                    const double pairs = std::min(49.0, static_cast<double>((s == 0 ? 4 : s) * k) / group.groupSize);
                    // Data terms alone are the same at every g.
                    const double lost = damage(layer, override(group.groupSize, k, 0))
                                        + damage(layer, override(2, 16, s)) - damage(layer, override(2, 16, 0));
                    singles[layer].push_back(
                        {group.groupSize, k, s, macs[layer] * pairs / (macs[0] + macs[1]), std::max(0.0, lost)});
                }
        }
    std::set<int> seen;
    for (const SearchPoint& plan : found.front) {
        std::array<const Single*, 2> taken{};
        for (std::size_t layer = 0; layer < 2; ++layer) {
            const LayerOverride& own = plan.settings.layers.at(network->layers[layer].name);
            for (const Single& one : singles[layer])
                if (override(one.g, one.k, one.s) == own)
                    taken[layer] = &one;
            QVERIFY(taken[layer] != nullptr);
            seen.insert(*own.groupSize);
        }
        QVERIFY(std::abs(plan.cost - taken[0]->cost - taken[1]->cost) < 1e-9);
        QVERIFY(std::abs(plan.predicted - taken[0]->damage - taken[1]->damage) < 1e-12);
        for (const Single& a : singles[0])
            for (const Single& b : singles[1])
                QVERIFY(a.cost + b.cost > plan.cost - 1e-9 || a.damage + b.damage > plan.predicted - 1e-12);
    }
    QVERIFY(seen.size() >= 2);
    std::set<int> uniform;
    for (const SearchPoint& point : uniformPoints(config))
        if (point.method == Method::Revealed)
            uniform.insert(point.settings.groupSize);
    QCOMPARE(uniform, (std::set{2, 4, 16}));
    QVERIFY(found.groupsVary);
}

void TestPlanSearch::groupSizeOfItsOwnStays()
{
    SearchConfig config = config_;
    config.groups = {{8, {6, 12}}, {16, {12, 24}}};
    config.points = 4;
    const std::string& last = evaluator_->network().layers.back().name;
    config.settings.layers[last].groupSize = 4;
    for (const SearchPoint& point : samples::unwrap(searchPlans(*evaluator_, config)).front) {
        QCOMPARE(point.settings.layers.at(last).groupSize, std::optional(4));
        for (const auto& [name, own] : point.settings.layers)
            QVERIFY(name == last || own.method == Method::Quantized || own.groupSize == 8 || own.groupSize == 16);
    }
}

void TestPlanSearch::refusesTexts()
{
    const embedded::Example& example = *embedded::findExample("verses");
    TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(
        samples::unwrap(parseNetwork(example.network, example.networkName)),
        std::make_shared<const TokenText>(samples::unwrap(embedded::readExampleText(example)).texts.front()), {}));
    const auto found = searchPlans(evaluator, config_);
    QVERIFY(!found);
    QVERIFY(found.error().message.find("expected data that are evaluated in parts") != std::string::npos);
}

/// Two parts, each scored as a text of its own; less perplexity is better.
void TestPlanSearch::searchesPartsOfTexts()
{
    const embedded::Example& example = *embedded::findExample("verses");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    const TokenText text = samples::unwrap(embedded::readExampleText(example)).texts.front();
    TextConfig reading;
    reading.limit = 4000;
    const TextParts parts = samples::unwrap(textParts(network, text, reading, 1000, 1500));
    SearchConfig config;
    config.budgets = {6, 12, 24};
    config.dataTerms = {2, 4};
    config.bits = {6, 8};
    config.points = 5;
    config.mostLoss = 1.0;
    const SearchResult found = samples::unwrap(searchPlans(parts.parts(), config));
    QCOMPARE(found.searchSamples.first, 0);
    QCOMPARE(found.scoreSamples, (SampleRange{1000, parts.scoreOn->sampleCount()}));
    QVERIFY(parts.searchOn->sampleCount() < 1000);
    QVERIFY(parts.scoreOn->sampleCount() >= 1500 && parts.scoreOn->sampleCount() < 1600);
    QVERIFY(found.front.size() >= 2);
    for (std::size_t i = 1; i < found.front.size(); ++i) {
        QVERIFY(found.front[i].cost > found.front[i - 1].cost);
        QVERIFY(found.front[i].searched.perplexity() < found.front[i - 1].searched.perplexity());
    }
    TokenText rest = text;
    rest.tokens.erase(rest.tokens.begin(), rest.tokens.begin() + 1000);
    reading.limit = 1500;
    TextEvaluator alone = samples::unwrap(
        TextEvaluator::create(network, std::make_shared<const TokenText>(rest), reading));
    const SearchPoint& last = found.front.back();
    QCOMPARE(last.scored.perplexity(), alone.evaluate(last.method, last.settings).perplexity());
    QVERIFY(found.chosen);
    QVERIFY(found.front[*found.chosen].searched.perplexity() - found.floatsSearched.perplexity() <= 1.0);
    // Half of the cost at the same score is twice as cheap.
    SearchPoint plan = last;
    plan.cost = found.uniform.back().cost / 2.0;
    plan.scored = found.uniform.back().scored;
    QVERIFY(*gainOver(plan, found.uniform) <= 2.0);
}

void TestPlanSearch::refusesPartsThatAreAll()
{
    const embedded::Example& example = *embedded::findExample("verses");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    const TokenText text = samples::unwrap(embedded::readExampleText(example)).texts.front();
    TextConfig reading;
    reading.limit = 500;
    const auto parts = textParts(network, text, reading, 500, 0);
    QVERIFY(!parts);
    QVERIFY(parts.error().message.ends_with(": expected fewer tokens to search on than the 500 that there are, as the "
                                            "rest tell the score, found 500"));
}

void TestPlanSearch::refusesTooManySamples()
{
    SearchConfig config = config_;
    config.searchSamples = 400;
    const auto all = searchPlans(*evaluator_, config);
    QVERIFY(!all);
    QVERIFY(all.error().message.ends_with(": expected fewer samples to search on than the 400 that there are, as the "
                                          "rest tell the score, found 400"));
    config.searchSamples = 399; // whole blocks are all of them
    QVERIFY(!searchPlans(*evaluator_, config));
}

void TestPlanSearch::gain()
{
    const auto point = [](double cost, int correct) {
        SearchPoint made;
        made.cost = cost;
        made.scored.evaluated = 100;
        made.scored.correct = correct;
        return made;
    };
    const std::vector<SearchPoint> uniform{point(2.0, 80), point(3.0, 90), point(9.0, 91)};
    QCOMPARE(gainOver(point(1.5, 85), uniform), std::optional(2.0));
    QCOMPARE(gainOver(point(6.0, 91), uniform), std::optional(1.5));
    QCOMPARE(gainOver(point(6.0, 91), uniform, 1.0), std::optional(0.5));
    QVERIFY(!gainOver(point(6.0, 92), uniform));
}

void TestPlanSearch::csv()
{
    const QString text = QString::fromStdString(searchCsv(found_));
    const QStringList lines = text.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), static_cast<qsizetype>(1 + found_.front.size() + found_.uniform.size()));
    QVERIFY(lines[1].startsWith("plan,"));
    QVERIFY(lines.last().startsWith("uniform,"));
}

TERMSCOPE_TEST(TestPlanSearch)
#include "TestPlanSearch.moc"
