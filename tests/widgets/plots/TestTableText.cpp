// Tables as Markdown and LaTeX, and copied from a table of the window.
#include "tests/support/TestClass.h"
#include "widgets/export/TableCopy.h"
#include "widgets/export/WithOrigin.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QStandardItemModel>
#include <QTableView>
#include <QtTest>

using namespace termscope;

class TestTableText : public QObject {
    Q_OBJECT

private slots:
    void markdown();
    void latex();
    void copied();
};

namespace {

const QString csv = QStringLiteral("layer,top-1 %\nfc|1,98.5\n\"a, b\",\n");

} // namespace

void TestTableText::markdown()
{
    QCOMPARE(markdownTable(csv),
             QStringLiteral("| layer | top-1 % |\n| --- | ---: |\n| fc\\|1 | 98.5 |\n| a, b |  |\n"));
    QCOMPARE(markdownTable(QString()), QString());
    QCOMPARE(markdownWithOrigin(csv, QStringLiteral("# network: n\n")).section(u'\n', -3),
             QStringLiteral("\n- network: n\n"));
}

void TestTableText::latex()
{
    QCOMPARE(latexTable(csv), QStringLiteral("\\begin{tabular}{lr}\n\\hline\nlayer & top-1 \\% \\\\\n\\hline\n"
                                             "fc|1 & 98.5 \\\\\na, b &  \\\\\n\\hline\n\\end{tabular}\n"));
    QVERIFY(latexTable(QStringLiteral("a_b^2 \\ {x} ~\n"))
                .contains(QStringLiteral("a\\_b\\^{}2 \\textbackslash{} \\{x\\} \\~{} \\\\")));
    QVERIFY(latexWithOrigin(csv, QStringLiteral("# network: n\n")).startsWith(QStringLiteral("% network: n\n\\begin")));
}

/// By the actions of the table's menu; a column that is only painted is left out.
void TestTableText::copied()
{
    QStandardItemModel model(2, 3);
    model.setHorizontalHeaderLabels({QStringLiteral("layer"), QStringLiteral("picture"), QStringLiteral("weights")});
    for (int row = 0; row < 2; ++row) {
        model.setItem(row, 0, new QStandardItem(QStringLiteral("fc%1").arg(row + 1)));
        model.setItem(row, 2, new QStandardItem(QString::number(100 * (row + 1))));
    }
    QTableView table;
    table.setModel(&model);
    addCopyMenu(table, [] { return QStringLiteral("# network: n\n"); });
    QCOMPARE(table.contextMenuPolicy(), Qt::ActionsContextMenu);
    const auto copy = [&](const char* name) {
        table.findChild<QAction*>(QLatin1String(name))->trigger();
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(copy("copyCsv"), QStringLiteral("# network: n\nlayer,weights\nfc1,100\nfc2,200\n"));
    QVERIFY(copy("copyMarkdown").startsWith(QStringLiteral("| layer | weights |\n| --- | ---: |\n")));
    QVERIFY(copy("copyLatex").contains(QStringLiteral("fc2 & 200 \\\\\n")));
}

TERMSCOPE_TEST(TestTableText)
#include "TestTableText.moc"
