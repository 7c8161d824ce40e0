// Links: what is copied opens the same view, and every mistake is named.
#include "app/session/Link.h"
#include "tests/app/session/RandomStudy.h"
#include "tests/support/TestClass.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace termscope;

class TestLink : public QObject {
    Q_OBJECT

private slots:
    void readsLikeTheDocument();
    void randomViewsComeBack();
    void unknownKeysAreWarnings();
    void weightScaleThatIsLeftOut();
    void badLinks_data();
    void badLinks();
};

void TestLink::readsLikeTheDocument()
{
    const Result<ParsedView> parsed = parseLink(" termscope:?weight_bits=6&group_size=16&budget=20&encoding=booth4&"
                                                "page=terms&layer=fc1&row=2&group=3&image=17\n");
    QVERIFY(parsed.has_value());
    const ViewState& view = parsed->saved.view;
    QCOMPARE(view.settings.weightBits, 6);
    QCOMPARE(view.settings.groupSize, 16);
    QCOMPARE(view.settings.budget, 20);
    QCOMPARE(view.settings.encoding, Encoding::Booth4);
    QCOMPARE(view.settings.dataTerms, Settings{}.dataTerms);
    QCOMPARE(view.page, QString("terms"));
    QCOMPARE(parsed->saved.layerName, QString("fc1"));
    QCOMPARE(view.row, 2);
    QCOMPARE(view.group, 3);
    QCOMPARE(view.image, 17);
    QVERIFY(parsed->saved.files == OpenFiles{});
    QVERIFY(!makeLink(parsed->saved).contains("network"));
}

void TestLink::randomViewsComeBack()
{
    QRandomGenerator random(13);
    const QStringList names{"fc1", "", "a&b=c#d?e", "50%25 +ä", "层 1"};
    const QStringList paths{"", "/nets/a b&c=1.onnx", "/ä/100%/x#y,z", "/plus+plus"};
    for (int i = 0; i < 500; ++i) {
        SavedView saved;
        for (const SettingInfo& info : settingsTable())
            setClamped(saved.view.settings, info, random.bounded(info.minimum, info.maximum + 1));
        for (const QString& name : names)
            if (!name.isEmpty() && random.bounded(2) == 1)
                saved.view.settings.layers[name.toStdString()] = *parseLayerOverride(
                    random.bounded(2) == 1 ? "qt,bits=5" : "g=4,k=7,s=0");
        saved.view.page = "accuracy";
        saved.view.image = random.bounded(10000);
        saved.view.published = random.bounded(2) == 1;
        saved.view.workAxis = workAxes()[static_cast<std::size_t>(random.bounded(5))];
        saved.view.study = randomStudy(random);
        for (const ArrayField& field : arrayFields())
            field.set(saved.view.array, random.bounded(field.minimum, field.maximum + 1));
        saved.layerName = names[random.bounded(names.size())];
        saved.files.network = paths[random.bounded(paths.size())];
        saved.files.images = paths[1 + random.bounded(paths.size() - 1)];
        saved.files.labels = paths[random.bounded(paths.size())];
        const QString link = makeLink(saved);
        QVERIFY(isLink(link));
        QVERIFY(std::all_of(link.begin(), link.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; }));
        const Result<ParsedView> parsed = parseLink(link);
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
        QVERIFY2(parsed->saved.view == saved.view, qPrintable(link));
        QVERIFY2(parsed->saved.files == saved.files, qPrintable(link));
        QCOMPARE(parsed->saved.layerName, saved.layerName);
    }
}

void TestLink::unknownKeysAreWarnings()
{
    const Result<ParsedView> parsed = parseLink("termscope:?budget=9&utm=3");
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->saved.view.settings.budget, 9);
    QVERIFY(parsed->warnings == std::vector<std::string>{"link: utm: passed over, this version does not know it"});
}

/// What a link of before meant without saying so; a link that is made now says everything.
void TestLink::weightScaleThatIsLeftOut()
{
    QVERIFY(!parseLink("termscope:?budget=9")->saved.view.settings.perChannel);
    QVERIFY(parseLink("termscope:?budget=9&per_channel=true")->saved.view.settings.perChannel);
    const Result<ParsedView> made = parseLink(makeLink(SavedView{}));
    QVERIFY(made && made->saved.view.settings == Settings{});
}

void TestLink::badLinks_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* link, const char* message) {
        QTest::newRow(link) << QString::fromUtf8(link) << QString::fromUtf8(message);
    };
    row("http://x", "link: expected termscope:?…, found \"http://x\"");
    row("termscope:", "link: expected termscope:?…, found \"termscope:\"");
    row("termscope:?group_size=99", "link: group_size: expected 1…64, found 99");
    row("termscope:?group_size=", "link: group_size: expected 1…64, found nothing");
    row("termscope:?group_size", "link: group_size: expected 1…64, found nothing");
    row("termscope:?group_size=4&budget=33", "link: budget: expected 1…32, found 33");
    row("termscope:?budget=12x", "link: budget: expected 1…512, found 12x");
    row("termscope:?budget=1&budget=2", "link: expected each key once, found \"budget\" twice");
    row("termscope:?image=-1", "link: image: expected a whole number from 0, found -1");
    row("termscope:?image=99999999999999999999",
        "link: image: expected a whole number from 0, found 99999999999999999999");
    row("termscope:?published=yes", "link: published: expected true or false, found yes");
    row("termscope:?work_axis=price",
        "link: work_axis: expected provisioned, measured, bits, size or cycles, found price");
    row("termscope:?data_format=mxfp4", "link: data_format: expected bits or own, found mxfp4");
    row("termscope:?cost_lines=stripes,cray",
        "link: cost_lines: expected one of bit-parallel, stripes, pragmatic, laconic, bitlet, found cray");
    row("termscope:?study_pane=attic",
        "link: study_pane: expected one of sensitivity, search, compare, reproduce, found attic");
    row("termscope:?search_bits=3,x", "link: search_bits: expected numbers of 2…16, found 3,x");
    row("termscope:?search_most_loss=-1", "link: search_most_loss: expected a number of 0…1e+12, found -1");
    row("termscope:?search_points=1", "link: search_points: expected a whole number of 2…1000, found 1");
    row("termscope:?compare_other=group_size%3D99", "link: compare_other: group_size: expected 1…64, found 99");
    row("termscope:?compare_other=size%3D9", "link: compare_other: expected a setting, found size=9");
    row("termscope:?compare_b=xt", "link: compare_b: expected one of float, qt, tr, given, found xt");
    row("termscope:?reproduce_figure=mona", "link: reproduce_figure: expected one of accuracy, group-size, encodings, "
                                            "pairs, error, hardware, found mona");
    row("termscope:?page=cellar", "link: page: expected one of {pages}, found cellar");
    row("termscope:?network=net.onnx", "link: network: expected an absolute path, found \"net.onnx\"");
    row("termscope:?network=", "link: network: expected a path, found nothing");
    row("termscope:?network=/a%00b", "link: network: expected a path, found text with a zero byte");
    row("termscope:?labels=/l", "link: labels: expected images beside it, found \"/l\" alone");
    QTest::newRow("long") << "termscope:?layer=" + QString(70000, 'a')
                          << "link: expected at most 65536 characters, found 70017";
}

void TestLink::badLinks()
{
    QFETCH(QString, link);
    QFETCH(QString, message);
    QStringList pages;
    for (const PageInfo& page : pagesTable())
        pages << QString::fromUtf8(page.key);
    message.replace(QStringLiteral("{pages}"), pages.join(QStringLiteral(", ")));
    const Result<ParsedView> parsed = parseLink(link);
    QVERIFY(!parsed.has_value());
    QCOMPARE(QString::fromStdString(parsed.error().message), message);
}

TERMSCOPE_TEST(TestLink)
#include "TestLink.moc"
