#include "app/window/PageRenderer.h"

#include "app/window/MainWindow.h"
#include "core/files/Files.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPixmap>
#include <QStatusBar>
#include <QTimer>

namespace termscope {
namespace {

constexpr int patience = 600; // seconds: a large network on a slow machine
constexpr int wakeEvery = 50; // milliseconds
constexpr int studyTime = 60; // seconds: what is known by then is shown

template <class IsThere>
bool waitUntil(IsThere isThere, int seconds)
{
    // Sleeps until something happens: with a time of its own, processEvents() would keep a core busy.
    QTimer wake;
    wake.start(wakeEvery);
    QElapsedTimer timer;
    timer.start();
    while (!isThere()) {
        if (timer.elapsed() > 1000LL * seconds)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    finishLayouts();
    return true;
}

/// What a user would start: a page of studies that nobody has started one on is empty.
void startStudyOf(MainWindow& window, const PageInfo& page)
{
    if (!page.needs.study)
        return;
    window.workbench().startSensitivity(Method::Revealed);
    if (!waitUntil([&window] { return !window.workbench().isStudyRunning(); }, studyTime))
        window.workbench().stopStudy();
}

Result<void> writePng(const QPixmap& picture, const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return writeFile(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

void finishLayouts()
{
    constexpr int longest = 10'000; // milliseconds: of a program whose events never end
    QCoreApplication::processEvents(QEventLoop::AllEvents, longest);
}

bool isPageThere(MainWindow& window)
{
    if (window.files().isBusy())
        return false;
    const bool showsCurve = needsOf(window.session().view().page).curve;
    return showsCurve ? window.workbench().isSettled() : window.workbench().isViewThere();
}

bool waitUntilPageIsThere(MainWindow& window, int seconds)
{
    return waitUntil([&window] { return isPageThere(window); }, seconds);
}

bool waitUntilSettled(MainWindow& window, int seconds)
{
    return waitUntil([&window] { return !window.files().isBusy() && window.workbench().isSettled(); }, seconds);
}

Result<QStringList> renderPages(MainWindow& window, QSize size, const QString& folder)
{
    if (!QDir().mkpath(folder))
        return fail(folder.toStdString(), ": the folder cannot be made");
    window.resize(size);
    window.show();
    if (!waitUntilSettled(window, patience))
        return fail("the pages were not ready after ", patience, " seconds");
    QStringList written;
    for (const PageInfo& page : pagesTable()) {
        window.session().changePage(QString::fromUtf8(page.key));
        startStudyOf(window, page);
        if (!waitUntilSettled(window, patience))
            return fail("page ", page.key, " was not ready after ", patience, " seconds");
        window.statusBar()->clearMessage(); // what was said on opening goes by its own clock
        const QString path = QDir(folder).filePath(QString::fromUtf8(page.key) + QStringLiteral(".png"));
        if (const Result<void> done = writePng(window.grab(), path); !done)
            return tl::unexpected(done.error());
        written << path;
    }
    if (const CurvePtr& curve = window.workbench().curve()) {
        const QString path = QDir(folder).filePath(QStringLiteral("accuracy.csv"));
        if (const Result<void> done = writeFile(path.toStdString(), sweepCsv(curve->rows)); !done)
            return tl::unexpected(done.error());
        written << path;
    }
    return written;
}

} // namespace termscope
