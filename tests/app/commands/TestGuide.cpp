// Help > User guide and Help > About, with real keys and clicks.
#include "app/commands/GuideDialog.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QTextBlock>
#include <QTextBrowser>
#include <QtTest>

using namespace termscope;

class TestGuide : public WindowTest {
    Q_OBJECT

private:
    /// The entry of the menu Help that begins so, by its keys.
    void choose(const QString& text) const
    {
        for (const QAction* menu : window_->menuBar()->actions())
            for (QAction* entry : menu->menu()->actions())
                if (QString(entry->text()).remove(QLatin1Char('&')).startsWith(text))
                    return entry->trigger();
        QFAIL(qPrintable(text));
    }

    template <class Dialog>
    Dialog* dialog(const char* name) const
    {
        return window_->findChild<Dialog*>(QLatin1String(name));
    }

private slots:
    void init() { open(); }
    void cleanup() { window_.reset(); }

    /// It is in the program: nothing is read from the net or the source.
    void guideIsRead()
    {
        choose(QStringLiteral("User guide"));
        auto* guide = dialog<GuideDialog>("guide");
        QVERIFY(guide != nullptr && guide->isVisible());
        auto* text = guide->findChild<QTextBrowser*>();
        QVERIFY(text->toPlainText().contains(QStringLiteral("User guide")));
        // Tab goes to the first link, Return follows it.
        QVERIFY(QTest::qWaitForWindowActive(guide));
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Tab);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY2(text->source().path().endsWith(QStringLiteral("/guide/welcome.md")),
                 qPrintable(text->source().toString()));
        QVERIFY(text->toPlainText().contains(QStringLiteral("Recent files")));
        auto* field = guide->findChild<QLineEdit*>(QStringLiteral("guideSearch"));
        QTest::keyClicks(field, QStringLiteral("recent"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(text->textCursor().selectedText().toLower(), QStringLiteral("recent"));
        for (QPushButton* button : guide->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("&Back"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(text->source().path().endsWith(QStringLiteral("README.md")));
        QTest::keyClick(guide, Qt::Key_Escape);
        QTRY_VERIFY(dialog<GuideDialog>("guide") == nullptr);
    }

    /// Every page that the contents link to is there, and what is of the source alone is told.
    void linksLeadSomewhere()
    {
        choose(QStringLiteral("User guide"));
        auto* guide = dialog<GuideDialog>("guide");
        auto* text = guide->findChild<QTextBrowser*>();
        const QUrl home = text->source();
        QSet<QString> links;
        for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part)
                if (const QString link = part.fragment().charFormat().anchorHref(); !link.isEmpty())
                    links << link;
        QVERIFY(links.size() > 12);
        for (const QString& link : links) {
            emit text->anchorClicked(QUrl(link));
            if (link.endsWith(QStringLiteral(".md")))
                QVERIFY2(text->toPlainText().size() > 200 && text->source() != home, qPrintable(link));
            else
                QVERIFY2(guide->findChild<QLabel*>(QStringLiteral("guideNote"))->isVisible(), qPrintable(link));
            text->setSource(home);
        }
    }

    void aboutNamesLibrariesAndLicences()
    {
        choose(QStringLiteral("About TermScope"));
        auto* about = dialog<QMessageBox>("about");
        QVERIFY(about != nullptr && about->isVisible());
        for (const QString& name :
             {QString::fromLatin1(qVersion()), QStringLiteral("QCustomPlot"), QStringLiteral("oneDNN"),
              QStringLiteral("GPL"), QStringLiteral("Apache-2.0"), QStringLiteral("libzip")})
            QVERIFY2(about->text().contains(name), qPrintable(name));
        QTest::keyClick(about, Qt::Key_Escape);
        QTRY_VERIFY(dialog<QMessageBox>("about") == nullptr);
    }
};

TERMSCOPE_TEST(TestGuide)
#include "TestGuide.moc"
