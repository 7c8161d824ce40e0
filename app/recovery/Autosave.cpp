#include "app/recovery/Autosave.h"

#include "app/session/SessionFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSettings>

#include <algorithm>
#include <chrono>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// From a change to its writing: a drag is not written at every step.
constexpr auto delay = 1s;

const QString lastName = QStringLiteral("last-session.json");
const QString ownPattern = QStringLiteral("session-%1-%2.json");

QString lockOf(const QString& path)
{
    return path + QStringLiteral(".lock");
}

/// What tells one session from another; a file that cannot be read tells nothing.
QString summary(const QString& path)
{
    const Result<ParsedView> read = readSession(path);
    if (!read)
        return {};
    const SavedView& saved = read->saved;
    const QString network = saved.files.network.isEmpty() ? saved.files.example
                                                          : QFileInfo(saved.files.network).fileName();
    const QString layer = saved.layerName.isEmpty() ? QString() : saved.layerName + QStringLiteral(", ");
    const Settings& settings = saved.view.settings;
    return QStringLiteral("%1%2g = %3, k = %4, s = %5")
        .arg(network.isEmpty() ? QString() : network + QStringLiteral(": "), layer)
        .arg(settings.groupSize)
        .arg(settings.budget)
        .arg(settings.dataTerms);
}

} // namespace

Autosave::Autosave(Session& session, const QString& folder, QObject* parent)
    : QObject(parent), session_(session), folder_(folder)
{
    delay_.setSingleShot(true);
    delay_.setInterval(delay);
    connect(&delay_, &QTimer::timeout, this, &Autosave::write);
    connect(&session_, &Session::filesChanged, this, &Autosave::change);
    connect(&session_, &Session::viewChanged, this, &Autosave::change);
}

Autosave::~Autosave()
{
    close();
}

QString Autosave::usualFolder()
{
    return QFileInfo(QSettings().fileName()).dir().filePath(QStringLiteral("autosave"));
}

void Autosave::change()
{
    // Not started anew by every change: a long drag is written on the way.
    if (session_.network() && !delay_.isActive())
        delay_.start();
}

/// A file name that no other program has, and the lock that says whose it is.
bool Autosave::claim()
{
    if (lock_)
        return true;
    if (!QDir().mkpath(folder_))
        return false;
    constexpr int most = 1000; // windows of one program
    for (int number = 0; number < most; ++number) {
        const QString path = QDir(folder_).filePath(ownPattern.arg(QCoreApplication::applicationPid()).arg(number));
        if (QFileInfo::exists(path)) // left behind by a program that had the same number
            continue;
        auto lock = std::make_unique<QLockFile>(lockOf(path));
        lock->setStaleLockTime(0);
        if (!lock->tryLock())
            continue;
        lock_ = std::move(lock);
        path_ = path;
        return true;
    }
    return false;
}

void Autosave::write()
{
    if (!claim())
        return finish(fail(QDir::toNativeSeparators(folder_).toStdString(), ": the folder takes no files"));
    // The disk may be slow, and a drag waits for the thread that draws it.
    job_.submit([this, saved = session_.saved(), path = path_](const JobToken& token) {
        const Result<void> result = writeSession(saved, path);
        token.deliver([this, result] { finish(result); });
    });
}

void Autosave::finish(const Result<void>& result)
{
    if (!result) {
        if (!std::exchange(failing_, true))
            emit failed(
                tr("The session could not be kept for the case of a crash: %1. What is open stays open; save it "
                   "with File > Save session as.")
                    .arg(QString::fromStdString(result.error().message)));
        return;
    }
    failing_ = false;
    for (const QString& path : std::exchange(adopted_, {}))
        discard(path);
    emit written();
}

std::vector<LeftSession> Autosave::leftBehind()
{
    std::vector<LeftSession> left;
    const QDir folder(folder_);
    for (const QFileInfo& file :
         folder.entryInfoList({ownPattern.arg(QStringLiteral("*"), QStringLiteral("*"))}, QDir::Files)) {
        if (file.absoluteFilePath() == QFileInfo(path_).absoluteFilePath())
            continue;
        auto lock = std::make_unique<QLockFile>(lockOf(file.filePath()));
        lock->setStaleLockTime(0);
        if (!lock->tryLock())
            continue;
        leftLocks_.push_back(std::move(lock));
        left.push_back({file.filePath(), file.lastModified(), summary(file.filePath())});
    }
    std::ranges::sort(left, std::ranges::greater(), &LeftSession::when);
    return left;
}

void Autosave::adopt(const QString& path)
{
    adopted_ << path;
    change();
}

void Autosave::discard(const QString& path)
{
    QFile::remove(path);
    std::erase_if(leftLocks_, [&path](const auto& lock) { return lock->fileName() == lockOf(path); });
}

LeftSession Autosave::lastSession() const
{
    const QFileInfo file(QDir(folder_).filePath(lastName));
    if (!file.exists())
        return {};
    return {file.filePath(), file.lastModified(), summary(file.filePath())};
}

void Autosave::close()
{
    delay_.stop();
    job_.cancel();
    if (!session_.network() || !claim()) // nothing to go on with
        return;
    // A failure here leaves the file of a moment ago, which is offered at the next start.
    if (!writeSession(session_.saved(), path_))
        return;
    const QString last = QDir(folder_).filePath(lastName);
    QFile::remove(last);
    if (QFile::rename(path_, last)) {
        path_.clear();
        lock_.reset();
    }
}

} // namespace termscope
