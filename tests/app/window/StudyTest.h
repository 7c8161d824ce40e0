// What tests of the page of studies have in common.
#pragma once

#include "tests/app/TestWindow.h"

#include <QPushButton>
#include <QTableView>

namespace termscope {

class StudyTest : public WindowTest {
protected:
    /// An example, of which the first images or tokens are evaluated.
    void openSome(const char* example, std::int64_t limit)
    {
        OpenFiles files;
        files.example = QLatin1String(example);
        files.limit = limit;
        window_->files().openAtStart({}, files, QStringLiteral("study"));
        QVERIFY(settle());
    }
    void clickRow(QTableView* table, int row)
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, 0)).center());
    }
    QPushButton* button(const char* name) const { return child<QPushButton>(QLatin1String(name)); }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    /// What a shell prints for a line that was copied, and more options behind it.
    static QJsonDocument printed(const QString& command)
    {
        QProcess shell;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"),
                           QFileInfo(QStringLiteral(TERMSCOPE_CLI)).path() + QStringLiteral(":/usr/bin:/bin"));
        shell.setProcessEnvironment(environment);
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command + QStringLiteral(" --json")});
        if (!shell.waitForFinished(-1) || shell.exitCode() != 0)
            qWarning("%s: %s", qPrintable(command), shell.readAllStandardError().constData());
        return QJsonDocument::fromJson(shell.readAllStandardOutput());
    }
};

} // namespace termscope
