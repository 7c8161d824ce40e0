#include "app/draw/DrawDialog.h"

#include "app/session/FileDialogs.h"
#include "core/data/images/ImageDecoder.h"
#include "core/files/Files.h"
#include "widgets/images/DrawingPad.h"
#include "widgets/images/SamplePictures.h"
#include "widgets/language/Numbers.h"

#include <QCheckBox>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

constexpr int likeliest = 5;

/// How far the middle of mass is from the middle, in whole pixels; nothing drawn: none.
QPoint offsetOfMass(const QImage& picture)
{
    double mass = 0.0;
    double x = 0.0;
    double y = 0.0;
    for (int row = 0; row < picture.height(); ++row)
        for (int column = 0; column < picture.width(); ++column) {
            const double grey = qGray(picture.pixel(column, row));
            mass += grey;
            x += grey * (column + 0.5);
            y += grey * (row + 0.5);
        }
    if (mass == 0.0)
        return {};
    return {static_cast<int>(std::lround(picture.width() / 2.0 - x / mass)),
            static_cast<int>(std::lround(picture.height() / 2.0 - y / mass))};
}

Image bytesOf(const QImage& picture, bool colours, const QPoint& moved)
{
    Image image{picture.height(), picture.width(), colours ? 3 : 1, {}};
    for (int row = 0; row < picture.height(); ++row)
        for (int column = 0; column < picture.width(); ++column) {
            const QPoint from = QPoint(column, row) - moved;
            const QRgb pixel = picture.rect().contains(from) ? picture.pixel(from) : qRgb(0, 0, 0);
            if (colours)
                for (const int value : {qRed(pixel), qGreen(pixel), qBlue(pixel)})
                    image.pixels.push_back(static_cast<std::uint8_t>(value));
            else
                image.pixels.push_back(static_cast<std::uint8_t>(qGray(pixel)));
        }
    return image;
}

std::vector<double> softmaxOf(const std::vector<float>& scores)
{
    const double largest = *std::ranges::max_element(scores);
    std::vector<double> shares;
    for (const float score : scores)
        shares.push_back(std::exp(static_cast<double>(score) - largest));
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares)
        share /= sum;
    return shares;
}

/// Classes from the likeliest down.
std::vector<std::size_t> orderOf(const std::vector<double>& shares)
{
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
    return order;
}

QImage qImageOf(const Image& image)
{
    QImage picture(image.width, image.height, QImage::Format_RGB32);
    const std::uint8_t* pixel = image.pixels.data();
    for (int row = 0; row < image.height; ++row)
        for (int column = 0; column < image.width; ++column, pixel += image.channels)
            picture.setPixel(column, row,
                             image.channels == 1 ? qRgb(*pixel, *pixel, *pixel) : qRgb(pixel[0], pixel[1], pixel[2]));
    return picture;
}

} // namespace

Result<std::vector<float>> sampleOf(const QImage& picture, const Dataset& dataset, bool centred)
{
    Preprocessing preprocessing = dataset.preprocessing;
    preprocessing.resize = preprocessing.crop = 0; // it has its size already
    const Image image = bytesOf(picture, dataset.channels == 3, centred ? offsetOfMass(picture) : QPoint());
    const Result<PixelScaler> scaler = PixelScaler::create(preprocessing, image.channels, "the drawing");
    if (!scaler)
        return tl::unexpected(scaler.error());
    std::vector<float> sample(image.pixels.size());
    scaler->toSample(image, sample);
    return sample;
}

DrawDialog::DrawDialog(Session& session, QWidget* parent)
    : QDialog(parent), session_(session), pad_(new DrawingPad), centred_(new QCheckBox(tr("&Move to the middle"))),
      sentence_(new QLabel), classes_(new QTableWidget(likeliest, 2))
{
    setObjectName(QStringLiteral("drawing"));
    setWindowTitle(tr("Draw an image"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    sentence_->setObjectName(QStringLiteral("drawingSentence"));
    sentence_->setWordWrap(true);
    sentence_->setMinimumWidth(260);
    classes_->setObjectName(QStringLiteral("drawingClasses"));
    classes_->setAccessibleName(tr("The likeliest classes"));
    classes_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    classes_->setTabKeyNavigation(false);
    classes_->verticalHeader()->hide();
    classes_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto* layout = new QHBoxLayout(this);
    buildPad();
    auto* right = new QVBoxLayout;
    right->addWidget(sentence_);
    right->addWidget(classes_, 1);
    layout->addLayout(right, 1);
    resize(680, 400);
    connect(pad_, &DrawingPad::changed, this, &DrawDialog::run);
    connect(centred_, &QCheckBox::toggled, this, &DrawDialog::run);
    connect(&session_, &Session::settingsChanged, this, &DrawDialog::run);
    connect(&session_, &Session::filesChanged, this, &DrawDialog::begin);
    connect(&job_, &LatestJob::failed, sentence_, &QLabel::setText);
    begin();
}

DrawDialog::~DrawDialog() = default;

void DrawDialog::buildPad()
{
    centred_->setToolTip(tr("Moves what is drawn so that the middle of its mass is the middle, as MNIST's digits are"));
    auto* clear = new QPushButton(tr("&Clear"));
    auto* file = new QPushButton(tr("&Open a picture …"));
    for (QPushButton* button : {clear, file})
        button->setAutoDefault(false);
    connect(clear, &QPushButton::clicked, pad_, &DrawingPad::clear);
    connect(file, &QPushButton::clicked, this, &DrawDialog::openPicture);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(clear);
    buttons->addWidget(file);
    buttons->addWidget(centred_);
    auto* left = new QVBoxLayout;
    left->addWidget(pad_, 1);
    left->addLayout(buttons);
    static_cast<QHBoxLayout*>(layout())->addLayout(left, 1);
}

void DrawDialog::openPicture()
{
    chooseFile(*this, tr("Open a picture"), tr("Pictures (*.png *.jpg *.jpeg);;All files (*)"),
               [this](const QString& path) { takePicture(path); });
}

void DrawDialog::takePicture(const QString& path)
{
    if (!session_.dataset())
        return;
    const std::string name = QFile::encodeName(path).toStdString();
    const Result<Bytes> bytes = readFile(name);
    const Result<Image> image = bytes ? decodeImage(*bytes, name) : tl::unexpected(bytes.error());
    if (!image)
        return sentence_->setText(QString::fromStdString(image.error().message));
    pad_->setPicture(qImageOf(shaped(*image, session_.dataset()->preprocessing)));
}

/// Other files: a picture of their size.
void DrawDialog::begin()
{
    ++files_;
    const DatasetPtr& dataset = session_.dataset();
    const bool canDraw = dataset && session_.network() && !session_.readsText()
                         && (dataset->channels == 1 || dataset->channels == 3) && dataset->height > 1;
    pad_->setEnabled(canDraw);
    centred_->setChecked(canDraw && dataset->channels == 1 && dataset->height <= 32);
    if (canDraw)
        pad_->begin({static_cast<int>(dataset->width), static_cast<int>(dataset->height)});
    else
        sentence_->setText(tr("Drawing needs a network of images and images that it takes."));
}

void DrawDialog::run()
{
    if (!pad_->isEnabled() || pad_->isEmpty()) {
        job_.cancel();
        classes_->clearContents();
        if (pad_->isEnabled())
            sentence_->setText(tr("Draw in the black square: white on black, as the images are."));
        return;
    }
    job_.submit([this, picture = pad_->picture().copy(), centred = centred_->isChecked(), network = session_.network(),
                 dataset = session_.dataset(), settings = session_.settings(), files = files_](const JobToken& token) {
        const auto find = [&]() -> Result<ClassShares> {
            if (!evaluator_ || evaluatorFiles_ != files) {
                evaluator_.reset();
                Result<ImageEvaluator> made = ImageEvaluator::create(network, dataset);
                if (!made)
                    return tl::unexpected(made.error());
                evaluator_ = std::make_unique<ImageEvaluator>(std::move(*made));
                evaluatorFiles_ = files;
            }
            const Result<std::vector<float>> sample = sampleOf(picture, *dataset, centred);
            if (!sample)
                return tl::unexpected(sample.error());
            const auto floats = evaluator_->scoresOf(Method::Float, settings, *sample);
            const auto revealed = evaluator_->scoresOf(Method::Revealed, settings, *sample);
            if (!floats || !revealed)
                return tl::unexpected(floats ? revealed.error() : floats.error());
            return ClassShares{softmaxOf(*floats), softmaxOf(*revealed)};
        };
        token.deliver([this, found = find()] { showShares(found); });
    });
}

void DrawDialog::showShares(const Result<ClassShares>& found)
{
    if (!found) {
        classes_->clearContents();
        return sentence_->setText(QString::fromStdString(found.error().message));
    }
    const Settings& settings = session_.settings();
    classes_->setHorizontalHeaderLabels(
        {tr("Float"), tr("TR, k = %1, g = %2").arg(settings.budget).arg(settings.groupSize)});
    const auto name = [&](std::size_t which) {
        return className(*session_.dataset(), static_cast<std::int32_t>(which));
    };
    QStringList best;
    int column = 0;
    for (const std::vector<double>* shares : {&found->floats, &found->revealed}) {
        const std::vector<std::size_t> order = orderOf(*shares);
        best << name(order.front());
        for (int row = 0; row < std::min(likeliest, static_cast<int>(order.size())); ++row) {
            const std::size_t which = order[static_cast<std::size_t>(row)];
            classes_->setItem(
                row, column,
                new QTableWidgetItem(tr("%1: %2 %").arg(name(which), numberText(100.0 * (*shares)[which], 'f', 1))));
        }
        ++column;
    }
    sentence_->setText(best[0] == best[1] ? tr("Both take it for <b>%1</b>.").arg(best[0].toHtmlEscaped())
                                          : tr("Float takes it for <b>%1</b>, TR for <b>%2</b>: this setting flips it.")
                                                .arg(best[0].toHtmlEscaped(), best[1].toHtmlEscaped()));
    emit shown();
}

} // namespace termscope
