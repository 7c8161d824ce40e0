// A picture of the user's own, drawn or from a file, as it goes through the float network and through the network at
// the present settings: the likeliest classes of both, live while it is drawn and while settings change.
#pragma once

#include "app/session/Session.h"
#include "app/worker/LatestJob.h"
#include "core/evaluate/ImageEvaluator.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QTableWidget;

namespace termscope {

class DrawingPad;

/// What two networks take a picture for, as shares of 1 by class.
struct ClassShares {
    std::vector<double> floats;
    std::vector<double> revealed;
};

/// The picture as a sample of this dataset: its channels, its preprocessing. Range: the size of a sample. Error: that
/// of PixelScaler::create. `centred`: moved so that its middle of mass is the middle, as MNIST's digits are.
Result<std::vector<float>> sampleOf(const QImage& picture, const Dataset& dataset, bool centred);

class DrawDialog : public QDialog {
    Q_OBJECT

public:
    /// Not modal: settings may be dragged meanwhile.
    explicit DrawDialog(Session& session, QWidget* parent = nullptr);
    ~DrawDialog() override;

    bool isAtRest() const { return !job_.isRunning(); }

signals:
    /// What is shown is that of the picture and of the settings.
    void shown();

private:
    void buildPad();
    void openPicture();
    void takePicture(const QString& path);
    void begin();
    void run();
    void showShares(const Result<ClassShares>& found);

    Session& session_;
    DrawingPad* pad_;
    QCheckBox* centred_;
    QLabel* sentence_;
    QTableWidget* classes_;
    quint64 files_ = 0;                         ///< counts what was opened: the evaluator is of these
    std::unique_ptr<ImageEvaluator> evaluator_; ///< of the worker's thread
    quint64 evaluatorFiles_ = 0;                ///< of the worker's thread
    LatestJob job_;                             ///< goes first: its work refers to this
};

} // namespace termscope
