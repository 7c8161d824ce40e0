#include "app/files/ImagesDialog.h"

#include "app/files/FormatTexts.h"
#include "app/files/FoundBeside.h"
#include "app/files/ImagePreview.h"
#include "app/files/PreprocessingFields.h"
#include "app/files/TrialList.h"
#include "app/session/FileDialogs.h"
#include "app/session/FileOpener.h"
#include "core/evaluate/PreprocessingTrial.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>
#include <chrono>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// How long nothing must have been typed before the preview is made.
constexpr auto typingTime = 250ms;

QComboBox* newPathBox(const QString& name, const QString& help, const QString& placeholder)
{
    auto* box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(20);
    box->setObjectName(name);
    box->setToolTip(help);
    box->lineEdit()->setPlaceholderText(placeholder);
    return box;
}

QPushButton* newBrowse(const QString& text, const QString& name)
{
    auto* browse = new QPushButton(text);
    browse->setObjectName(name);
    browse->setAutoDefault(false);
    return browse;
}

} // namespace

ImagesDialog::ImagesDialog(const OpenFiles& now, NetworkPtr network, QWidget* parent)
    : QDialog(parent), now_(now), network_(std::move(network)), images_(new QLineEdit),
      labels_(newPathBox(QStringLiteral("labels"),
                         tr("A label for each image: IDX, npz, or for a folder a text of lines \"picture label\""),
                         tr("those that come with the images"))),
      classNames_(newPathBox(QStringLiteral("classNames"), tr("A line for each class, number 0 first"),
                             tr("those that come with the images, or numbers"))),
      preprocessing_(new PreprocessingFields), limit_(new QSpinBox), preview_(new ImagePreview), trials_(new TrialList),
      try_(newBrowse(tr("&Try presets"), QStringLiteral("tryPresets"))), message_(new QLabel),
      progress_(new QProgressBar)
{
    setWindowTitle(tr("Open images"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildForm();
    images_->setText(now.images);
    labels_->setEditText(now.labels);
    classNames_->setEditText(now.classNames);
    preprocessing_->setWords(now.preprocess);
    limit_->setValue(static_cast<int>(std::min<std::int64_t>(now.limit, limit_->maximum())));
    connectFields();
    fillFound();
    change();
}

ImagesDialog::~ImagesDialog() = default;

QWidget* ImagesDialog::newPathRow(QComboBox* field, const QString& title)
{
    auto* browse = newBrowse(tr("Browse …"), field->objectName() + QStringLiteral("Browse"));
    browse->setAccessibleName(title);
    connect(browse, &QPushButton::clicked, this, [this, field, title] {
        chooseFile(*this, title, tr("All files (*)"), [field](const QString& path) { field->setEditText(path); });
    });
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field, 1);
    layout->addWidget(browse);
    return row;
}

QWidget* ImagesDialog::buildImagesRow()
{
    images_->setObjectName(QStringLiteral("imagesPath"));
    images_->setToolTip(tr("IDX, npz, CIFAR, a picture, or a folder of JPEG and PNG"));
    images_->setPlaceholderText(tr("those of the example"));
    auto* file = newBrowse(tr("&File …"), QStringLiteral("imagesFile"));
    auto* folder = newBrowse(tr("Folder …"), QStringLiteral("imagesFolder"));
    const auto take = [this](const QString& path) { images_->setText(path); };
    connect(file, &QPushButton::clicked, this, [this, take] {
        chooseFile(*this, tr("Open images"), tr("Images (%1);;All files (*)").arg(imagePatterns()), take);
    });
    connect(folder, &QPushButton::clicked, this,
            [this, take] { chooseFolder(*this, tr("Open image folder"), {}, take); });
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part : {static_cast<QWidget*>(images_), static_cast<QWidget*>(file), static_cast<QWidget*>(folder)})
        layout->addWidget(part, part == images_ ? 1 : 0);
    return row;
}

void ImagesDialog::buildForm()
{
    limit_->setObjectName(QStringLiteral("limit"));
    limit_->setRange(0, 1'000'000'000);
    limit_->setSingleStep(500);
    limit_->setSpecialValueText(tr("all"));
    limit_->setToolTip(tr("Images that are evaluated, the first ones"));
    auto* fields = new QWidget;
    auto* form = new QFormLayout(fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [&](const QString& title, QWidget* row, QWidget* field) {
        auto* label = new QLabel(title);
        label->setBuddy(field);
        form->addRow(label, row);
    };
    add(tr("&Images"), buildImagesRow(), images_);
    add(tr("&Labels"), newPathRow(labels_, tr("Open labels")), labels_);
    add(tr("Class &names"), newPathRow(classNames_, tr("Open class names")), classNames_);
    form->addRow(preprocessing_);
    add(tr("Eval&uate"), limit_, limit_);

    auto* scroll = new QScrollArea; // where the window, or its type, is too large for the screen
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(fields);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(preview_, 1);
    column->addWidget(try_);
    column->addWidget(trials_);
    auto* halves = new QHBoxLayout;
    halves->addWidget(scroll, 3);
    halves->addWidget(right, 2);
    auto* all = new QVBoxLayout(this);
    all->addLayout(halves, 1);
    buildResults();
    resize(std::min(960, 48 * fontMetrics().averageCharWidth() + 480), 520);
}

/// What has come of it, and the buttons.
void ImagesDialog::buildResults()
{
    message_->setObjectName(QStringLiteral("message"));
    message_->setWordWrap(true);
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    message_->hide();
    progress_->setRange(0, 1000);
    progress_->setAccessibleName(tr("Progress"));
    progress_->hide();
    try_->setToolTip(tr("The float accuracy on the first %1 images under each preset").arg(triedImages));
    trials_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel);
    open_ = buttons->button(QDialogButtonBox::Open);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImagesDialog::read);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(message_);
    layout()->addWidget(progress_);
    layout()->addWidget(buttons);
    // Return opens, whatever had the focus: no other button becomes the default one.
    for (QPushButton* other : {try_, buttons->button(QDialogButtonBox::Cancel)})
        other->setAutoDefault(false);
    open_->setDefault(true);
}

void ImagesDialog::connectFields()
{
    rest_.setSingleShot(true);
    rest_.setInterval(typingTime);
    connect(&rest_, &QTimer::timeout, this, &ImagesDialog::preview);
    connect(images_, &QLineEdit::textChanged, this, [this] {
        labels_->clearEditText(); // they were of other images
        classNames_->clearEditText();
        fillFound();
        change();
    });
    connect(labels_, &QComboBox::editTextChanged, this, &ImagesDialog::change);
    connect(classNames_, &QComboBox::editTextChanged, this, &ImagesDialog::change);
    connect(preprocessing_, &PreprocessingFields::changed, this, &ImagesDialog::change);
    connect(try_, &QPushButton::clicked, this, &ImagesDialog::tryPresets);
    connect(trials_, &TrialList::chosen, preprocessing_, &PreprocessingFields::setWords);
    connect(&openJob_, &LatestJob::progressChanged, this,
            [this](double fraction) { progress_->setValue(static_cast<int>(1000 * fraction)); });
    connect(&trialJob_, &LatestJob::progressChanged, this,
            [this](double fraction) { progress_->setValue(static_cast<int>(1000 * fraction)); });
    for (LatestJob* job : {&previewJob_, &trialJob_, &openJob_})
        connect(job, &LatestJob::failed, this, &ImagesDialog::say);
    for (LatestJob* job : {&trialJob_, &openJob_})
        connect(job, &LatestJob::runningChanged, this, [this] {
            const bool busy = trialJob_.isRunning() || openJob_.isRunning();
            progress_->setVisible(busy);
            open_->setEnabled(!openJob_.isRunning());
            try_->setEnabled(canTry_ && !busy);
        });
}

/// Offers what lies beside the images; labels are filled in where the images have none of their own.
void ImagesDialog::fillFound()
{
    const FoundBeside found = foundBeside(images_->text().trimmed());
    const auto offer = [](QComboBox* box, const QStringList& paths) {
        const QString typed = box->currentText();
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItems(paths);
        box->setEditText(typed);
    };
    offer(labels_, found.labels);
    offer(classNames_, found.classNames);
    if (labels_->currentText().isEmpty() && !found.ownLabels && !found.labels.isEmpty())
        labels_->setEditText(found.labels.front());
}

Result<OpenFiles> ImagesDialog::files() const
{
    Result<QString> words = preprocessing_->words();
    if (!words)
        return tl::unexpected(words.error());
    OpenFiles files = now_;
    files.images = images_->text().trimmed();
    files.labels = labels_->currentText().trimmed();
    files.classNames = classNames_->currentText().trimmed();
    files.preprocess = *words == QLatin1String("raw") && now_.preprocess.isEmpty() ? QString() : *words;
    files.limit = limit_->value();
    return files;
}

void ImagesDialog::setMessage(const QString& sentence)
{
    say(sentence);
}

void ImagesDialog::begin(Field field)
{
    switch (field) {
    case Field::Images: images_->setFocus(); break;
    case Field::ClassNames: classNames_->setFocus(); break;
    case Field::Preprocessing: preprocessing_->findChild<QComboBox*>(QStringLiteral("preset"))->setFocus(); break;
    }
}

bool ImagesDialog::isAtRest() const
{
    return !rest_.isActive() && !previewJob_.isRunning() && !trialJob_.isRunning() && !openJob_.isRunning();
}

void ImagesDialog::say(const QString& sentence)
{
    message_->setText(sentence.isEmpty() ? QString() : QStringLiteral("⚠ ") + sentence);
    message_->setVisible(!sentence.isEmpty());
}

/// Something was changed: what was said of it, or is being found out, no longer holds.
void ImagesDialog::change()
{
    openJob_.cancel();
    trialJob_.cancel();
    rest_.start();
}

void ImagesDialog::preview()
{
    const Result<OpenFiles> wanted = files();
    if (!wanted) {
        say(QString::fromStdString(wanted.error().message));
        preview_->clear({});
        emit previewed();
        return;
    }
    previewJob_.submit([this, files = *wanted, network = network_](const JobToken& token) {
        const Result<DatasetPtr> listed = listDatasetFile(files, network.get());
        Result<PreviewedImages> found = !listed    ? Result<PreviewedImages>(tl::unexpected(listed.error()))
                                        : !*listed ? PreviewedImages{}
                                                   : previewOf(*listed, network);
        token.deliver([this, found = std::move(found)] { showPreview(found); });
    });
}

void ImagesDialog::showPreview(const Result<PreviewedImages>& found)
{
    canTry_ = found && found->canTry;
    try_->setEnabled(canTry_ && !trialJob_.isRunning());
    say(found ? QString() : QString::fromStdString(found.error().message));
    if (found && found->few)
        preview_->setImages(*found);
    else
        preview_->clear(found ? tr("Choose a file or a folder.") : QString());
    emit previewed();
}

void ImagesDialog::tryPresets()
{
    const Result<OpenFiles> wanted = files();
    if (!wanted || network_ == nullptr)
        return;
    trialJob_.submit([this, files = *wanted, network = network_](const JobToken& token) {
        const Result<DatasetPtr> listed = listDatasetFile(files, network.get());
        const auto found = !listed || !*listed ? Result<std::vector<PreprocessingTrial>>(
                               listed ? fail("expected images, found none") : tl::unexpected(listed.error()))
                                               : tryPreprocessings(network, *listed, triedImages, token.progress());
        token.deliver([this, found] {
            if (!found)
                return say(QString::fromStdString(found.error().message));
            trials_->setTrials(*found);
            trials_->show();
        });
    });
}

/// Reads all of it; an error leaves the form as it is.
void ImagesDialog::read()
{
    const Result<OpenFiles> wanted = files();
    if (!wanted)
        return say(QString::fromStdString(wanted.error().message));
    rest_.stop();
    previewJob_.cancel();
    trialJob_.cancel();
    say({});
    openJob_.submit([this, files = *wanted, network = network_](const JobToken& token) {
        const Result<DatasetPtr> read = openDatasetFile(files, token.progress(), network.get());
        token.deliver([this, read, files] {
            if (!read || !*read)
                return say(read ? tr("Choose a file or a folder.") : QString::fromStdString(read.error().message));
            emit opened(*read, files);
            accept();
        });
    });
}

} // namespace termscope
