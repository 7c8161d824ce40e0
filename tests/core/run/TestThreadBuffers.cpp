// The memory that threads keep between products: theirs alone, kept while it is of use, and given back.
#include "core/run/ThreadBuffers.h"
#include "tests/support/TestClass.h"

#include <QTest>

#include <cstring>
#include <set>

using namespace termscope;

class TestThreadBuffers : public QObject {
    Q_OBJECT

private slots:
    void init() { freeThreadBuffers(); }

    void aRoomIsKept()
    {
        void* const first = threadBuffer(ThreadBuffer::RowValues, 1000);
        QCOMPARE(threadBuffer(ThreadBuffer::RowValues, 10), first);
        QCOMPARE(threadBufferBytes(), std::size_t{1000});
        threadBuffer(ThreadBuffer::RowValues, 2000);
        QCOMPARE(threadBufferBytes(), std::size_t{2000});
    }

    void roomsAreApart()
    {
        auto* const values = threadBufferFor<float>(ThreadBuffer::RowValues, 100);
        auto* const results = threadBufferFor<float>(ThreadBuffer::RowResults, 100);
        std::memset(values, 1, 400);
        std::memset(results, 2, 400);
        QCOMPARE(static_cast<int>(reinterpret_cast<unsigned char*>(values)[399]), 1);
        QCOMPARE(threadBufferBytes(), std::size_t{800});
    }

    void everyThreadHasItsOwnAndGivesItBack()
    {
        constexpr std::size_t bytes = 1 << 16;
        std::set<void*> seen;
        int threads = 0;
#pragma omp parallel
        {
            void* const room = threadBuffer(ThreadBuffer::MatrixScratch, bytes);
#pragma omp critical
            {
                seen.insert(room);
                ++threads;
            }
        }
        QCOMPARE(seen.size(), static_cast<std::size_t>(threads));
        QCOMPARE(threadBufferBytes(), bytes * static_cast<std::size_t>(threads));
        freeThreadBuffers();
        QCOMPARE(threadBufferBytes(), std::size_t{0});
    }
};

TERMSCOPE_TEST(TestThreadBuffers)
#include "TestThreadBuffers.moc"
