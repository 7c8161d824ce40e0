// The memory that threads keep between products: theirs alone, kept while it is of use, and given back.
#include "core/run/ThreadRooms.h"
#include "tests/support/TestClass.h"

#include <QTest>

#include <cstring>
#include <set>

using namespace termscope;

class TestThreadRooms : public QObject {
    Q_OBJECT

private slots:
    void init() { freeThreadRooms(); }

    void aRoomIsKept()
    {
        void* const first = threadRoom(ThreadRoom::RowValues, 1000);
        QCOMPARE(threadRoom(ThreadRoom::RowValues, 10), first);
        QCOMPARE(threadRoomBytes(), std::size_t{1000});
        threadRoom(ThreadRoom::RowValues, 2000);
        QCOMPARE(threadRoomBytes(), std::size_t{2000});
    }

    void roomsAreApart()
    {
        auto* const values = threadRoomFor<float>(ThreadRoom::RowValues, 100);
        auto* const results = threadRoomFor<float>(ThreadRoom::RowResults, 100);
        std::memset(values, 1, 400);
        std::memset(results, 2, 400);
        QCOMPARE(static_cast<int>(reinterpret_cast<unsigned char*>(values)[399]), 1);
        QCOMPARE(threadRoomBytes(), std::size_t{800});
    }

    void everyThreadHasItsOwnAndGivesItBack()
    {
        constexpr std::size_t bytes = 1 << 16;
        std::set<void*> seen;
        int threads = 0;
#pragma omp parallel
        {
            void* const room = threadRoom(ThreadRoom::MatrixScratch, bytes);
#pragma omp critical
            {
                seen.insert(room);
                ++threads;
            }
        }
        QCOMPARE(seen.size(), static_cast<std::size_t>(threads));
        QCOMPARE(threadRoomBytes(), bytes * static_cast<std::size_t>(threads));
        freeThreadRooms();
        QCOMPARE(threadRoomBytes(), std::size_t{0});
    }
};

TERMSCOPE_TEST(TestThreadRooms)
#include "TestThreadRooms.moc"
