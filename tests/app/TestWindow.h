// A window for tests: its own settings, nothing of the user's; parts found by name, or the test ends.
#pragma once

#include "app/teach/handout/HandoutDialog.h"
#include "app/window/MainWindow.h"
#include "app/window/PageRenderer.h"
#include "tests/support/Tier.h"

#include <QSettings>
#include <QtTest>

#include <memory>

namespace termscope {

/// Made in initTestCase or before; every window of the program then keeps what it keeps in a folder of its own, which
/// goes with this.
class TestHome {
public:
    TestHome()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("TermScopeTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        applyTheme(qEnvironmentVariableIsSet("TERMSCOPE_DARK") ? ThemeChoice::Dark : ThemeChoice::Light);
    }

    QString filePath(const QString& name) const { return folder_.filePath(name); }
    QString path() const { return folder_.path(); }

private:
    QTemporaryDir folder_;
};

/// What a test of the window begins with; QTest's slots are those of the derived class.
class WindowTest : public QObject {
protected:
    static constexpr int patience = 240; ///< seconds: sanitizers are slow
    /// Images or tokens that are evaluated: enough for every class and for flips; in the long tier all, which 0 says.
    static std::int64_t someSamples() { return isLongTier() ? 0 : 500; }

    void open()
    {
        home_ = home_ ? std::move(home_) : std::make_unique<TestHome>();
        window_ = std::make_unique<MainWindow>();
        connectHandouts(*window_);
        if (qEnvironmentVariableIsSet("TERMSCOPE_LARGE"))
            window_->resize(1920, 1080);
        window_->show();
    }

    /// With the embedded digits, and all of their results there: of all 10,000.
    void openExample() { openExample(0); }

    /// The same where no figure is that of all digits: the results of some are there in a moment.
    void openSomeDigits() { openExample(someSamples()); }

    /// `limit`: how many are evaluated, the first ones; 0 for all.
    void openExample(std::int64_t limit)
    {
        open();
        OpenFiles files;
        files.limit = limit;
        window_->files().openAtStart({}, files);
        QVERIFY(settle());
    }

    bool settle() { return waitUntilSettled(*window_, patience); }
    /// All but the curve of accuracy, unless its page is in sight.
    bool settlePage() { return waitUntilPageIsThere(*window_, patience); }

    template <class T>
    T* child(const QString& name = {}) const
    {
        T* found = window_->findChild<T*>(name);
        if (found == nullptr)
            qFatal("a part of the window is missing: %s", qPrintable(name));
        return found;
    }

    Session& session() const { return window_->session(); }
    Workbench& workbench() const { return window_->workbench(); }

    /// A picture of the window, for people, where TERMSCOPE_PICTURES names a folder.
    void photograph(const QString& name) const
    {
        if (const QString folder = qEnvironmentVariable("TERMSCOPE_PICTURES"); !folder.isEmpty())
            window_->grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
    }

    std::unique_ptr<TestHome> home_;
    std::unique_ptr<MainWindow> window_;
};

} // namespace termscope
