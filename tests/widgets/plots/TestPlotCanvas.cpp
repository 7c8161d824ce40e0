// Plots that are hidden hold no pictures, and show what changed meanwhile as soon as they are seen again.
#include "tests/support/TestClass.h"
#include "widgets/plots/PlotCanvas.h"
#include "widgets/plots/TermHistogramPlot.h"

#include <QSignalSpy>
#include <QStackedWidget>
#include <QtTest>

#include <algorithm>

using namespace termscope;

namespace {

/// Only the names of what QCustomPlot keeps to itself.
struct Inside : QCustomPlot {
    static qint64 pixels(const QCustomPlot& plot)
    {
        qint64 all = 0;
        for (const auto& buffer : plot.*(&Inside::mPaintBuffers))
            all += qint64{1} * std::max(0, buffer->size().width()) * std::max(0, buffer->size().height());
        return all;
    }
};

LayerDistribution distributionOf(std::int64_t values)
{
    LayerDistribution distribution;
    distribution.terms.assign(allEncodings.size(), TermHistogram{{1, values, 3}});
    return distribution;
}

} // namespace

class TestPlotCanvas : public QObject {
    Q_OBJECT

private:
    QStackedWidget pages_;
    TermHistogramPlot* plot_ = nullptr;
    QCustomPlot* canvas_ = nullptr;

    QImage picture() { return canvas_->grab().toImage(); }
    qint64 pixelsOnce() const { return qint64{1} * canvas_->width() * canvas_->height(); }

private slots:
    void init()
    {
        plot_ = new TermHistogramPlot;
        canvas_ = plot_->findChild<QCustomPlot*>(QStringLiteral("canvas"));
        QVERIFY(canvas_ != nullptr);
        pages_.addWidget(plot_);
        pages_.addWidget(new QWidget);
        pages_.setCurrentIndex(0);
        pages_.resize(520, 360);
        plot_->setDistribution(distributionOf(5), Encoding::Hese);
        pages_.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pages_));
        QCoreApplication::processEvents();
    }

    void cleanup()
    {
        while (QWidget* const page = pages_.widget(0)) {
            pages_.removeWidget(page);
            delete page;
        }
    }

    void holdsPicturesOnlyOnShow()
    {
        QVERIFY(Inside::pixels(*canvas_) >= pixelsOnce());
        const QImage before = picture();
        pages_.setCurrentIndex(1);
        QCoreApplication::processEvents();
        QCOMPARE(Inside::pixels(*canvas_), 0);
        pages_.setCurrentIndex(0);
        QCOMPARE(picture(), before); // in the same frame
        pages_.hide();
        QCOMPARE(Inside::pixels(*canvas_), 0);
        pages_.show();
        QCOMPARE(picture(), before);
    }

    void showsWhatChangedWhileHidden()
    {
        const QImage before = picture();
        pages_.setCurrentIndex(1);
        plot_->setDistribution(distributionOf(50), Encoding::Hese);
        canvas_->replot();
        QCOMPARE(Inside::pixels(*canvas_), 0);
        QCoreApplication::processEvents();
        QCOMPARE(Inside::pixels(*canvas_), 0);
        pages_.setCurrentIndex(0);
        const QImage now = picture();
        QVERIFY(now != before);
        plot_->setDistribution(distributionOf(50), Encoding::Hese);
        QCoreApplication::processEvents();
        QCOMPARE(picture(), now);
    }

    /// A window that is minimised hides what it shows, and calls it visible.
    void waitsInAMinimisedWindow()
    {
        const QImage before = picture();
        QHideEvent hide;
        QCoreApplication::sendEvent(canvas_, &hide);
        QVERIFY(canvas_->isVisible());
        canvas_->replot();
        QCOMPARE(Inside::pixels(*canvas_), 0);
        QShowEvent show;
        QCoreApplication::sendEvent(canvas_, &show);
        QCOMPARE(picture(), before);
    }

    void takesTheSizeItGotWhileHidden()
    {
        pages_.setCurrentIndex(1);
        pages_.resize(700, 500);
        QCoreApplication::processEvents();
        QSignalSpy replots(canvas_, &QCustomPlot::afterReplot);
        pages_.setCurrentIndex(0);
        QVERIFY(canvas_->width() > 520);
        QCOMPARE(canvas_->viewport().size(), canvas_->size());
        QCOMPARE(replots.size(), 1);
        QCOMPARE(Inside::pixels(*canvas_) % pixelsOnce(), 0);
        QVERIFY(Inside::pixels(*canvas_) > 0);
    }

    /// The canvas alone is hidden while the plot has nothing to show.
    void givesUpPicturesBehindItsPlaceholder()
    {
        plot_->clear();
        QVERIFY(plot_->isVisible());
        QVERIFY(plot_->isEmpty());
        QCoreApplication::processEvents();
        QCOMPARE(Inside::pixels(*canvas_), 0);
        plot_->setDistribution(distributionOf(5), Encoding::Hese);
        QVERIFY(Inside::pixels(*canvas_) > 0);
    }
};

TERMSCOPE_TEST(TestPlotCanvas)
#include "TestPlotCanvas.moc"
