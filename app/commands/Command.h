// Something a user can do, as the command palette offers it.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace termscope {

struct Command {
    QString id;          ///< stays the same from session to session: what was used lately is remembered by it
    QString title;       ///< "Save session"
    QString topic;       ///< where it is found: "File", "Settings"
    QStringList aliases; ///< other names it is found by: "k", "budget"
    QString help;        ///< a sentence for the tooltip; may be empty
    QString shortcut;    ///< as shown; empty for none
    bool enabled = true;
    std::optional<bool> checked; ///< none: nothing that is on or off
    std::function<void()> run;

    /// What a typed number sets: "term budget 12". `run` is then not used.
    struct Number {
        int minimum = 0;
        int maximum = 0;
        int value = 0; ///< at present
        std::function<void(int)> set;
    };
    std::optional<Number> number;

    Q_DECLARE_TR_FUNCTIONS(termscope::Command)
};

} // namespace termscope
