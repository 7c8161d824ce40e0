#include "app/animation/AnimationDialog.h"

#include "app/session/FileDialogs.h"
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

int spinValue(std::int64_t value)
{
    return static_cast<int>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<int>::max()));
}

} // namespace

AnimationDialog::AnimationDialog(RacePicture picture, std::int64_t position, std::int64_t cycles, QWidget* parent)
    : QDialog(parent), picture_(std::move(picture)), progress_(new QProgressBar),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Save the race as an animation"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* form = new QFormLayout(this);
    form->addRow(new QLabel(canWriteMp4() ? tr("As GIF or MP4.")
                                          : tr("As GIF; MP4 too where the program ffmpeg is installed.")));
    const AnimationConfig usual;
    from_ = addField(QStringLiteral("from"), tr("From cycle"), tr("The cycle of the first picture"), 0,
                     spinValue(cycles), spinValue(position));
    cycles_ = addField(QStringLiteral("cycles"), tr("Cycles"), tr("Cycles from the first picture to the last"), 1,
                       spinValue(std::max<std::int64_t>(cycles, 1)),
                       spinValue(std::max<std::int64_t>(1, std::min<std::int64_t>(cycles - position, usual.frames))));
    frames_ = addField(QStringLiteral("frames"), tr("Pictures"), tr("Pictures in the animation, at equal distances"), 1,
                       10000, usual.frames);
    rate_ = addField(QStringLiteral("rate"), tr("Pictures a second"), tr("How fast they are shown"), 1, 50,
                     usual.framesPerSecond);
    width_ = addField(QStringLiteral("width"), tr("Width"), tr("In pixels"), 64, 4096, usual.size.width());
    height_ = addField(QStringLiteral("height"), tr("Height"), tr("In pixels"), 64, 4096, usual.size.height());
    progress_->setRange(0, 1000);
    progress_->hide();
    form->addRow(progress_);
    form->addRow(buttons_);
    connect(buttons_->button(QDialogButtonBox::Save), &QPushButton::clicked, this, &AnimationDialog::askForFile);
    connect(buttons_, &QDialogButtonBox::rejected, this, &AnimationDialog::reject);
    connect(&job_, &LatestJob::progressChanged, this,
            [this](double fraction) { progress_->setValue(static_cast<int>(1000.0 * fraction)); });
}

QSpinBox* AnimationDialog::addField(const QString& key, const QString& title, const QString& help, int lowest,
                                    int highest, int value)
{
    auto* box = new QSpinBox;
    box->setObjectName(key);
    box->setRange(lowest, highest);
    box->setValue(value);
    box->setAccessibleName(title);
    box->setToolTip(help);
    static_cast<QFormLayout*>(layout())->addRow(title, box);
    return box;
}

void AnimationDialog::askForFile()
{
    const QString kinds = canWriteMp4() ? tr("GIF animations (*.gif);;MP4 films (*.mp4)")
                                        : tr("GIF animations (*.gif)");
    chooseFileToSave(*this, windowTitle(), QStringLiteral("race.gif"), kinds,
                     [this](const QString& path) { write(path); });
}

void AnimationDialog::setWriting(bool writing)
{
    for (QSpinBox* box : {from_, cycles_, frames_, rate_, width_, height_})
        box->setEnabled(!writing);
    buttons_->button(QDialogButtonBox::Save)->setEnabled(!writing);
    progress_->setVisible(writing);
}

void AnimationDialog::write(const QString& path)
{
    setWriting(true);
    const AnimationConfig config{{width_->value(), height_->value()}, frames_->value(), rate_->value()};
    const std::int64_t first = from_->value();
    const std::int64_t span = cycles_->value();
    job_.submit([this, path, config, first, span, picture = picture_](const JobToken& token) {
        const Result<void> result = writeAnimation(
            path, config,
            [&](int frame) {
                const std::int64_t steps = std::max(config.frames - 1, 1);
                return picture.draw(config.size, first + span * frame / steps);
            },
            token.progress());
        token.deliver([this, path, result] { finish(path, result); });
    });
}

void AnimationDialog::finish(const QString& path, const Result<void>& result)
{
    setWriting(false);
    if (!result) {
        emit failed(QString::fromStdString(result.error().message));
        return;
    }
    emit written(path);
    accept();
}

void AnimationDialog::reject()
{
    job_.cancel();
    QDialog::reject();
}

} // namespace termscope
