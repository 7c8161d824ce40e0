// Enters a test class in its program. A folder's tests are one program: fewer to link, one copy of the headers.
//
//     class TestSweep : public QObject { Q_OBJECT … };
//     TERMSCOPE_TEST(TestSweep)
//     #include "TestSweep.moc"
//
// The file is named as its class. `termscope_core_tests TestSweep [Qt Test's options]` runs that class alone,
// `termscope_core_tests` all of the program's classes, each in a process of its own, and `--list` names them.
#pragma once

#include <QtTest/QTest>

// What is waited for may take long on a busy machine: Qt Test's own five seconds are for people.
#undef QTRY_VERIFY
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, termscope::tests::patience)
#undef QTRY_COMPARE
#define QTRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, termscope::tests::patience)

namespace termscope::tests {

inline constexpr int patience = 300'000; ///< milliseconds

/// What runs under a name: gets the program's arguments without that name, returns the exit code.
using Entry = int (*)(int argc, char** argv);

/// Makes `program NAME …` run `entry`. A helper (a child process of a test) is left out of `--list` and of a run of all.
/// Called before main() only; the names of a program differ.
bool enter(const char* name, Entry entry, bool isHelper = false);

} // namespace termscope::tests

#define TERMSCOPE_TEST(Class) \
    static const bool entered##Class = termscope::tests::enter(#Class, [](int argc, char** argv) { \
        Class test; \
        return QTest::qExec(&test, argc, argv); \
    });

/// `function(argc, argv)` is what a test starts as a process of its own: QCoreApplication::applicationFilePath() NAME …
#define TERMSCOPE_TEST_HELPER(Name, function) \
    static const bool entered##Name = termscope::tests::enter(#Name, function, true);
