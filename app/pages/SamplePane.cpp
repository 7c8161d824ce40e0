#include "app/pages/SamplePane.h"

#include "app/pages/Panes.h"
#include "app/pages/SampleWords.h"
#include "core/base/Index.h"
#include "widgets/export/Csv.h"
#include "widgets/images/SamplePictures.h"
#include "widgets/language/Numbers.h"
#include "widgets/study/FigureTable.h"

#include <QVBoxLayout>

#include <algorithm>

namespace termscope {
namespace {

FigureCell classCell(const Dataset& data, std::int32_t number)
{
    if (number < 0)
        return {QStringLiteral("–"), std::nullopt};
    return {className(data, number), static_cast<double>(number)};
}

/// The inputs that lie place by place beside the first one.
std::vector<const SampleInput*> besideFirst(const SampleView& view)
{
    std::vector<const SampleInput*> inputs;
    for (const SampleInput& input : view.inputs)
        if (input.shape == view.inputs.front().shape)
            inputs.push_back(&input);
    return inputs;
}

/// The word of a token's number.
FigureCell wordCell(const Vocabulary& words, const SampleInput& input, std::int64_t place)
{
    return {wordOf(words, static_cast<std::int64_t>(input.values[at(place)])), std::nullopt};
}

FigureCell valueCell(const SampleInput& input, std::int64_t place)
{
    const auto value = static_cast<double>(input.values[at(place)]);
    return {input.isWhole ? QString::number(static_cast<qint64>(value)) : numberText(value, 'g', 5), value};
}

QString csvOf(const std::vector<FigureColumn>& columns, const std::vector<FigureRow>& rows)
{
    QStringList titles;
    for (const FigureColumn& column : columns)
        titles << column.title;
    QString text = csvLine(titles);
    for (const FigureRow& row : rows) {
        QStringList cells;
        for (const FigureCell& cell : row)
            cells << (cell.number ? csvNumber(*cell.number) : cell.text == QStringLiteral("–") ? QString() : cell.text);
        text += csvLine(cells);
    }
    return text;
}

} // namespace

SamplePane::SamplePane(QWidget* parent)
    : QWidget(parent), samples_(new FigureTable(tr("Samples"))), places_(new FigureTable(tr("The chosen sample")))
{
    samples_->setObjectName(QStringLiteral("sampleTable"));
    samples_->setWhatsThis(tr("The samples, with their label and the class that the network gives, in float and at the "
                              "present setting. A click chooses one."));
    places_->setObjectName(QStringLiteral("placeTable"));
    places_->setWhatsThis(tr("What the chosen sample holds, place by place: its tokens, or its numbers, with the label "
                             "and the predicted class of each place where there are any."));
    auto* panes = newSplitter(Qt::Horizontal, "accuracySamples");
    panes->addWidget(samples_);
    panes->addWidget(places_);
    panes->setStretchFactor(0, 1);
    panes->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panes);
    connect(samples_, &FigureTable::rowChosen, this, &SamplePane::sampleChosen);
}

void SamplePane::setSamples(DatasetPtr samples)
{
    data_ = std::move(samples);
    view_.reset();
    floats_.clear();
    now_.clear();
    showSamples();
    showPlaces();
}

void SamplePane::setPredictions(std::vector<std::int32_t> floats, std::vector<std::int32_t> now)
{
    if (floats == floats_ && now == now_)
        return;
    floats_ = std::move(floats);
    now_ = std::move(now);
    showSamples();
}

void SamplePane::showSample(std::int64_t sample)
{
    sample_ = sample;
    samples_->setCurrent(data_ && sample < std::min(data_->count(), mostRows) ? static_cast<int>(sample) : -1);
    if (view_ && view_->sample != sample) {
        view_.reset();
        showPlaces();
    }
}

void SamplePane::setView(SampleViewPtr view)
{
    view_ = std::move(view);
    showPlaces();
}

void SamplePane::showSamples()
{
    const bool labelled = data_ && !data_->labels.empty() && data_->places() == 1;
    const bool predicted = !now_.empty();
    std::vector<FigureColumn> columns{{tr("sample"), {}, false}};
    const bool named = data_ && data_->words;
    if (named)
        columns.push_back({tr("words"), tr("The first words of the sample"), true});
    if (labelled)
        columns.push_back({tr("label"), {}, true});
    if (predicted) {
        columns.push_back({tr("float"), tr("Class in float32"), true});
        columns.push_back({tr("now"), tr("Class at the present setting"), true});
    }
    std::vector<FigureRow> rows;
    for (std::int64_t i = 0; data_ && i < std::min(data_->count(), mostRows); ++i) {
        FigureRow row{{countText(i), static_cast<double>(i)}};
        if (named)
            row.push_back({firstWords(*data_, i), std::nullopt});
        if (labelled)
            row.push_back(classCell(*data_, data_->labels[at(i)]));
        if (predicted) {
            row.push_back(classCell(*data_, at(i) < floats_.size() ? floats_[at(i)] : -1));
            row.push_back(classCell(*data_, at(i) < now_.size() ? now_[at(i)] : -1));
        }
        rows.push_back(std::move(row));
    }
    samples_->setCsv(csvOf(columns, rows));
    samples_->setRows(std::move(columns), std::move(rows));
    showSample(sample_);
}

void SamplePane::showPlaces()
{
    if (!data_ || !view_ || view_->inputs.empty()) {
        places_->setRows({}, {});
        places_->setCsv({});
        places_->setCaption({});
        return;
    }
    const std::vector<const SampleInput*> inputs = besideFirst(*view_);
    const std::int64_t count = std::ssize(inputs.front()->values);
    const bool predicted = view_->classes > 0 && view_->places == count;
    const bool labelled = predicted && !view_->labels.empty();
    std::vector<FigureColumn> columns{{tr("place"), {}, false}};
    for (const SampleInput* const input : inputs) {
        columns.push_back({QString::fromStdString(input->name), tr("Input of the network"), false});
        if (input->isTokens && data_->words)
            columns.push_back({tr("word"), tr("What the vocabulary has for the number"), true});
    }
    if (labelled)
        columns.push_back({tr("label"), {}, true});
    if (predicted) {
        columns.push_back({tr("float"), tr("Class in float32"), true});
        columns.push_back({tr("now"), tr("Class at the present setting"), true});
    }
    std::vector<FigureRow> rows;
    for (std::int64_t i = 0; i < std::min(count, mostRows); ++i) {
        FigureRow row{{countText(i), static_cast<double>(i)}};
        for (const SampleInput* const input : inputs) {
            row.push_back(valueCell(*input, i));
            if (input->isTokens && data_->words)
                row.push_back(wordCell(*data_->words, *input, i));
        }
        if (labelled)
            row.push_back(classCell(*data_, view_->labels[at(i)]));
        if (predicted) {
            row.push_back(classCell(*data_, view_->classAt(i, false)));
            row.push_back(classCell(*data_, view_->classAt(i, true)));
        }
        rows.push_back(std::move(row));
    }
    places_->setCsv(csvOf(columns, rows));
    places_->setRows(std::move(columns), std::move(rows));
    QString caption = tr("Sample %1").arg(countText(view_->sample));
    if (view_->classes > 0 && view_->places == 1)
        caption += tr(": class %1 in float, %2 now")
                       .arg(className(*data_, view_->classAt(0, false)), className(*data_, view_->classAt(0, true)));
    places_->setCaption(caption);
}

} // namespace termscope
