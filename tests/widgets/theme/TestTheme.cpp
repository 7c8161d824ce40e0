// Themes: contrast against the surface, choice by palette lightness, and patterns that differ without colour.
#include "widgets/theme/Theme.h"

#include <QtTest>
#include <set>

using namespace termscope;

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void knownContrasts();
    void contrast_data();
    void contrast();
    void paletteText_data();
    void paletteText();
    void chosenByLightness();
    void seriesDifferWithoutColour();
    void inkReads();
};

void TestTheme::knownContrasts()
{
    // WCAG's own figures: black on white 21:1, #767676 on white 4.54:1.
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QVERIFY(std::abs(contrastRatio(QColor(0x767676), Qt::white) - 4.54) < 0.01);
    QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
}

void TestTheme::contrast_data()
{
    QTest::addColumn<QColor>("color");
    QTest::addColumn<QColor>("surface");
    QTest::addColumn<double>("least");
    const auto rows = [](const char* name, const Theme& theme) {
        const auto row = [&](const char* role, const QColor& color, double least) {
            QTest::addRow("%s %s", name, role) << color << theme.surface << least;
        };
        row("ink", theme.ink, 7.0);
        row("mutedInk", theme.mutedInk, 4.5);
        row("warning", theme.warning, 4.5);
        row("wrong", theme.wrong, 3.0);
        row("frame", theme.frame, 3.0);
        row("selection", theme.selection, 3.0);
        row("floats", theme.floats, 3.0);
        row("quantized", theme.quantized, 3.0);
        row("revealed", theme.revealed, 3.0);
        row("kept", theme.kept, 3.0);
        row("dropped", theme.dropped, 3.0);
        row("waterline", theme.waterline, 3.0);
        row("binary", theme.binary, 3.0);
        row("booth4", theme.booth4, 3.0);
        row("hese", theme.hese, 3.0);
        row("hese2020", theme.hese2020, 3.0);
        row("published", theme.published, 3.0);
        row("current", theme.current, 3.0);
    };
    rows("light", lightTheme());
    rows("dark", darkTheme());
}

void TestTheme::contrast()
{
    QFETCH(QColor, color);
    QFETCH(QColor, surface);
    QFETCH(double, least);
    const double found = contrastRatio(color, surface);
    QVERIFY2(found >= least, qPrintable(QString("contrast %1, expected at least %2").arg(found).arg(least)));
}

void TestTheme::paletteText_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestTheme::paletteText()
{
    QFETCH(QPalette, palette);
    const auto check = [&palette](QPalette::ColorRole text, QPalette::ColorRole background) {
        return contrastRatio(palette.color(text), palette.color(background)) >= 4.5;
    };
    QVERIFY(check(QPalette::WindowText, QPalette::Window));
    QVERIFY(check(QPalette::Text, QPalette::Base));
    QVERIFY(check(QPalette::Text, QPalette::AlternateBase));
    QVERIFY(check(QPalette::ButtonText, QPalette::Button));
    QVERIFY(check(QPalette::ToolTipText, QPalette::ToolTipBase));
    QVERIFY(check(QPalette::HighlightedText, QPalette::Highlight));
    QVERIFY(check(QPalette::PlaceholderText, QPalette::Base));
    QVERIFY(check(QPalette::Link, QPalette::Window));
}

void TestTheme::chosenByLightness()
{
    QVERIFY(!themeFor(lightPalette()).dark);
    QVERIFY(themeFor(darkPalette()).dark);
    QVERIFY(isDark(QPalette(QColor(0x202020))));
    QVERIFY(!isDark(QPalette(QColor(0xe0e0e0))));
    QCOMPARE(&themeFor(darkPalette()), &darkTheme());
}

void TestTheme::seriesDifferWithoutColour()
{
    std::set<QList<qreal>> dashes;
    std::set<Qt::BrushStyle> hatches;
    for (int index = 0; index < 5; ++index) {
        dashes.insert(linePen(Qt::black, index).dashPattern());
        hatches.insert(hatchBrush(Qt::black, index).style());
    }
    QCOMPARE(dashes.size(), std::size_t{5});
    QCOMPARE(hatches.size(), std::size_t{5});
    QCOMPARE(linePen(Qt::black, 5).dashPattern(), linePen(Qt::black, 0).dashPattern());
}

void TestTheme::inkReads()
{
    for (int step = 0; step <= 10; ++step) {
        const QColor background = mixed(Qt::white, QColor(0x0072b2), step / 10.0);
        QVERIFY(contrastRatio(inkOn(background), background) >= 4.5);
    }
    QCOMPARE(mixed(Qt::black, Qt::white, 0.0), QColor(0, 0, 0));
    QCOMPARE(mixed(Qt::black, Qt::white, 1.0), QColor(255, 255, 255));
}

QTEST_MAIN(TestTheme)
#include "TestTheme.moc"
