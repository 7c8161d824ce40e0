#include "app/pages/GroupChooser.h"

#include "app/pages/SampleWords.h"

#include "core/run/QuantizedLayer.h"
#include "widgets/images/PlacePicker.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyleOptionComboBox>

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

int asSpinValue(std::int64_t value)
{
    return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

QSpinBox* chooser(const QString& name, const QString& help)
{
    auto* box = new QSpinBox;
    box->setAccessibleName(name);
    box->setToolTip(help);
    box->setKeyboardTracking(false);
    box->setWrapping(true);
    return box;
}

QLabel* buddyLabel(const QString& text, QWidget* field)
{
    auto* label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

/// A filled triangle, in the palette's own colour.
QIcon litIcon(const QPalette& palette)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::ButtonText));
    painter.drawPolygon(QPolygonF{QPointF(4.0, 3.0), QPointF(12.0, 8.0), QPointF(4.0, 13.0)});
    return QIcon(picture);
}

/// As wide as the longest name of the layers that there are now, within reason: Qt keeps the width of the network that
/// was open first. The mark beside a layer takes no room: it comes and goes with the mouse.
class LayerBox : public QComboBox {
public:
    QSize sizeHint() const override
    {
        int widest = shortestName * fontMetrics().horizontalAdvance(u'x');
        for (int item = 0; item < count(); ++item)
            widest = std::max(widest, fontMetrics().horizontalAdvance(itemText(item)));
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const QSize text(std::min(widest, longestName * fontMetrics().averageCharWidth()), fontMetrics().height() + 2);
        return style()->sizeFromContents(QStyle::CT_ComboBox, &option, text, this);
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    static constexpr int shortestName = 7; // characters, as in a list that is empty
    static constexpr int longestName = 24; // a longer one is cut
};

/// A mark beside one item of a list of layers, in the list and, where it is the one chosen, in the box.
void markItem(QComboBox& box, int marked)
{
    for (int item = 0; item < box.count(); ++item) {
        const bool is = item == marked;
        if (is == box.itemIcon(item).isNull())
            box.setItemIcon(item, is ? litIcon(box.palette()) : QIcon());
    }
}

} // namespace

GroupChooser::GroupChooser(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), layer_(new LayerBox),
      row_(chooser(tr("Row"), tr("Output of the layer that the group belongs to"))),
      group_(chooser(tr("Group"), tr("Number of the group within the row"))),
      image_(chooser(tr("Image"), tr("Test image whose activations meet the weights"))), picture_(new PlacePicker),
      label_(new QLabel)
{
    build();
    connectSession();
    connectFields();
    showFiles();
}

void GroupChooser::build()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layer_->setAccessibleName(tr("Layer"));
    layer_->setToolTip(tr("Layer whose weights are shown"));
    for (const auto& [text, field] : {std::pair<QString, QWidget*>{tr("&Layer"), layer_},
                                      {tr("Ro&w"), row_},
                                      {tr("&Group"), group_},
                                      {tr("&Image"), image_}}) {
        auto* label = buddyLabel(text, field);
        if (field == image_)
            imageLabel_ = label;
        layout->addWidget(label);
        layout->addWidget(field);
        layout->addSpacing(8);
    }
    layout->addWidget(picture_);
    label_->setWordWrap(true); // a long place must not make the page wider than the window
    layout->addWidget(label_, 1);
}

void GroupChooser::connectSession()
{
    connect(&session_, &Session::filesChanged, this, &GroupChooser::showFiles);
    connect(&session_, &Session::groupChanged, this, &GroupChooser::showChoice);
    connect(&session_, &Session::imageChanged, this, &GroupChooser::showSource);
    connect(&session_, &Session::tokenChanged, this, &GroupChooser::showSource);
    connect(&session_, &Session::placeChanged, this, &GroupChooser::showPlace);
    connect(&session_, &Session::settingsChanged, this, &GroupChooser::showChoice);
    connect(&session_, &Session::followedChanged, this, [this] {
        showChoice();
        showSource();
    });
    connect(&session_, &Session::highlightChanged, this, &GroupChooser::showLitLayer);
}

void GroupChooser::connectFields()
{
    connect(picture_, &PlacePicker::placeChosen, &session_, &Session::choosePlace);
    connect(layer_, &QComboBox::activated, this, [this](int layer) { session_.chooseLayer(layer); });
    connect(row_, &QSpinBox::valueChanged, this,
            [this](int row) { session_.chooseGroup(row, session_.shown().group); });
    connect(group_, &QSpinBox::valueChanged, this,
            [this](int group) { session_.chooseGroup(session_.shown().row, group); });
    connect(image_, &QSpinBox::valueChanged, this, [this](int number) {
        if (session_.readsText())
            session_.chooseToken(number);
        else
            session_.chooseImage(number);
    });
}

QString GroupChooser::layerTitle(int layer) const
{
    return layer_->itemText(layer);
}

void GroupChooser::showFiles()
{
    const QSignalBlocker quiet(layer_);
    layer_->clear();
    if (session_.network())
        for (const WeightLayer& layer : session_.network()->layers)
            layer_->addItem(QString::fromStdString(layer.name));
    layer_->updateGeometry();
    pictures_ = SamplePictures(session_.dataset());
    showChoice();
    showSource();
}

void GroupChooser::setSampleRanges(std::int64_t rows, std::int64_t groups)
{
    const QSignalBlocker quietRow(row_);
    const QSignalBlocker quietGroup(group_);
    setRange(*row_, rows);
    setRange(*group_, groups);
}

void GroupChooser::setRange(QSpinBox& box, std::int64_t count)
{
    box.setRange(0, asSpinValue(count - 1));
    box.setSuffix(tr(" of 0…%1").arg(count - 1));
}

void GroupChooser::showChoice()
{
    if (session_.layer() == nullptr)
        return;
    const ViewState view = session_.shown();
    const QSignalBlocker quietLayer(layer_);
    const QSignalBlocker quietRow(row_);
    const QSignalBlocker quietGroup(group_);
    layer_->setCurrentIndex(view.layer);
    const WeightLayer& layer = *session_.layer();
    if (!layer.isAttention()) { // of products of activations, the sample tells
        setRange(*row_, rowCount(layer));
        setRange(*group_, groupCount(view, *session_.network()));
    }
    row_->setValue(asSpinValue(view.row));
    group_->setValue(asSpinValue(view.group));
    showPlace();
}

/// Says where the activations come from: the image's label and the place of a convolution's output, or the words around
/// the token.
void GroupChooser::showPlace()
{
    const WeightLayer* layer = session_.layer();
    const DatasetPtr dataset = session_.readsText() ? nullptr : session_.dataset();
    const bool isPicture = dataset && dataset->parts.empty(); // arrays by name are none
    const bool choosing = layer != nullptr && isPicture && layer->window && layer->window->axes() <= 2;
    picture_->setChoosing(choosing);
    picture_->setPlace(session_.view().placeRow, session_.view().placeColumn);
    QStringList words;
    if (dataset)
        words << labelOfImage(*dataset) << wordsOfSample(*dataset);
    if (choosing)
        words << placeOfOutput(*layer->window, *dataset);
    if (const OpenTextPtr& text = session_.text(); session_.readsText() && text)
        words << wordsAround(*text);
    words.removeAll(QString());
    label_->setText(words.join(QLatin1Char('\n')));
    giveLabelRoom();
}

void GroupChooser::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    giveLabelRoom();
}

/// The lines that it breaks into at its width, no more.
void GroupChooser::giveLabelRoom()
{
    layout()->activate();
    label_->setMinimumHeight(std::max(0, label_->heightForWidth(label_->width())));
}

/// Empty where the image has none.
QString GroupChooser::labelOfImage(const Dataset& dataset) const
{
    const auto image = static_cast<std::size_t>(session_.shown().image);
    return image < dataset.labels.size() && dataset.places() == 1
               ? tr("label %1").arg(className(dataset, dataset.labels[image]))
               : QString();
}

/// Empty where no vocabulary names its tokens.
QString GroupChooser::wordsOfSample(const Dataset& dataset) const
{
    const std::int64_t sample = session_.shown().image;
    const QString words = sample < dataset.count() ? firstWords(dataset, sample) : QString();
    return words.isEmpty() ? words : tr("“%1”").arg(words);
}

QString GroupChooser::placeOfOutput(const SlidingWindow& window, const Dataset& dataset) const
{
    const std::int64_t place = windowAt(window, imagePlace(session_.view(), dataset));
    const std::int64_t columns = window.outputs.back();
    if (window.axes() != 2)
        return tr("output place %1 of %2").arg(place).arg(columns);
    return tr("output row %1, column %2 of %3×%4")
        .arg(place / columns)
        .arg(place % columns)
        .arg(window.outputs[0])
        .arg(columns);
}

/// Empty at the first token, which has nothing before it.
QString GroupChooser::wordsAround(const OpenText& text) const
{
    const auto token = static_cast<std::size_t>(session_.view().token);
    if (token == 0)
        return {};
    const auto wordAt = [&text](std::size_t index) {
        const std::int32_t number = text.text->tokens[index];
        return text.vocabulary && number < text.vocabulary->size()
                   ? QString::fromStdString(text.vocabulary->word(number))
                   : QString::number(number);
    };
    return tr("after “%1”, before “%2”").arg(wordAt(token - 1), wordAt(token));
}

/// The image, or the token of a text, that the activations come from.
void GroupChooser::showSource()
{
    const DatasetPtr dataset = session_.readsText() ? nullptr : session_.dataset();
    const QSignalBlocker quiet(image_);
    const std::int64_t tokens = session_.readsText() ? tokenCount(session_.text().get()) : 0;
    const bool isPicture = dataset && dataset->parts.empty();
    imageLabel_->setText(session_.readsText() ? tr("&Token") : dataset && !isPicture ? tr("Sa&mple") : tr("&Image"));
    image_->setToolTip(session_.readsText() ? tr(
                           "Token of the text that is predicted: the activations are those of the tokens before it")
                       : dataset && !isPicture ? tr("Sample whose activations meet the weights")
                                               : tr("Test image whose activations meet the weights"));
    image_->setEnabled(dataset != nullptr || tokens > 1);
    if (tokens > 1) {
        image_->setRange(1, asSpinValue(tokens - 1));
        image_->setSuffix(tr(" of 1…%1").arg(tokens - 1));
        image_->setValue(asSpinValue(session_.view().token));
    }
    picture_->setImage({});
    picture_->setVisible(isPicture);
    if (dataset) {
        const std::int64_t image = session_.shown().image;
        image_->setRange(0, asSpinValue(dataset->count() - 1));
        image_->setSuffix(tr(" of 0…%1").arg(dataset->count() - 1));
        image_->setValue(asSpinValue(image));
        if (isPicture)
            picture_->setImage(pictures_.picture(image));
    }
    showPlace();
}

void GroupChooser::showLitLayer()
{
    markItem(*layer_, layerOf(session_.highlight()));
}

} // namespace termscope
