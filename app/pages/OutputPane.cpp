#include "app/pages/OutputPane.h"

#include "core/base/Index.h"
#include "widgets/controls/ChoiceBox.h"
#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/study/FigureTable.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// "2, 7": where a value stands in an output of this shape.
QString placeText(const Shape& shape, std::int64_t index)
{
    QStringList places;
    for (auto axis = shape.rbegin(); axis != shape.rend(); ++axis) {
        places.prepend(QString::number(index % *axis));
        index /= *axis;
    }
    return places.join(QStringLiteral(", "));
}

QString titleOf(const SampleOutput& output)
{
    const QString name = QString::fromStdString(output.name);
    return output.shape.empty() ? name
                                : QStringLiteral("%1 (%2)").arg(name, QString::fromStdString(toText(output.shape)));
}

Fidelity noiseOf(const SampleOutput& output)
{
    Fidelity sums;
    for (std::size_t i = 0; i < output.floats.size(); ++i) {
        const double error = static_cast<double>(output.now[i]) - output.floats[i];
        sums.signal += static_cast<double>(output.floats[i]) * output.floats[i];
        sums.noise += error * error;
    }
    return sums;
}

QString csvOf(const SampleOutput& output)
{
    QString text = csvLine(
        {QStringLiteral("place"), QStringLiteral("float"), QStringLiteral("now"), QStringLiteral("error")});
    for (std::size_t i = 0; i < output.floats.size(); ++i)
        text += csvLine({placeText(output.shape, static_cast<std::int64_t>(i)), csvNumber(output.floats[i]),
                         csvNumber(output.now[i]), csvNumber(static_cast<double>(output.now[i]) - output.floats[i])});
    return text;
}

} // namespace

OutputPane::OutputPane(QWidget* parent)
    : QWidget(parent), which_(new ChoiceBox), table_(new FigureTable(tr("Outputs for the chosen sample")))
{
    which_->setObjectName(QStringLiteral("outputChoice"));
    which_->setToolTip(tr("Which output of the network the table shows"));
    which_->setAccessibleName(tr("Output"));
    which_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // names may be long
    table_->setObjectName(QStringLiteral("outputTable"));
    table_->setWhatsThis(tr("Every value of an output for the chosen sample: in float, at the present setting, and by "
                            "how much they differ. A click on a title sorts."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(which_);
    layout->addWidget(table_, 1);
    connect(which_, &QComboBox::currentIndexChanged, this, &OutputPane::showTable);
    showOutputs();
}

void OutputPane::setSample(SampleViewPtr sample, std::vector<std::string> classNames)
{
    sample_ = std::move(sample);
    classNames_ = std::move(classNames);
    showOutputs();
}

void OutputPane::setObstacle(const QString& sentence)
{
    obstacle_ = sentence;
    if (!sample_)
        table_->setCaption(sentence);
}

void OutputPane::showOutputs()
{
    const QString before = which_->currentText();
    {
        const QSignalBlocker quiet(which_);
        which_->clear();
        if (sample_)
            for (const SampleOutput& output : sample_->outputs)
                which_->addItem(titleOf(output));
        which_->setCurrentIndex(std::max(0, which_->findText(before)));
    }
    which_->setEnabled(which_->count() > 1);
    showTable();
}

void OutputPane::showTable()
{
    const int index = which_->currentIndex();
    if (!sample_ || index < 0 || index >= static_cast<int>(sample_->outputs.size())) {
        table_->setRows({}, {});
        table_->setCaption(obstacle_);
        table_->setCsv({});
        return;
    }
    const SampleOutput& output = sample_->outputs[static_cast<std::size_t>(index)];
    const bool isNamed = output.shape.size() == 1 && std::ssize(classNames_) == output.shape[0];
    const std::int64_t count = std::ssize(output.floats);
    std::vector<FigureRow> rows;
    const auto figure = [](float value) {
        return FigureCell{numberText(static_cast<double>(value), 'g', 5), static_cast<double>(value)};
    };
    for (std::int64_t i = 0; i < std::min(count, mostRows); ++i) {
        const QString place = isNamed ? QString::fromStdString(classNames_[at(i)]) : placeText(output.shape, i);
        rows.push_back({{place, static_cast<double>(i)},
                        figure(output.floats[at(i)]),
                        figure(output.now[at(i)]),
                        figure(output.now[at(i)] - output.floats[at(i)])});
    }
    table_->setRows({{tr("place"), tr("Where the value stands in the output"), true},
                     {tr("float"), tr("In float32, before any softmax at the network's end"), false},
                     {tr("now"), tr("At the present setting"), false},
                     {tr("error"), tr("Now less float"), false}},
                    std::move(rows));
    const double sqnr = noiseOf(output).sqnr();
    QString caption = tr("Sample %1: SQNR %2 dB")
                          .arg(countText(sample_->sample),
                               std::isinf(sqnr) ? QStringLiteral("∞") : numberText(sqnr, 'f', 1));
    if (count > mostRows)
        caption += tr("; the first %1 of %2 values").arg(countText(mostRows), countText(count));
    table_->setCaption(caption);
    table_->setCsv(csvOf(output));
}

} // namespace termscope
