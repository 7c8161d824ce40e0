// Every page in every theme and in two sizes looks as it did when a person last looked at it. After a change that is
// meant: TERMSCOPE_SCREENS=FOLDER TestScreens writes what there is now; look at it, and put it into references, with
// 128 colours (mogrify +dither -colors 128) to keep the repository small.
#include "tests/app/TestWindow.h"
#include "tests/app/screens/ScreenComparison.h"
#include "tests/support/TestClass.h"

#include <QPainter>
#include <QStatusBar>

using namespace termscope;

namespace {

constexpr double mostDifferent = 0.01; // of the blocks

} // namespace

class TestScreens : public WindowTest {
    Q_OBJECT

private slots:
    void initTestCase() { openExample(); }
    void cleanupTestCase()
    {
        window_.reset();
        applyTheme(ThemeChoice::Light);
    }

    /// Letters smoothed otherwise pass; a control that moved or a pane that is blank does not.
    void theComparisonSees()
    {
        QImage page(1280, 800, QImage::Format_RGB32);
        page.fill(Qt::white);
        const auto draw = [&page](QPointF at) {
            QImage drawn = page;
            QPainter painter(&drawn);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.drawRect(QRectF(20, 20, 600, 500));
            painter.fillRect(QRectF(at, QSizeF(120, 30)), Qt::darkBlue);
            painter.drawText(QRectF(40, 60, 500, 400), QStringLiteral("accuracy 99.20 % at 2 pairs per MAC"));
            painter.end();
            return reduced(drawn);
        };
        const QImage before = draw({700, 40});
        QCOMPARE(difference(before, before), 0.0);
        QVERIFY(difference(before, draw({700.4, 40.3})) <= mostDifferent);
        QVERIFY(difference(before, draw({700, 75})) > mostDifferent);
        QVERIFY(difference(before, reduced(page)) > mostDifferent);
        QCOMPARE(difference(before, before.scaled(640, 300)), 1.0);
    }

    void everyPageLooksAsReviewed_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<StudyPane>("pane");
        for (const ThemeChoice theme :
             {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast, ThemeChoice::Projector})
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
                for (const PageInfo& page : pagesTable())
                    QTest::addRow("%s-%s-%dx%d", std::string(page.key).c_str(), qPrintable(nameOf(theme)), size.width(),
                                  size.height())
                        << QString::fromUtf8(page.key) << theme << size << StudyPane::Sensitivity;
        // The other panes of the page of studies.
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark})
            for (const auto& [pane, name] : {std::pair{StudyPane::Search, "search"},
                                             {StudyPane::Compare, "compare"},
                                             {StudyPane::Reproduce, "reproduce"}})
                QTest::addRow("study-%s-%s-1280x800", name, qPrintable(nameOf(theme)))
                    << QStringLiteral("study") << theme << QSize(1280, 800) << pane;
    }

    void everyPageLooksAsReviewed()
    {
        QFETCH(QString, page);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        QFETCH(StudyPane, pane);
        applyTheme(theme);
        window_->resize(size);
        session().changePage(page);
        StudyChoice study = session().view().study;
        study.pane = pane;
        session().changeStudy(study, QStringLiteral("test"), "pane");
        QVERIFY(settle());
        QTest::mouseMove(window_.get(), QPoint(2, 2)); // nothing is pointed at
        QVERIFY(settle());
        QCOMPARE(window_->size(), size);
        window_->statusBar()->clearMessage(); // what was said on opening goes by its own clock
        const QImage now = reduced(window_->grab().toImage());
        const QString name = QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png");
        if (const QString folder = qEnvironmentVariable("TERMSCOPE_SCREENS"); !folder.isEmpty()) {
            QVERIFY(now.save(QStringLiteral("%1/%2").arg(folder, name)));
            return;
        }
        QImage reviewed(QStringLiteral(TERMSCOPE_SCREENS_FOLDER "/") + name);
        QVERIFY2(!reviewed.isNull(), qPrintable(name + QStringLiteral(" was never reviewed")));
        QImage where = now;
        const double found = difference(reviewed.convertToFormat(QImage::Format_RGB32), now, &where);
        const QString seen = QDir::temp().filePath(QStringLiteral("termscope-screen-") + name);
        if (found > mostDifferent)
            where.save(seen);
        QVERIFY2(
            found <= mostDifferent,
            qPrintable(
                QStringLiteral("%1 % of the picture differs, marked in %2").arg(100.0 * found, 0, 'f', 1).arg(seen)));
    }
};

TERMSCOPE_TEST(TestScreens)
#include "TestScreens.moc"
