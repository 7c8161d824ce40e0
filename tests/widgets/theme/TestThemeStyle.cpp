// What the style under ours is given to draw with: it caches pictures by the palette's key, and must meet few of them.
#include "tests/support/TestClass.h"
#include "widgets/theme/ThemeStyle.h"

#include <QApplication>
#include <QCommonStyle>
#include <QPainter>
#include <QSet>
#include <QStyleOptionSlider>
#include <QTabBar>
#include <QtTest>

using namespace termscope;

namespace {

/// Tells what it draws.
class Tabs : public QTabBar {
public:
    using QTabBar::QTabBar;
    QString shownText(int tab) const
    {
        QStyleOptionTab option;
        initStyleOption(&option, tab);
        return option.text;
    }
};

/// Draws nothing, and keeps the keys of the palettes it is given.
class Recorder : public QCommonStyle {
public:
    void drawComplexControl(ComplexControl /*control*/, const QStyleOptionComplex* option, QPainter* /*painter*/,
                            const QWidget* /*widget*/) const override
    {
        keys.insert(option->palette.cacheKey());
        windows.insert(option->palette.color(QPalette::Window).rgba());
    }

    mutable QSet<qint64> keys;
    mutable QSet<QRgb> windows;
};

} // namespace

class TestThemeStyle : public QObject {
    Q_OBJECT

private slots:
    void palettesThatAreAlikeHaveOneKey()
    {
        ThemeStyle style;
        auto* const under = new Recorder;
        style.setBaseStyle(under); // which takes it
        QImage image(100, 20, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        const std::vector<QRgb> colours{0xffffffff, 0xffefefef, 0xff202020};
        QSet<qint64> given;
        for (int time = 0; time < 100; ++time)
            for (const QRgb colour : colours) {
                QStyleOptionSlider option;
                option.palette.setColor(QPalette::Base, QColor(colour)); // a copy of its own, with a new key
                given.insert(option.palette.cacheKey());
                style.drawComplexControl(QStyle::CC_Slider, &option, &painter, nullptr);
            }
        QVERIFY(given.size() >= 100);
        QCOMPARE(under->keys.size(), static_cast<qsizetype>(colours.size()));
    }

    void moreThanAreKeptAreAllDrawnRight()
    {
        ThemeStyle style;
        auto* const under = new Recorder;
        style.setBaseStyle(under);
        QImage image(100, 20, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        for (int number = 0; number < 3000; ++number) {
            QStyleOptionSlider option;
            option.palette.setColor(QPalette::Base, QColor::fromRgb(static_cast<QRgb>(number)));
            style.drawComplexControl(QStyle::CC_Slider, &option, &painter, nullptr);
        }
        QCOMPARE(under->keys.size(), qsizetype{3000}); // each as it is, and all drawn
        QCOMPARE(under->windows.size(), qsizetype{1});
    }

    /// Chinese tabs have their mnemonics in brackets behind the words; where there is room nothing is left out.
    void mnemonicsInBracketsHaveRoom()
    {
        ThemeStyle style;
        Tabs tabs;
        tabs.setStyle(&style);
        tabs.setFont(QApplication::font());
        tabs.setUsesScrollButtons(false);
        tabs.setElideMode(Qt::ElideRight);
        tabs.setDocumentMode(true);
        tabs.setExpanding(false);
        const QStringList texts{QStringLiteral("时钟(&C)"), QStringLiteral("HESE 逐步演示(&S)"),
                                QStringLiteral("&Clock"), QStringLiteral("Term &pairs")};
        for (const QString& text : texts)
            tabs.addTab(text);
        tabs.resize(1200, 40);
        tabs.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tabs));
        for (int tab = 0; tab < tabs.count(); ++tab)
            QCOMPARE(tabs.shownText(tab), texts[tab]);
    }
};

TERMSCOPE_TEST(TestThemeStyle)
#include "TestThemeStyle.moc"
