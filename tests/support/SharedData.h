// The networks and data that are too large, or not free enough, to be part of the project: a folder that the
// environment variable TERMSCOPE_DATA names. What needs them is skipped where they are not there (Skips.h);
// tests/fixtures holds small ones of the same kinds, on which the same tests always run.
#pragma once

#include "tests/support/Skips.h"

#include <filesystem>
#include <initializer_list>

namespace termscope {

/// TERMSCOPE_DATA/file, whether it is there or not; empty where the variable is not set. `file`:
/// "cifar10/resnet20.onnx"
inline std::filesystem::path sharedData(const char* file)
{
    const QByteArray folder = qgetenv("TERMSCOPE_DATA");
    return folder.isEmpty() ? std::filesystem::path() : std::filesystem::path(folder.toStdString()) / file;
}

/// Why the files or folders cannot be used: the first that is not there. Empty: all are.
inline QByteArray lackOfSharedData(std::initializer_list<const char*> files)
{
    for (const char* file : files) {
        const std::filesystem::path path = sharedData(file);
        if (path.empty())
            return lackOf(QByteArray("TERMSCOPE_DATA/") + file, "set TERMSCOPE_DATA to a folder that holds it");
        std::error_code error;
        if (!std::filesystem::exists(path, error))
            return lackOf(QByteArray("TERMSCOPE_DATA/") + file,
                          "TERMSCOPE_DATA names " + qgetenv("TERMSCOPE_DATA") + ", which does not hold it");
    }
    return {};
}

} // namespace termscope

/// In a function of a test class: skips it unless TERMSCOPE_DATA holds all of the files, as in
/// SKIP_WITHOUT_SHARED_DATA("cifar10/resnet20.onnx", "cifar10/test_batch_1000.bin").
#define SKIP_WITHOUT_SHARED_DATA(...)                                                                                  \
    do {                                                                                                               \
        if (const QByteArray sharedLack = termscope::lackOfSharedData({__VA_ARGS__}); !sharedLack.isEmpty())           \
            SKIP_FOR(sharedLack);                                                                                      \
    } while (false)
