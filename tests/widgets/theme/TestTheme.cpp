// Themes: contrast against the surface, distance of the colours of a plot for eyes that lack one kind of cones, choice
// by palette, and patterns that differ without colour.
#include "tests/support/TestClass.h"
#include "widgets/theme/Theme.h"

#include <QApplication>
#include <QWidget>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace termscope;

namespace {

const char* nameOf(ThemeKind kind)
{
    static constexpr std::array names{"light", "dark", "high contrast", "projector"};
    return names[static_cast<std::size_t>(kind)];
}

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector times(const Matrix& matrix, const Vector& vector)
{
    Vector product{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            product[row] += matrix[row][column] * vector[column];
    return product;
}

Vector linearOf(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

/// Eyes that lack one kind of cones; matrices in linear sRGB at full severity: G. M. Machado, M. M. Oliveira, L. A. F.
/// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009.
struct Vision {
    const char* name;
    Matrix matrix;
};

constexpr std::array<Vision, 4> visions{
    Vision{"usual", {{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}}},
    Vision{"protanopia",
           {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    Vision{"deuteranopia",
           {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritanopia",
           {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

QColor seenBy(const Vision& vision, const QColor& color)
{
    const auto gamma = [](double channel) {
        const double c = std::clamp(channel, 0.0, 1.0);
        return static_cast<float>(c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055);
    };
    const Vector seen = times(vision.matrix, linearOf(color));
    return QColor::fromRgbF(gamma(seen[0]), gamma(seen[1]), gamma(seen[2]));
}

/// CIE 1976 L*a*b* under D65.
Vector labOf(const QColor& color)
{
    static constexpr Matrix toXyz{
        {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
    static constexpr Vector white{0.95047, 1.0, 1.08883};
    const Vector xyz = times(toXyz, linearOf(color));
    Vector f{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / white[i];
        f[i] = t > std::pow(6.0 / 29.0, 3) ? std::cbrt(t) : t / (3.0 * std::pow(6.0 / 29.0, 2)) + 4.0 / 29.0;
    }
    return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

double distance(const QColor& a, const QColor& b)
{
    const Vector first = labOf(a);
    const Vector second = labOf(b);
    return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void knownContrasts();
    void contrast_data();
    void contrast();
    void paletteText_data();
    void paletteText();
    void chosenByLightness();
    void palettesTellTheirTheme();
    void simulatesKnownConfusions();
    void coloursOfAPlotDifferForAllEyes_data();
    void coloursOfAPlotDifferForAllEyes();
    void linesGrowWithTheType();
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
    for (const ThemeKind kind : themeKinds) {
        const Theme& theme = themeOf(kind);
        // WCAG 2.1: 3:1 for graphics, 4.5:1 for text; 1.4.6 asks 7:1 of text. On weak projectors every line is as text.
        const double line = kind == ThemeKind::HighContrast ? 7.0 : kind == ThemeKind::Projector ? 4.5 : 3.0;
        const bool strong = line > 3.0;
        const auto row = [&](const char* role, const QColor& color, double least) {
            QTest::addRow("%s %s", nameOf(kind), role) << color << theme.surface << least;
        };
        row("ink", theme.ink, strong ? 15.0 : 7.0);
        row("mutedInk", theme.mutedInk, strong ? 7.0 : 4.5);
        row("warning", theme.warning, strong ? 7.0 : 4.5);
        row("grid", theme.grid, strong ? 1.5 : 1.0);
        for (const auto& [role, color] :
             std::initializer_list<std::pair<const char*, QColor>>{{"wrong", theme.wrong},
                                                                   {"frame", theme.frame},
                                                                   {"selection", theme.selection},
                                                                   {"floats", theme.floats},
                                                                   {"quantized", theme.quantized},
                                                                   {"revealed", theme.revealed},
                                                                   {"kept", theme.kept},
                                                                   {"negative", theme.negative},
                                                                   {"dropped", theme.dropped},
                                                                   {"waterline", theme.waterline},
                                                                   {"binary", theme.binary},
                                                                   {"booth4", theme.booth4},
                                                                   {"hese", theme.hese},
                                                                   {"hese2020", theme.hese2020},
                                                                   {"published", theme.published},
                                                                   {"current", theme.current}})
            row(role, color, line);
    }
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
    QTest::addColumn<double>("least");
    for (const ThemeKind kind : themeKinds)
        QTest::newRow(nameOf(kind)) << paletteFor(kind) << (themeOf(kind).wash > 0.2 ? 7.0 : 4.5);
}

void TestTheme::paletteText()
{
    QFETCH(QPalette, palette);
    QFETCH(double, least);
    const auto check = [&](QPalette::ColorRole text, QPalette::ColorRole background) {
        return contrastRatio(palette.color(text), palette.color(background)) >= least;
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

void TestTheme::palettesTellTheirTheme()
{
    std::set<QRgb> tags;
    for (const ThemeKind kind : themeKinds) {
        const Theme& theme = themeOf(kind);
        QCOMPARE(theme.kind, kind);
        QVERIFY(tags.insert(theme.warning.rgb()).second);
        QPalette palette = paletteFor(kind);
        QCOMPARE(&themeFor(palette), &theme);
        // What views change for their own labels and fields.
        palette.setColor(QPalette::Window, Qt::red);
        palette.setColor(QPalette::WindowText, Qt::blue);
        palette.setColor(QPalette::Base, Qt::green);
        QCOMPARE(&themeFor(palette), &theme);
        QWidget widget;
        widget.setPalette(palette);
        QCOMPARE(&themeFor(widget.palette()), &theme);
        QCOMPARE(theme.dark, contrastRatio(theme.surface, Qt::black) < contrastRatio(theme.surface, Qt::white));
    }
}

void TestTheme::coloursOfAPlotDifferForAllEyes_data()
{
    QTest::addColumn<QColor>("first");
    QTest::addColumn<QColor>("second");
    for (const ThemeKind kind : themeKinds) {
        const Theme& theme = themeOf(kind);
        const auto plot = [&](const char* name, const std::vector<QColor>& colors) {
            for (std::size_t i = 0; i < colors.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    QTest::addRow("%s %s %zu %zu", nameOf(kind), name, j, i) << colors[j] << colors[i];
        };
        plot("weights", {theme.floats, theme.quantized, theme.revealed});
        plot("terms", {theme.binary, theme.booth4, theme.hese, theme.hese2020, theme.revealed});
        plot("accuracy", {theme.floats, theme.quantized, theme.revealed, theme.published, theme.current});
        plot("budgets", {theme.revealed, mixed(theme.revealed, theme.ink, 0.5), theme.ink});
        plot("grid", {theme.kept, theme.negative, theme.dropped});
        plot("images", {theme.wrong, theme.quantized});
        plot("arrays", {theme.quantized, theme.revealed, theme.current});
    }
}

void TestTheme::coloursOfAPlotDifferForAllEyes()
{
    QFETCH(QColor, first);
    QFETCH(QColor, second);
    // A just noticeable difference is about 2.3 (Mahy et al. 1994); this is four of them.
    for (const Vision& vision : visions) {
        const double found = distance(seenBy(vision, first), seenBy(vision, second));
        QVERIFY2(found >= 10.0, qPrintable(QString("%1: %2").arg(vision.name).arg(found)));
    }
}

void TestTheme::simulatesKnownConfusions()
{
    // Lab of known colours: D65 white is (100, 0, 0), sRGB red (53.24, 80.09, 67.20).
    const auto white = labOf(Qt::white);
    QVERIFY(std::abs(white[0] - 100.0) < 0.01 && std::hypot(white[1], white[2]) < 0.05);
    const auto red = labOf(Qt::red);
    QVERIFY(std::abs(red[0] - 53.24) < 0.05 && std::abs(red[1] - 80.09) < 0.1 && std::abs(red[2] - 67.20) < 0.1);
    // Greys stay grey for everyone; a red and a green of one lightness fall together for a deuteranope alone.
    for (const Vision& vision : visions)
        QVERIFY(distance(seenBy(vision, QColor(128, 128, 128)), QColor(128, 128, 128)) < 1.0);
    const QColor brick(160, 90, 60);
    const QColor olive(110, 112, 60);
    QVERIFY(distance(brick, olive) > 30.0);
    QVERIFY(distance(seenBy(visions[2], brick), seenBy(visions[2], olive)) < 10.0);
    QVERIFY(distance(seenBy(visions[3], brick), seenBy(visions[3], olive)) > 25.0);
}

void TestTheme::linesGrowWithTheType()
{
    const QFont before = QApplication::font();
    QCOMPARE(typeScale(), 1.0);
    QFont large = before;
    large.setPointSizeF(before.pointSizeF() * 1.75);
    QApplication::setFont(large);
    QVERIFY(std::abs(typeScale() - 1.75) < 0.01);
    QVERIFY(std::abs(linePen(Qt::black, 0, 2.0).widthF() - 3.5) < 0.02);
    QVERIFY(std::abs(strokePen(Qt::black).widthF() - 1.75) < 0.02);
    QCOMPARE(scaled(20), 35);
    QApplication::setFont(before);
    QCOMPARE(strokePen(Qt::black).widthF(), 1.0);
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

TERMSCOPE_TEST(TestTheme)
#include "TestTheme.moc"
