// Joins the strip of settings to the session and the results: its controls change the session's settings, its figures
// are those of the present evaluation.
#pragma once

#include "app/worker/Workbench.h"

#include <QObject>

namespace termscope {

class SettingsStrip;

/// Lives as long as the strip.
class StripController : public QObject {
    Q_OBJECT

public:
    StripController(SettingsStrip& strip, Session& session, Workbench& workbench);

private:
    void connectControls();
    void showSettings();
    void showLayerHint();
    void showFigures();
    void showScore(const Evaluation* evaluation);

    SettingsStrip& strip_;
    Session& session_;
    Workbench& workbench_;
};

} // namespace termscope
