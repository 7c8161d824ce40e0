// Samples that are arrays: all of them with their classes, and what the chosen one is made of, place by place, with the
// class of each place where the network gives one.
#pragma once

#include "app/worker/Results.h"
#include "core/data/Dataset.h"

#include <QWidget>

namespace termscope {

class FigureTable;

class SamplePane : public QWidget {
    Q_OBJECT

public:
    explicit SamplePane(QWidget* parent = nullptr);

    /// Null: none.
    void setSamples(DatasetPtr samples);
    /// By sample, in float and at the settings; empty where they are not known, or samples have several places.
    void setPredictions(std::vector<std::int32_t> floats, std::vector<std::int32_t> now);
    void showSample(std::int64_t sample);
    /// Of the sample that is shown; null: not known yet.
    void setView(SampleViewPtr view);

    /// Rows shown at most.
    static constexpr std::int64_t mostRows = 10000;

signals:
    void sampleChosen(int sample);

private:
    void showSamples();
    void showPlaces();

    FigureTable* samples_;
    FigureTable* places_;
    DatasetPtr data_;
    SampleViewPtr view_;
    std::vector<std::int32_t> floats_;
    std::vector<std::int32_t> now_;
    std::int64_t sample_ = -1;
};

} // namespace termscope
