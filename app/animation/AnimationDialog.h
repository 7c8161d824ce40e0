// Asks what an animation is to show and how large it is to be, writes it on a worker thread, and can be cancelled.
#pragma once

#include "app/animation/Animation.h"
#include "app/worker/LatestJob.h"
#include "widgets/array/RacePicture.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QSpinBox;

namespace termscope {

class AnimationDialog : public QDialog {
    Q_OBJECT

public:
    /// From `position` on; `cycles` is what both arrays need at most.
    AnimationDialog(RacePicture picture, std::int64_t position, std::int64_t cycles, QWidget* parent = nullptr);

    /// Starts writing with what the fields say; finished() comes when it is done or failed.
    void write(const QString& path);

signals:
    void written(const QString& path);
    void failed(const QString& sentence);

public slots:
    void reject() override;

private:
    QSpinBox* addField(const QString& key, const QString& title, const QString& help, int lowest, int highest,
                       int value);
    void askForFile();
    void setWriting(bool writing);
    void finish(const QString& path, const Result<void>& result);

    RacePicture picture_;
    QSpinBox* from_;
    QSpinBox* cycles_;
    QSpinBox* frames_;
    QSpinBox* rate_;
    QSpinBox* width_;
    QSpinBox* height_;
    QProgressBar* progress_;
    QDialogButtonBox* buttons_;
    LatestJob job_;
};

} // namespace termscope
