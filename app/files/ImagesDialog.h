// Asks for images: a file or a folder, labels, class names, preprocessing and how many are evaluated, with a preview of
// the first ones. What is wrong is said in the form, which stays open; it closes when the images were read.
#pragma once

#include "app/session/ViewState.h"
#include "app/worker/LatestJob.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace termscope {

class ImagePreview;
class PreprocessingFields;
class TrialList;
struct PreviewedImages;

class ImagesDialog : public QDialog {
    Q_OBJECT

public:
    /// Shows `now`; what lies beside its images and is not named is filled in. `network`: that they are for, may be
    /// null.
    ImagesDialog(const OpenFiles& now, NetworkPtr network, QWidget* parent = nullptr);
    ~ImagesDialog() override;

    /// What was asked for, in images, labels, class names, preprocessing and limit; the rest as in `now`. Error: mean
    /// or deviation are no numbers.
    Result<OpenFiles> files() const;

    /// Says why the form is there, until something is changed.
    void setMessage(const QString& sentence);
    /// Where the keyboard begins.
    enum class Field { Images, ClassNames, Preprocessing };
    void begin(Field field);
    /// Finds out which preset the network was trained with.
    void tryPresets();
    /// Nothing is being found out.
    bool isAtRest() const;

signals:
    /// The images were read; the form closes.
    void opened(const termscope::DatasetPtr& dataset, const termscope::OpenFiles& files);
    /// The preview is there, or why there is none.
    void previewed();

private:
    QWidget* newPathRow(QComboBox* field, const QString& title);
    QWidget* buildImagesRow();
    void buildForm();
    void buildResults();
    void connectFields();
    void fillFound();
    void change();
    void preview();
    void showPreview(const Result<PreviewedImages>& found);
    void read();
    void say(const QString& sentence);

    OpenFiles now_;
    NetworkPtr network_;
    bool canTry_ = false;
    QLineEdit* images_;
    QComboBox* labels_;
    QComboBox* classNames_;
    PreprocessingFields* preprocessing_;
    QSpinBox* limit_;
    ImagePreview* preview_;
    TrialList* trials_;
    QPushButton* try_;
    QPushButton* open_;
    QLabel* message_;
    QProgressBar* progress_;
    QTimer rest_;
    LatestJob previewJob_; ///< these go first: their work delivers to this
    LatestJob trialJob_;
    LatestJob openJob_;
};

} // namespace termscope
