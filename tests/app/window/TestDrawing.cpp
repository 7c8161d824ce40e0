// A digit drawn with the mouse goes through float and TR, live while it is drawn and while the budget is dragged.
#include "app/draw/DrawDialog.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/images/DrawingPad.h"

#include <QCheckBox>
#include <QLabel>
#include <QTableWidget>
#include <QtTest>

using namespace termscope;

class TestDrawing : public WindowTest {
    Q_OBJECT

private:
    DrawDialog* dialog() const { return window_->findChild<DrawDialog*>(); }
    DrawingPad* pad() const { return dialog()->findChild<DrawingPad*>(); }
    QString sentence() const { return dialog()->findChild<QLabel*>(QStringLiteral("drawingSentence"))->text(); }

    /// A stroke with the left button held, given in pixels of a picture of 28 × 28.
    void drag(const QList<QPointF>& path)
    {
        const auto at = [this](const QPointF& pixel) {
            const double side = std::min(pad()->width(), pad()->height());
            return QPoint(static_cast<int>((pad()->width() - side) / 2 + pixel.x() * side / 28),
                          static_cast<int>((pad()->height() - side) / 2 + pixel.y() * side / 28));
        };
        QTest::mousePress(pad(), Qt::LeftButton, {}, at(path.front()));
        for (const QPointF& point : path) {
            QMouseEvent move(QEvent::MouseMove, QPointF(at(point)), pad()->mapToGlobal(QPointF(at(point))),
                             Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(pad(), &move);
        }
        QTest::mouseRelease(pad(), Qt::LeftButton, {}, at(path.back()));
    }

    bool atRest() const
    {
        return QTest::qWaitFor([this] { return dialog()->isAtRest(); }, 1000 * patience);
    }

private slots:
    void init()
    {
        openSomeDigits();
        window_->files().askForDrawing();
    }

    void cleanup() { window_.reset(); }

    void aOneIsDrawn()
    {
        QVERIFY(pad()->isEmpty());
        QVERIFY(sentence().contains(QStringLiteral("Draw")));
        drag({{14, 5}, {14, 9}, {13.5, 14}, {13, 19}, {13, 23}});
        QVERIFY(!pad()->isEmpty());
        QVERIFY(atRest());
        QVERIFY2(sentence().contains(QStringLiteral("<b>1</b>")), qPrintable(sentence()));
        auto* classes = dialog()->findChild<QTableWidget*>();
        QVERIFY(classes->item(0, 0)->text().startsWith(QStringLiteral("1: ")));
        QVERIFY(classes->item(4, 1) != nullptr);
        photograph(QStringLiteral("window_behind_drawing"));
        if (const QString folder = qEnvironmentVariable("TERMSCOPE_PICTURES"); !folder.isEmpty())
            dialog()->grab().save(folder + QStringLiteral("/drawing.png"));
        QTest::keyClick(pad(), Qt::Key_Delete);
        QVERIFY(pad()->isEmpty());
        QVERIFY(classes->item(0, 0) == nullptr);
    }

    /// A zero, and what is left of it at one term a group.
    void settingsAreFollowed()
    {
        drag({{14, 5}, {18, 7}, {20, 13}, {18, 20}, {14, 23}, {10, 20}, {8, 13}, {10, 7}, {14, 5}});
        QVERIFY(atRest());
        auto* classes = dialog()->findChild<QTableWidget*>();
        QVERIFY2(classes->item(0, 0)->text().startsWith(QStringLiteral("0: ")),
                 qPrintable(classes->item(0, 0)->text()));
        const QString before = classes->item(0, 1)->text();
        session().changeSetting("budget", 1);
        QVERIFY(atRest());
        QVERIFY(classes->horizontalHeaderItem(1)->text().contains(QStringLiteral("k = 1,")));
        QVERIFY(classes->item(0, 1)->text() != before);
    }

    void theKeyboardDraws()
    {
        pad()->setFocus();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(pad(), Qt::Key_Space);
            QTest::keyClick(pad(), Qt::Key_Down);
        }
        QVERIFY(!pad()->isEmpty());
        QVERIFY(atRest());
        QTest::mouseClick(pad(), Qt::LeftButton, {}, pad()->rect().center());
        QVERIFY(!pad()->isEmpty());
    }

    /// The sample of a digit of the data set is the digit itself.
    void samplesAreThoseOfTheData()
    {
        const Dataset& digits = *session().dataset();
        QImage picture(28, 28, QImage::Format_RGB32);
        for (int pixel = 0; pixel < 784; ++pixel) {
            const int grey = static_cast<int>(digits.image(3)[static_cast<std::size_t>(pixel)] * 255.0F + 0.5F);
            picture.setPixel(pixel % 28, pixel / 28, qRgb(grey, grey, grey));
        }
        const Result<std::vector<float>> sample = sampleOf(picture, digits, false);
        QVERIFY(sample.has_value());
        QVERIFY(std::ranges::equal(*sample, digits.image(3)));
    }
};

TERMSCOPE_TEST(TestDrawing)
#include "TestDrawing.moc"
