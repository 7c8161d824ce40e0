#include "app/pages/ReproducePane.h"

#include "app/files/FileActions.h"
#include "app/pages/CommandCopy.h"
#include "app/pages/StudyBar.h"
#include "widgets/controls/ChoiceBox.h"
#include "widgets/controls/ColumnScroll.h"
#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Sentences.h"
#include "widgets/study/FigureTable.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace termscope {
namespace {

constexpr int leastWordsWidth = 300; ///< pixels at the normal size of type

QString titleOfFigure(std::string_view key)
{
    if (key == "accuracy")
        return ReproducePane::tr("Accuracy against pairs");
    if (key == "group-size")
        return ReproducePane::tr("Group size at equal α");
    if (key == "encodings")
        return ReproducePane::tr("Encodings apart from grouping");
    if (key == "pairs")
        return ReproducePane::tr("Pairs per dot product of 16");
    if (key == "error")
        return ReproducePane::tr("Quantization error of weights");
    return ReproducePane::tr("TR over QT in latency and energy");
}

QLabel* newWords(const char* name, const QString& accessible)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(accessible);
    return label;
}

QString listOf(const std::vector<Sentence>& sentences)
{
    QString text;
    for (const Sentence& sentence : sentences)
        text += QStringLiteral("<p>") + translated(sentence).toHtmlEscaped() + QStringLiteral("</p>");
    return text;
}

QString titleOfColumn(const ReproducedColumn& column)
{
    if (column.key == "pairs")
        return ReproducePane::tr("pairs per MAC");
    if (column.key == "published")
        return ReproducePane::tr("published %");
    if (column.key == "here")
        return ReproducePane::tr("here %");
    if (column.key == "by_published_rules")
        return ReproducePane::tr("by the published rules");
    if (column.key == "terms")
        return ReproducePane::tr("terms of a weight");
    if (column.key == "per_channel")
        return ReproducePane::tr("SQNR dB, per channel");
    if (column.key == "per_tensor")
        return ReproducePane::tr("SQNR dB, per tensor");
    return translated(column.title);
}

/// As figuresCsv has it, of one figure.
QString csvOf(const ReproducedTable& table, const std::string& network)
{
    return QString::fromStdString(figuresCsv({&table, 1}, network));
}

} // namespace

ReproducePane::ReproducePane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench),
      bar_(new StudyBar(QStringLiteral("reproduce"), session, workbench, files)), figure_(new ChoiceBox),
      table_(new FigureTable(tr("Published and here"))),
      settings_(newWords("reproduceSettings", tr("Settings of both sides"))),
      findings_(newWords("reproduceFindings", tr("What was found")))
{
    build();
    connect(bar_, &StudyBar::startRequested, this, [this] { workbench_.startReproduction(asked()); });
    connect(bar_, &StudyBar::copyRequested, this, &ReproducePane::copyCommand);
    connect(bar_, &StudyBar::ended, this, &ReproducePane::showState);
    connect(&workbench_, &Workbench::studyStarted, this, &ReproducePane::showState);
    connect(&workbench_, &Workbench::reproductionChanged, this, &ReproducePane::show);
    connect(&session_, &Session::studyChanged, this, &ReproducePane::show);
    connect(figure_, &QComboBox::currentIndexChanged, this, &ReproducePane::chooseFigure);
    show();
}

void ReproducePane::build()
{
    figure_->setObjectName(QStringLiteral("reproduceFigure"));
    for (const std::string_view key : reproducedFigures())
        figure_->addItem(titleOfFigure(key));
    figure_->setToolTip(tr("What of arXiv 2007.06389 is measured on the open network, at the published settings"));
    bar_->addControl(tr("Figure"), figure_);
    table_->setObjectName(QStringLiteral("reproduceTable"));
    auto* words = new QWidget;
    auto* column = new QVBoxLayout(words);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(settings_);
    column->addWidget(findings_);
    column->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(bar_);
    auto* scroll = new ColumnScroll(words);
    scroll->setLeastWidth(leastWordsWidth);
    auto* panes = new QHBoxLayout;
    panes->addWidget(table_, 1);
    panes->addWidget(scroll);
    layout->addLayout(panes, 1);
}

void ReproducePane::chooseFigure(int index)
{
    StudyChoice study = session_.view().study;
    study.figure = reproducedFigures()[static_cast<std::size_t>(index)];
    if (study != session_.view().study)
        session_.changeStudy(study, tr("figure to reproduce"), "figure");
}

std::vector<std::string> ReproducePane::asked() const
{
    return {session_.view().study.figure};
}

/// Of the figure in sight; null while it is not made.
const ReproducedTable* ReproducePane::table() const
{
    const ReproduceStudyPtr& study = workbench_.reproduction();
    if (!study)
        return nullptr;
    const auto found = std::ranges::find(study->tables, session_.view().study.figure, &ReproducedTable::key);
    return found == study->tables.end() ? nullptr : &*found;
}

void ReproducePane::show()
{
    const auto keys = reproducedFigures();
    figure_->setCurrentIndex(static_cast<int>(std::ranges::find(keys, session_.view().study.figure) - keys.begin()));
    showFigure();
    showState();
}

void ReproducePane::showState()
{
    if (bar_->isRunning())
        return bar_->showState(tr("The published settings are being run on this network …"));
    if (const ReproducedTable* of = table())
        return bar_->showState(QStringLiteral("<b>") + titleOfFigure(of->key) + QStringLiteral("</b>"));
    bar_->showState(
        tr("Figures of the paper, published and measured here: Start runs the published settings on the open "
           "network. The last figure needs no network."),
        workbench_.reproduction.obstacle());
}

void ReproducePane::showFigure()
{
    const ReproducedTable* of = table();
    std::vector<FigureColumn> columns;
    std::vector<FigureRow> rows;
    if (of != nullptr) {
        columns.push_back({tr("setting"), tr("As published"), true});
        for (const ReproducedColumn& column : of->columns)
            columns.push_back({titleOfColumn(column), translated(column.title), false});
        for (const ReproducedRow& row : of->rows) {
            FigureRow cells{{translated(row.setting), static_cast<double>(rows.size())}};
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                cells.push_back(
                    {row.cells[i] ? numberText(*row.cells[i], 'f', of->columns[i].decimals) : QStringLiteral("–"),
                     row.cells[i]});
            rows.push_back(std::move(cells));
        }
    }
    table_->setRows(std::move(columns), std::move(rows));
    table_->setCsv(of != nullptr ? csvOf(*of, workbench_.reproduction()->network) : QString());
    table_->setCaption(of != nullptr ? titleOfFigure(of->key) : QString());
    settings_->setText(of != nullptr ? listOf(of->settings) : QString());
    findings_->setText(of != nullptr ? listOf(of->findings) : QString());
}

void ReproducePane::copyCommand()
{
    if (const QString refused = copiedCommand(reproduceCommand(session_, session_.view().study.figure));
        !refused.isEmpty())
        emit failed(refused);
    else
        emit said(tr("The command line is on the clipboard."));
}

} // namespace termscope
