// The session: one owner of the view, every change a step of undo.
#include "app/session/Session.h"
#include "tests/support/TestClass.h"

#include <QAction>
#include <QRandomGenerator>
#include <QtTest>

using namespace termscope;

namespace {

WeightLayer makeLayer(const std::string& name, Shape shape)
{
    WeightLayer layer;
    layer.name = name;
    layer.kind = shape.size() > 2 ? LayerKind::Convolution : LayerKind::Linear;
    layer.weight.shape = shape;
    layer.weight.values = std::vector<float>(static_cast<std::size_t>(elementCount(shape)), 0.5F);
    return layer;
}

NetworkPtr makeNetwork(std::vector<WeightLayer> layers)
{
    auto network = std::make_shared<Network>();
    network->name = "test";
    network->layers = std::move(layers);
    return network;
}

/// Layers of 10×64, 4×16 and a 3×3 convolution of 8×20.
NetworkPtr threeLayers()
{
    return makeNetwork({makeLayer("fc1", {10, 64}), makeLayer("fc2", {4, 16}), makeLayer("conv", {8, 20, 3, 3})});
}

DatasetPtr images(int count)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->height = 1;
    dataset->width = 4;
    dataset->pixels.resize(static_cast<std::size_t>(count) * 4);
    return dataset;
}

struct Opened {
    Session session;

    Opened() { session.restore({}, threeLayers(), images(100), {}); }
};

} // namespace

LayerOverride own(const char* words)
{
    return *parseLayerOverride(words);
}

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void layersOfTheirOwn();
    void theWaterlineMovesTheLayersOwnBudget();
    void otherFilesDropUnknownLayers();
    void everyChangeIsAStep();
    void theOldestStepsAreForgotten();
    void undoNamesTheChange();
    void aDragIsOneStep();
    void aDragBackLeavesNoStep();
    void twoDragsAreTwoSteps();
    void undoInMidDragStartsANewDrag();
    void aDragOfAnotherSettingEndsTheFirst();
    void groupSizeLowersTheBudgetInTheSameStep();
    void groupSizeKeepsTheSameWeightsInSight();
    void groupsOfAConvolution();
    void pageSwitchesInARowAreOneStep();
    void outOfRangeIsClamped();
    void unknownNamesChangeNothing();
    void openingClampsAndClearsTheHistory();
    void openingTellsOnceAndInOrder();
    void listenersMayAskForChanges();
    void hoveringIsNoStep();
    void followingIsNoStep();
    void signalsOnlyForWhatChanged();
    void randomHistoryIsExact();
};

/// One step for all that are chosen; illegal settings change nothing, empty ones take away.
void TestSession::layersOfTheirOwn()
{
    Opened opened;
    Session& session = opened.session;
    QSignalSpy told(&session, &Session::settingsChanged);
    session.overrideLayers({"fc1", "conv"}, own("k=10,s=2"));
    QCOMPARE(told.size(), 1);
    QCOMPARE(toText(session.settings().layers), std::string("conv:k=10,s=2; fc1:k=10,s=2"));
    QCOMPARE(session.undoAction()->text(), QString("Undo own settings of 2 layers: k=10,s=2"));
    session.overrideLayers({"fc1"}, own("g=2,k=16"));
    LayerOverride illegal;
    illegal.budget = 65; // g is 8
    session.overrideLayers({"fc1"}, illegal);
    QCOMPARE(toText(session.settings().layers), std::string("conv:k=10,s=2; fc1:g=2,k=16"));
    session.overrideLayers({"fc1"}, {});
    QCOMPARE(toText(session.settings().layers), std::string("conv:k=10,s=2"));
    session.undoAction()->trigger();
    session.undoAction()->trigger();
    QCOMPARE(toText(session.settings().layers), std::string("conv:k=10,s=2; fc1:k=10,s=2"));
    session.undoAction()->trigger();
    QVERIFY(session.settings() == Settings{});
    session.redoAction()->trigger();
    session.resetSettings();
    QVERIFY(session.settings().layers.empty());
}

/// Groups are those of the layer's own size, and stay in sight when it changes.
void TestSession::theWaterlineMovesTheLayersOwnBudget()
{
    Opened opened;
    Session& session = opened.session;
    session.chooseGroup(0, 4); // weights 32 to 39
    session.overrideLayers({"fc1"}, own("g=16,k=20"));
    QCOMPARE(session.view().group, 2);
    session.chooseGroup(0, 100);
    QCOMPARE(session.view().group, 3); // of 64 / 16
    session.changeBudget(30, true);
    session.changeBudget(1000);
    QCOMPARE(session.settings().layers.at("fc1").budget.value(), 128);
    QCOMPARE(session.settings().budget, Settings{}.budget);
    QCOMPARE(session.undoAction()->text(), QString("Undo budget of fc1 20 → 128"));
    session.undoAction()->trigger();
    QCOMPARE(session.settings().layers.at("fc1").budget.value(), 20);
    session.chooseLayer(1); // without one of its own
    session.changeBudget(9);
    QCOMPARE(session.settings().budget, 9);
    QCOMPARE(session.settings().layers.at("fc1").budget.value(), 20);
}

void TestSession::otherFilesDropUnknownLayers()
{
    Opened opened;
    Session& session = opened.session;
    session.overrideLayers({"fc1", "conv"}, own("bits=6"));
    QSignalSpy dropped(&session, &Session::overridesDropped);
    session.openNetwork(makeNetwork({makeLayer("fc1", {10, 64})}), "other.onnx");
    QCOMPARE(toText(session.settings().layers), std::string("fc1:bits=6"));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].toStringList(), QStringList{"conv"});
    session.openNetwork(threeLayers(), "again.onnx");
    QCOMPARE(dropped.size(), 1);
}

/// Memory has an end, and so has undo: after 1,000 steps the oldest go, and every change still arrives.
void TestSession::theOldestStepsAreForgotten()
{
    Opened opened;
    Session& session = opened.session;
    QSignalSpy changed(&session, &Session::layerChanged);
    for (int step = 1; step <= 1010; ++step)
        session.chooseLayer(step % 2);
    QCOMPARE(changed.size(), 1010);
    QCOMPARE(session.undoStack().count(), 1000);
    int undone = 0;
    while (session.undoAction()->isEnabled() && undone < 2000) {
        session.undoAction()->trigger();
        ++undone;
    }
    QCOMPARE(undone, 1000);
    QCOMPARE(changed.size(), 2010);
}

void TestSession::everyChangeIsAStep()
{
    Opened opened;
    Session& session = opened.session;
    const ViewState start = session.view();
    session.changeSetting("encoding", static_cast<int>(Encoding::Booth4));
    session.chooseLayer(1);
    session.chooseGroup(3, 1);
    session.chooseImage(17);
    session.showPublished(true);
    session.changePage("accuracy");
    QCOMPARE(session.undoStack().count(), 6);
    const ViewState end = session.view();
    QCOMPARE(end.settings.encoding, Encoding::Booth4);
    QCOMPARE(end.layer, 1);
    QCOMPARE(end.row, 3);
    QCOMPARE(end.group, 1);
    QCOMPARE(end.image, 17);
    QCOMPARE(end.page, QString("accuracy"));
    QVERIFY(end.published);
    for (int i = 0; i < 6; ++i)
        session.undoAction()->trigger();
    QVERIFY(session.view() == start);
    QVERIFY(!session.undoAction()->isEnabled());
    for (int i = 0; i < 6; ++i)
        session.redoAction()->trigger();
    QVERIFY(session.view() == end);
    QVERIFY(!session.redoAction()->isEnabled());
}

void TestSession::undoNamesTheChange()
{
    Opened opened;
    Session& session = opened.session;
    session.changeBudget(9);
    QCOMPARE(session.undoAction()->text(), QString("Undo term budget 12 → 9"));
    session.changeSetting("encoding", static_cast<int>(Encoding::Binary));
    QCOMPARE(session.undoAction()->text(), QString("Undo encoding HESE → Binary"));
    session.chooseLayer(1);
    QCOMPARE(session.undoAction()->text(), QString("Undo layer fc1 → fc2"));
    session.chooseImage(5);
    QCOMPARE(session.undoAction()->text(), QString("Undo image 0 → 5"));
    session.undoAction()->trigger();
    QCOMPARE(session.redoAction()->text(), QString("Redo image 0 → 5"));
}

void TestSession::aDragIsOneStep()
{
    Opened opened;
    Session& session = opened.session;
    QSignalSpy spy(&session, &Session::settingsChanged);
    for (const int budget : {11, 10, 9, 8})
        session.changeBudget(budget, true);
    session.changeBudget(8, false);
    QCOMPARE(spy.count(), 4);
    QCOMPARE(session.undoStack().count(), 1);
    QCOMPARE(session.undoAction()->text(), QString("Undo term budget 12 → 8"));
    session.undoStack().undo();
    QCOMPARE(session.settings().budget, 12);
}

void TestSession::aDragBackLeavesNoStep()
{
    Opened opened;
    Session& session = opened.session;
    session.changeBudget(5, true);
    session.changeBudget(12, true);
    QVERIFY(!session.undoAction()->isEnabled());
    session.changeBudget(7, true);
    session.changeBudget(12, false);
    QCOMPARE(session.undoStack().count(), 0);
    QCOMPARE(session.settings().budget, 12);
}

void TestSession::twoDragsAreTwoSteps()
{
    Opened opened;
    Session& session = opened.session;
    session.changeBudget(10, true);
    session.changeBudget(9, false);
    session.changeBudget(8, true);
    session.changeBudget(7, false);
    session.changeBudget(6);
    session.changeBudget(5);
    QCOMPARE(session.undoStack().count(), 4);
    const std::vector<int> expected{6, 7, 9, 12};
    for (const int budget : expected) {
        session.undoStack().undo();
        QCOMPARE(session.settings().budget, budget);
    }
}

void TestSession::undoInMidDragStartsANewDrag()
{
    Opened opened;
    Session& session = opened.session;
    session.changeBudget(20);
    session.changeBudget(15, true);
    session.undoStack().undo();
    QCOMPARE(session.settings().budget, 20);
    session.changeBudget(14, true);
    session.changeBudget(13, false);
    QCOMPARE(session.undoStack().count(), 2);
    session.undoStack().undo();
    QCOMPARE(session.settings().budget, 20);
    session.undoStack().undo();
    QCOMPARE(session.settings().budget, 12);
}

void TestSession::aDragOfAnotherSettingEndsTheFirst()
{
    Opened opened;
    Session& session = opened.session;
    session.changeBudget(10, true);
    session.chooseImage(3);
    session.changeBudget(9, true);
    session.changeBudget(8, false);
    QCOMPARE(session.undoStack().count(), 3);
    session.undoStack().undo();
    QCOMPARE(session.settings().budget, 10);
    QCOMPARE(session.view().image, 3);
}

void TestSession::groupSizeLowersTheBudgetInTheSameStep()
{
    Opened opened;
    Session& session = opened.session;
    session.changeSetting("group_size", 1);
    QCOMPARE(session.settings().groupSize, 1);
    QCOMPARE(session.settings().budget, 8);
    QCOMPARE(session.undoStack().count(), 1);
    session.undoStack().undo();
    QCOMPARE(session.settings().groupSize, 8);
    QCOMPARE(session.settings().budget, 12);
    // A drag that passes a small size on its way does not lose the budget.
    for (const int size : {4, 1, 2, 16})
        session.changeSetting("group_size", size, true);
    session.changeSetting("group_size", 16);
    QCOMPARE(session.settings().budget, 12);
}

void TestSession::groupSizeKeepsTheSameWeightsInSight()
{
    Opened opened;
    Session& session = opened.session;
    session.chooseGroup(2, 5); // inputs 40…47 of 64
    session.changeSetting("group_size", 16);
    QCOMPARE(session.view().group, 2); // 32…47
    session.undoStack().undo();
    QCOMPARE(session.view().group, 5);
    session.changeSetting("group_size", 64, true);
    session.changeSetting("group_size", 4, true);
    session.changeSetting("group_size", 4, false);
    QCOMPARE(session.view().group, 10); // 40…43
    QCOMPARE(session.view().row, 2);
}

void TestSession::groupsOfAConvolution()
{
    const NetworkPtr network = threeLayers();
    const WeightLayer& conv = network->layers[2];
    QCOMPARE(rowCount(conv), 72); // 8 outputs at 9 kernel positions
    for (const auto& [groupSize, groups] : {std::pair{8, 3}, {64, 1}, {1, 20}}) {
        Settings own;
        own.groupSize = groupSize;
        QCOMPARE(groupsOfRow(conv, own).count(), groups);
    }
    Opened opened;
    opened.session.chooseLayer(2);
    opened.session.chooseGroup(99, 99);
    QCOMPARE(opened.session.view().row, 71);
    QCOMPARE(opened.session.view().group, 2);
}

void TestSession::pageSwitchesInARowAreOneStep()
{
    Opened opened;
    Session& session = opened.session;
    session.changePage("terms");
    session.changePage("accuracy");
    QCOMPARE(session.undoStack().count(), 1);
    session.changePage("weights");
    QCOMPARE(session.undoStack().count(), 0);
    session.changePage("terms");
    session.chooseImage(1);
    session.changePage("accuracy");
    QCOMPARE(session.undoStack().count(), 3);
    session.undoStack().undo();
    QCOMPARE(session.view().page, QString("terms"));
}

void TestSession::outOfRangeIsClamped()
{
    Opened opened;
    Session& session = opened.session;
    session.changeBudget(1000);
    QCOMPARE(session.settings().budget, 64);
    session.changeBudget(-3);
    QCOMPARE(session.settings().budget, 1);
    session.chooseLayer(99);
    QCOMPARE(session.view().layer, 2);
    session.chooseLayer(-1);
    QCOMPARE(session.view().layer, 0);
    session.chooseGroup(99, 99);
    QCOMPARE(session.view().row, 9);
    QCOMPARE(session.view().group, 7);
    session.chooseImage(100);
    QCOMPARE(session.view().image, 99);
}

void TestSession::unknownNamesChangeNothing()
{
    Opened opened;
    opened.session.changeSetting("nothing", 3);
    opened.session.changePage("nowhere");
    QCOMPARE(opened.session.undoStack().count(), 0);
    QCOMPARE(opened.session.view().page, QString("weights"));
}

void TestSession::openingClampsAndClearsTheHistory()
{
    Opened opened;
    Session& session = opened.session;
    session.chooseLayer(2);
    session.chooseGroup(7, 26);
    session.chooseImage(80);
    session.openNetwork(makeNetwork({makeLayer("only", {3, 10})}), "/folder/net.onnx");
    QCOMPARE(session.undoStack().count(), 0);
    QCOMPARE(session.view().layer, 0);
    QCOMPARE(session.view().row, 2);
    QCOMPARE(session.view().group, 1);
    QCOMPARE(session.view().image, 80);
    QCOMPARE(session.files().network, QString("/folder/net.onnx"));
    QCOMPARE(session.saved().layerName, QString("only"));
    OpenFiles files;
    files.images = "/folder/images";
    files.labels = "/folder/labels";
    session.openDataset(images(5), files);
    QCOMPARE(session.view().image, 4);
    QCOMPARE(session.files().labels, QString("/folder/labels"));
    QCOMPARE(session.files().network, QString("/folder/net.onnx"));
}

void TestSession::openingTellsOnceAndInOrder()
{
    Opened opened;
    Session& session = opened.session;
    session.chooseLayer(2);
    QStringList told;
    connect(&session, &Session::filesChanged, this, [&] {
        told << "files";
        QCOMPARE(session.view().layer, 0); // already clamped
    });
    connect(&session, &Session::layerChanged, this, [&](int layer) { told << QString("layer %1").arg(layer); });
    connect(&session, &Session::groupChanged, this, [&] { told << "group"; });
    connect(&session, &Session::viewChanged, this, [&] { told << "view"; });
    session.openNetwork(makeNetwork({makeLayer("only", {3, 10})}), "net");
    QCOMPARE(told, (QStringList{"files", "layer 0", "group", "view"}));
}

void TestSession::listenersMayAskForChanges()
{
    Opened opened;
    Session& session = opened.session;
    connect(&session, &Session::imageChanged, this, [&] { session.changePage("terms"); });
    session.chooseImage(9);
    QCOMPARE(session.view().page, QString("terms"));
    QCOMPARE(session.view().image, 9);
    QCOMPARE(session.undoStack().count(), 2);
    QVERIFY(session.undoAction()->isEnabled());
    session.undoStack().undo();
    QCOMPARE(session.view().page, QString("weights"));
}

/// What is pointed at hides what was chosen; when it leaves, that is lit again, until Esc or other files.
void TestSession::hoveringIsNoStep()
{
    Opened opened;
    Session& session = opened.session;
    QSignalSpy spy(&session, &Session::highlightChanged);
    const Highlight weight = ValuesAt{Operand::Weight, 0, 1, 2, 1, 5};
    const Highlight range = ValueRange{0, -0.5, 0.5};
    session.hoverOver(weight);
    session.hoverOver(weight);
    QCOMPARE(spy.count(), 1);
    session.hoverOver({});
    QCOMPARE(spy.count(), 2);
    QVERIFY(isNothing(session.highlight()));
    session.pin(range);
    session.hoverOver(weight);
    QVERIFY(session.highlight() == weight);
    session.hoverOver({});
    QVERIFY(session.highlight() == range);
    QCOMPARE(spy.count(), 5);
    session.clearHighlight();
    QVERIFY(isNothing(session.highlight()));
    session.pin(weight);
    session.chooseImage(1); // a step of undo leaves it alone
    session.undoStack().undo();
    QVERIFY(session.highlight() == weight);
    QCOMPARE(session.undoStack().count(), 1);
    session.openNetwork(session.network(), {});
    QVERIFY(isNothing(session.highlight()));
    QCOMPARE(layerOf(ValueRange{3, 0.0, 1.0}), 3);
    QCOMPARE(layerOf(SettingPoint{}), -1);
}

/// What a clock leads to is shown, and is neither in the view nor in its history; a choice starts from it and ends it.
void TestSession::followingIsNoStep()
{
    Opened opened;
    Session& session = opened.session;
    session.chooseGroup(1, 2);
    QSignalSpy spy(&session, &Session::followedChanged);
    const ViewState chosen = session.view();
    const Followed followed{0, 4, 24, 7}; // g is 8
    session.follow(followed);
    session.follow(followed);
    QCOMPARE(spy.count(), 1);
    QVERIFY(session.view() == chosen);
    QCOMPARE(session.undoStack().count(), 1);
    QCOMPARE(session.shown().row, 4);
    QCOMPARE(session.shown().group, 3);
    QCOMPARE(session.shown().image, 7);
    session.changeSetting("group_size", 4); // the same weights stay in sight
    QCOMPARE(session.shown().group, 6);
    session.undoStack().undo();
    session.chooseImage(9);
    QVERIFY(!session.followed());
    QCOMPARE(session.view().row, 4);
    QCOMPARE(session.view().group, 3);
    QCOMPARE(session.view().image, 9);
    session.follow(followed);
    session.undoStack().undo();
    QVERIFY(session.view() == chosen);
    QVERIFY(session.shown() == chosen);
    session.follow(Followed{0, 4, 24});
    session.chooseGroup(1, 2); // where it was, with the image that was chosen
    QVERIFY(session.shown() == chosen);
    QCOMPARE(session.undoStack().count(), session.undoStack().index() + 1);
    session.follow(Followed{1, 0, 0}); // of another layer
    QVERIFY(session.shown() == chosen);
    session.follow(followed);
    session.openNetwork(session.network(), {});
    QVERIFY(!session.followed());
    QVERIFY(session.shown() == session.view());
}

void TestSession::signalsOnlyForWhatChanged()
{
    Opened opened;
    Session& session = opened.session;
    QSignalSpy settings(&session, &Session::settingsChanged);
    QSignalSpy image(&session, &Session::imageChanged);
    QSignalSpy group(&session, &Session::groupChanged);
    QSignalSpy view(&session, &Session::viewChanged);
    session.chooseImage(0);
    session.changeBudget(12);
    QCOMPARE(view.count(), 0);
    session.chooseImage(1);
    QCOMPARE(image.count(), 1);
    QCOMPARE(settings.count(), 0);
    session.undoStack().undo();
    QCOMPARE(image.count(), 2);
    QCOMPARE(image.last().first().toLongLong(), 0);
    session.changeSetting("group_size", 4);
    QCOMPARE(settings.count(), 1);
    QCOMPARE(group.count(), 0);
    QCOMPARE(view.count(), 3);
}

/// Whatever is done, undoing all of it leads back through every committed view.
void TestSession::randomHistoryIsExact()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 50; ++round) {
        Opened opened;
        Session& session = opened.session;
        std::vector<ViewState> committed{session.view()};
        for (int i = 0; i < 40; ++i) {
            const auto table = settingsTable();
            const SettingInfo& info = table[random.bounded(static_cast<quint32>(table.size()))];
            switch (random.bounded(4)) {
            case 0:
                for (int move = 0; move < 3; ++move)
                    session.changeSetting(info.key, random.bounded(info.minimum, info.maximum + 1), true);
                session.changeSetting(info.key, random.bounded(info.minimum, info.maximum + 1), false);
                break;
            case 1: session.changeSetting(info.key, random.bounded(info.minimum, info.maximum + 1)); break;
            case 2: session.chooseLayer(random.bounded(3)); break;
            default: session.chooseGroup(random.bounded(10), random.bounded(8)); break;
            }
            QVERIFY(checkSettings(session.settings()).has_value());
            if (!(session.view() == committed.back()))
                committed.push_back(session.view());
        }
        QCOMPARE(session.undoStack().count(), static_cast<int>(committed.size()) - 1);
        for (auto view = committed.rbegin(); view != committed.rend(); ++view) {
            QVERIFY(session.view() == *view);
            session.undoStack().undo();
        }
    }
}

TERMSCOPE_TEST(TestSession) // actions need a QGuiApplication
#include "TestSession.moc"
