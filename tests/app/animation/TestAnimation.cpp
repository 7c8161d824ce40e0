// Animations: read back with a reader of another hand, refused with a sentence, and never half written.
#include "app/animation/AnimationDialog.h"
#include "tests/support/Skips.h"
#include "tests/support/Stopping.h"
#include "tests/support/TestClass.h"

#include <QImageReader>
#include <QSpinBox>
#include <QtTest>

using namespace termscope;

namespace {

QImage plain(QSize size, QRgb colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

RacePicture smallRace()
{
    TimingConfig config;
    config.mac = MacKind::Term;
    config.array = {4, 3, Dataflow::OutputStationary, false};
    const GemmShape shape{4, 16, 3};
    auto product = std::make_shared<const ProductTerms>(*randomOperands("small", shape, 1, config.terms, 1));
    const MappedAxes axes = mappedAxes(config.array.dataflow, {shape.m, product->inputs.groups, shape.n});
    auto run = std::make_shared<const ArrayRun>(ArrayRun{*Schedule::provisioned(config, axes), product});
    return {QStringLiteral("small"),
            {RacePicture::Lane{QStringLiteral("A"), run}, {QStringLiteral("B"), run}},
            lightTheme(),
            QFont(),
            {}};
}

} // namespace

class TestAnimation : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;
    QString path(const QString& name) const { return folder_.filePath(name); }

private slots:
    void gifsAreReadBack()
    {
        const AnimationConfig config{{80, 64}, 5, 10};
        // Two colours, so that the palette holds them exactly.
        const auto frames = [&](int frame) { return plain(config.size, frame % 2 == 0 ? 0xff0072b2 : 0xffffffff); };
        const QString file = path(QStringLiteral("plain.gif"));
        int asked = 0;
        QVERIFY(writeAnimation(file, {config.size, 4, 10}, [&](int frame) {
                    ++asked;
                    return frames(frame == 2 ? 1 : frame);
                }).has_value());
        QVERIFY(asked >= 4);
        QVERIFY(writeAnimation(file, config, [&](int frame) {
                    return plain(config.size, frame == 0 ? 0xff0072b2 : 0xffffffff);
                }).has_value());
        QImageReader reader(file);
        QCOMPARE(reader.imageCount(), 5);
        QCOMPARE(reader.loopCount(), -1);
        const QImage first = reader.read();
        QCOMPARE(first.size(), config.size);
        QCOMPARE(reader.nextImageDelay(), 100);
        QVERIFY(std::abs(qBlue(first.pixel(3, 3)) - 0xb2) < 8);
        QVERIFY(qRed(reader.read().pixel(70, 60)) > 247);
    }

    /// Colours of areas come back as they are, and apart, however many others the edges of letters have.
    void coloursStayApart()
    {
        const QRgb one = qRgb(0, 114, 178);
        const QRgb other = qRgb(10, 120, 170); // both are nearest to the same colour of a cube of 6 × 6 × 6
        const auto frame = [&](int) {
            QImage image = plain({160, 120}, one);
            for (int y = 0; y < 120; ++y)
                for (int x = 0; x < 160; ++x)
                    if (x >= 100)
                        image.setPixel(x, y, other);
                    else if (x >= 60)
                        image.setPixel(x, y, qRgb(2 * y, 3 * (x - 60), (x * y) % 256)); // thousands of colours
            return image;
        };
        const QString file = path(QStringLiteral("colours.gif"));
        QVERIFY(writeAnimation(file, {{160, 120}, 4, 10}, frame).has_value());
        const QImage read = QImageReader(file).read().convertToFormat(QImage::Format_RGB32);
        QCOMPARE(read.pixel(10, 50), one | 0xff000000U);
        QCOMPARE(read.pixel(150, 50), other | 0xff000000U);
    }

    void badInputIsRefused()
    {
        const auto never = [](int) { return QImage(); };
        const auto message = [&](const QString& name, const AnimationConfig& config) {
            const Result<void> result = writeAnimation(path(name), config, never);
            return result ? QString() : QString::fromStdString(result.error().message);
        };
        QCOMPARE(message(QStringLiteral("a.gif"), {{10, 64}, 5, 10}),
                 QStringLiteral("width: expected 64…4096, found 10"));
        QCOMPARE(message(QStringLiteral("a.gif"), {{100, 64}, 0, 10}),
                 QStringLiteral("frames: expected 1…10000, found 0"));
        QCOMPARE(message(QStringLiteral("a.gif"), {{100, 64}, 5, 99}),
                 QStringLiteral("frames per second: expected 1…50, found 99"));
        QVERIFY(message(QStringLiteral("a.avi"), {{100, 64}, 5, 9})
                    .endsWith(QStringLiteral("expected a name that ends in .gif or .mp4, found .avi")));
        QVERIFY(!QFile::exists(path(QStringLiteral("a.gif"))));
        const auto white = [](int) { return plain({100, 64}, 0xffffffff); };
        QVERIFY(!writeAnimation(path(QStringLiteral("none/a.gif")), {{100, 64}, 2, 9}, white).has_value());
    }

    /// A cancelled film leaves the file that was there as it was, and no other behind.
    void cancelledIsNotWritten()
    {
        for (const char* ending : {"gif", "mp4"}) {
            if (QLatin1String(ending) == QLatin1String("mp4") && !canWriteMp4())
                continue;
            const QString file = path(QStringLiteral("kept.") + QLatin1String(ending));
            QFile before(file);
            QVERIFY(before.open(QIODevice::WriteOnly));
            before.write("before");
            before.close();
            Stopping stopping;
            const auto stop = [&](double fraction) {
                if (fraction >= 0.5)
                    stopping.stop();
            };
            const AnimationConfig config{{100, 64}, 10, 9};
            const auto white = [](int) { return plain({100, 64}, 0xffffffff); };
            QVERIFY_EXCEPTION_THROWN(std::ignore = writeAnimation(file, config, white, stop), Cancelled);
            QVERIFY(before.open(QIODevice::ReadOnly));
            QCOMPARE(before.readAll(), QByteArray("before"));
            const QStringList left = QDir(folder_.path())
                                         .entryList({QStringLiteral("*kept*"), QStringLiteral(".termscope*")},
                                                    QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
            QCOMPARE(left.filter(QLatin1String(ending)).size(), 1);
            QCOMPARE(left.filter(QStringLiteral(".termscope")).size(), 0);
        }
    }

    void filmsComeFromFfmpeg()
    {
        if (!canWriteMp4())
            SKIP_LACKING("ffmpeg", "install Debian's package ffmpeg");
        const QString file = path(QStringLiteral("odd.mp4"));
        QVERIFY(writeAnimation(file, {{101, 65}, 6, 10}, [](int) { return plain({101, 65}, 0xff123456); }).has_value());
        QFile film(file);
        QVERIFY(film.open(QIODevice::ReadOnly));
        QCOMPARE(film.read(12).mid(4, 4), QByteArray("ftyp"));
    }

    /// The race's own pictures: they change with the clock, and the dialog writes as many as it was asked for.
    void theDialogWritesTheRace()
    {
        const RacePicture race = smallRace();
        QVERIFY(race.draw({200, 120}, 0) != race.draw({200, 120}, 60));
        auto* dialog = new AnimationDialog(race, 0, race.lanes[0].run->schedule.cycles());
        dialog->findChild<QSpinBox*>(QStringLiteral("frames"))->setValue(7);
        dialog->findChild<QSpinBox*>(QStringLiteral("width"))->setValue(200);
        dialog->findChild<QSpinBox*>(QStringLiteral("height"))->setValue(120);
        QSignalSpy written(dialog, &AnimationDialog::written);
        dialog->open();
        dialog->write(path(QStringLiteral("race.gif")));
        QVERIFY(written.wait(60'000));
        QCOMPARE(QImageReader(path(QStringLiteral("race.gif"))).imageCount(), 7);
    }

    /// The origin stands at the foot of every frame, and the lanes end above it.
    void framesSayTheirOrigin()
    {
        RacePicture race = smallRace();
        const QSize size(640, 320);
        const QColor done = race.theme.quantized;
        const auto lowest = [&](const QImage& frame, const auto& isWanted) {
            for (int y = frame.height() - 1; y >= 0; --y)
                for (int x = 0; x < frame.width(); ++x)
                    if (isWanted(QColor(frame.pixel(x, y))))
                        return y;
            return -1;
        };
        const std::int64_t end = race.lanes[0].run->schedule.cycles();
        const auto isBar = [&](const QColor& colour) { return colour == done; };
        const int without = lowest(race.draw(size, end), isBar);
        race.origin = QStringLiteral("network small · random data · k = 12");
        const QImage said = race.draw(size, end);
        const int bar = lowest(said, isBar);
        const int text = lowest(said, [&](const QColor& colour) { return colour != race.theme.surface; });
        QVERIFY(without > 0 && bar > 0);
        QVERIFY2(bar < without, qPrintable(QStringLiteral("%1 %2").arg(bar).arg(without)));
        QVERIFY2(text > bar, qPrintable(QStringLiteral("%1 %2").arg(text).arg(bar)));
    }

    void failuresAreSaid()
    {
        auto* dialog = new AnimationDialog(smallRace(), 0, 100);
        QSignalSpy failed(dialog, &AnimationDialog::failed);
        dialog->write(path(QStringLiteral("no/such/race.gif")));
        QVERIFY(failed.wait(60'000));
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("race.gif")));
        delete dialog;
    }
};

TERMSCOPE_TEST(TestAnimation)
#include "TestAnimation.moc"
