// Runs termscope-cli as a child process, with nothing of a display in its environment.
#pragma once

#include <QtTest>

struct ToolRun {
    int exitCode = -1; ///< −1: it crashed
    QString output;
    QString errors;

    QJsonDocument json() const { return QJsonDocument::fromJson(output.toUtf8()); }
};

inline ToolRun runTool(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.setProcessEnvironment(QProcessEnvironment());
    process.start(TERMSCOPE_CLI, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool finished = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {finished ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// Exit code 2, nothing on standard output, and exactly this sentence on standard error.
#define COMPARE_BAD_INPUT(run, sentence)                                                                               \
    do {                                                                                                               \
        QCOMPARE((run).errors, QString(sentence) + "\n");                                                              \
        QCOMPARE((run).output, QString());                                                                             \
        QCOMPARE((run).exitCode, 2);                                                                                   \
    } while (false)
