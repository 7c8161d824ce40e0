// What the network gives for the chosen sample: any of its outputs as a table with float, now and error.
#pragma once

#include "app/worker/Results.h"

#include <QWidget>

namespace termscope {

class ChoiceBox;
class FigureTable;

class OutputPane : public QWidget {
    Q_OBJECT

public:
    explicit OutputPane(QWidget* parent = nullptr);

    /// Null: none yet. `classNames` by class, or empty. The output that was chosen stays, if there still is one of its
    /// name.
    void setSample(SampleViewPtr sample, std::vector<std::string> classNames);
    /// Why there are none: a sentence below the table.
    void setObstacle(const QString& sentence);

    FigureTable* table() const { return table_; }

    /// Rows shown at most; the file that is saved has all.
    static constexpr std::int64_t mostRows = 10000;

private:
    void showOutputs();
    void showTable();

    ChoiceBox* which_;
    FigureTable* table_;
    SampleViewPtr sample_;
    std::vector<std::string> classNames_;
    QString obstacle_;
};

} // namespace termscope
