// What keeps a page empty, or makes its figures worthless, in a sentence above the pages, with the buttons that help:
// images of another size, no text, no graph; a float accuracy that cannot be that of the network.
#pragma once

#include "app/files/FileActions.h"
#include "app/worker/Workbench.h"
#include "core/evaluate/Plausibility.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace termscope {

class TrialList;

class NoticeBar : public QFrame {
    Q_OBJECT

public:
    NoticeBar(Session& session, Workbench& workbench, FileActions& files, QWidget* parent = nullptr);

private:
    void refresh();
    void showObstacle(const QString& sentence);
    void showDoubt(const Plausibility& found);
    void tryPresets();
    void forget();
    void buildButtons();

    Session& session_;
    Workbench& workbench_;
    FileActions& files_;
    bool dismissed_ = false; ///< the doubt, for the files that are open
    QLabel* sentence_;
    QPushButton* images_;
    QPushButton* text_;
    QPushButton* network_;
    QPushButton* example_;
    QPushButton* try_;
    QPushButton* dismiss_;
    TrialList* trials_;
    LatestJob trialJob_; ///< goes first: its work delivers to this
};

} // namespace termscope
