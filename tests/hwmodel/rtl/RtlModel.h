// The hardware sources as a program: compiled once by Verilator into the build folder, and again only when they change.
// One program serves all shapes and settings that fit it (Resizable); a product comes to it as memory files.
#pragma once

#include "hwmodel/rtl/ArrayDesign.h"
#include "tests/support/Skips.h"

#include <QtTest>

namespace termscope::rtl {

inline const QString sources = QStringLiteral(TERMSCOPE_SOURCE "/hwmodel/rtl");

struct ProcessRun {
    int exitCode = -1;
    QString output;
};

inline ProcessRun runProgram(const QString& program, const QStringList& arguments, const QString& folder = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    const bool finished = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {finished ? process.exitCode() : -1, QString::fromUtf8(process.readAll())};
}

inline bool has(const char* program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

/// A digest of all sources and of how they are compiled.
inline QByteArray fingerprint(const QStringList& arguments)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QFileInfo& file : QDir(sources).entryInfoList({"*.sv"}, QDir::Files, QDir::Name)) {
        QFile source(file.filePath());
        if (source.open(QIODevice::ReadOnly))
            hash.addData(file.fileName().toUtf8() + '\n' + source.readAll());
    }
    hash.addData(arguments.join('\n').toUtf8());
    return hash.result().toHex();
}

/// The test bench as a program, with these parameters. Empty where it could not be compiled; then `log` says why.
inline QString verilated(const QString& name, const QString& top, const QStringList& parameters, QString& log)
{
    const QString folder = QStringLiteral(TERMSCOPE_BUILD "/rtl/") + name;
    QStringList arguments{"--cc", "--main",     "--exe",        "--timing", "--build", "-j",
                          "2",    "-O3",        "-I" + sources, "--Mdir",   folder,    "--top-module",
                          top,    "-MAKEFLAGS", "OPT_FAST=-O1"};
    arguments += parameters;
    arguments += sources + "/" + top + ".sv";
    const QString program = folder + "/V" + top;
    QFile stamp(folder + "/compiled.txt");
    const QByteArray wanted = fingerprint(arguments);
    if (QFile::exists(program) && stamp.open(QIODevice::ReadOnly) && stamp.readAll() == wanted)
        return program;
    stamp.close();
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    const ProcessRun run = runProgram("verilator", arguments);
    log = run.output;
    if (run.exitCode != 0)
        return {};
    if (stamp.open(QIODevice::WriteOnly))
        stamp.write(wanted);
    return program;
}

/// As Verilator takes them: a parameter of one bit wants a number of one bit.
inline QStringList parametersOf(const ArrayDesign& design)
{
    QStringList parameters;
    for (const auto& [name, value] : design.parameters())
        parameters += QStringLiteral("-G%1=%2%3").arg(name.c_str(), ArrayDesign::isFlag(name) ? "1'b" : "").arg(value);
    return parameters;
}

/// False when a file cannot be written.
inline bool writeFiles(const QString& folder, const std::vector<DesignFile>& files)
{
    QDir().mkpath(folder);
    for (const DesignFile& file : files) {
        QFile out(folder + "/" + QString::fromStdString(file.name));
        if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(file.content)) < 0)
            return false;
    }
    return true;
}

} // namespace termscope::rtl
