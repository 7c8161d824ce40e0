#include "app/pages/HardwarePane.h"

#include "app/pages/HardwareFacts.h"
#include "app/pages/HardwareUnits.h"
#include "app/pages/Panes.h"
#include "app/session/FileDialogs.h"
#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/rtl/NewFolder.h"
#include "hwmodel/rtl/RtlFolder.h"
#include "resources/RtlSources.h"
#include "resources/Tables.h"
#include "widgets/array/FactsView.h"

#include <QFile>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int64_t mostWrittenProducts = std::int64_t{1} << 27; ///< seconds; `termscope-cli rtl` takes more

} // namespace

HardwarePane::HardwarePane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), workbench_(workbench), diagram_(new CellDiagram),
      facts_(new FactsView(tr("Registers, widths and units"))), switch_(new QPushButton), write_(new QPushButton)
{
    if (Result<GateCounts> counts = embedded::readGateCounts())
        counts_ = std::move(*counts);
    diagram_->setObjectName(QStringLiteral("cellDiagram"));
    facts_->setObjectName(QStringLiteral("registers"));
    switch_->setObjectName(QStringLiteral("switchMode"));
    switch_->setToolTip(tr("Write the control registers: the same array runs the next layer in the other mode"));
    write_->setObjectName(QStringLiteral("writeRtl"));
    write_->setText(tr("Write RTL…"));
    write_->setToolTip(
        tr("The TR array as SystemVerilog, with this product and a test bench, in a folder that is new or "
           "empty"));
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(switch_);
    buttons->addWidget(write_);
    buttons->addStretch(1);
    // Below the facts, which are low: the diagram wants the height.
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(facts_, 1);
    column->addLayout(buttons);
    auto* panes = newSplitter(Qt::Horizontal, "arrayHardware");
    panes->addWidget(diagram_);
    panes->addWidget(right);
    panes->setStretchFactor(0, 1);
    panes->setStretchFactor(1, 1);
    panes->setSizes({620, 260});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panes);
    connect(switch_, &QPushButton::clicked, this, &HardwarePane::switchMode);
    connect(write_, &QPushButton::clicked, this, &HardwarePane::askForFolder);
    connect(diagram_, &CellDiagram::unitChosen, this, &HardwarePane::openUnit);
    showRace();
}

void HardwarePane::showRace()
{
    const ArrayRacePtr& race = workbench_.race();
    switch_->setEnabled(race != nullptr);
    write_->setEnabled(race != nullptr);
    if (!race) {
        facts_->setSections({});
        diagram_->setBlocks({}, {});
        diagram_->setRegisters({});
        diagram_->setCaption({});
        showSwitch();
        return;
    }
    facts_->setSections(hardwareSections(*race));
    HardwareUnits units = hardwareUnits(*race, counts_);
    caption_ = units.caption;
    diagram_->setBlocks(std::move(units.blocks), std::move(units.arrows));
    diagram_->setCaption(caption_);
    showRegisters(*race);
}

/// Another mode is written, other numbers are there at once.
void HardwarePane::showRegisters(const ArrayRace& race)
{
    const TermMacConfig& config = race.revealed.run->config().terms;
    if (!diagram_->registers().isEmpty() && config == configured_)
        return;
    const bool switches = !diagram_->registers().isEmpty() && config.mode != written_.mode;
    const qint64 cycles = switchDelay(race.revealed.run->config().array, written_);
    configured_ = written_ = config;
    if (switches)
        diagram_->writeRegisters(registerWords(config), cycles);
    else
        diagram_->setRegisters(registerWords(config));
    showSwitch();
}

void HardwarePane::showSwitch()
{
    switch_->setText(written_.mode == TermMode::Revealed ? tr("Switch to QT") : tr("Switch to TR"));
}

void HardwarePane::switchMode()
{
    if (!workbench_.race())
        return;
    const qint64 cycles = switchDelay(workbench_.race()->revealed.run->config().array, written_);
    written_.mode = written_.mode == TermMode::Revealed ? TermMode::Quantized : TermMode::Revealed;
    diagram_->writeRegisters(registerWords(written_), cycles);
    showSwitch();
}

void HardwarePane::openUnit(const QString& unit)
{
    const auto block = std::ranges::find(diagram_->blocks(), unit, &UnitBlock::key);
    const UnitAnimation animation = animationOf(unit);
    diagram_->setCaption(block == diagram_->blocks().end() || animation.kind == UnitAnimation::Cell
                                 || animation.kind == UnitAnimation::Part
                             ? caption_
                             : block->text);
    switch (animation.kind) {
    case UnitAnimation::None: break;
    case UnitAnimation::Cell: emit cellWanted(); break;
    case UnitAnimation::Part: emit partWanted(animation.page, animation.part); break;
    case UnitAnimation::Registers: switchMode(); break;
    }
}

Result<void> HardwarePane::writeRtl(const QString& folder) const
{
    const ArrayRacePtr& race = workbench_.race();
    if (!race)
        return fail("There is no array to write.");
    const std::string target = QFile::encodeName(folder).toStdString();
    if (const Result<void> fresh = checkNewFolder(target); !fresh)
        return fresh;
    const ArrayRun& run = *race->revealed.run;
    if (const Result<void> fits = checkMemories(run.product->shape, mostWrittenProducts); !fits)
        return fits;
    TermMacConfig terms = run.config().terms;
    terms.mode = run.product->mode;
    RtlFolder wanted;
    wanted.config = {run.config().array, MacKind::Term, StepLength::Provisioned};
    wanted.operands = operandsOf(*run.product, terms);
    wanted.product = race->product.toStdString();
    wanted.sources = embedded::rtlSources();
    wanted.bench = embedded::rtlTestBench();
    if (const Result<void> prepared = prepareFolder(wanted, {}); !prepared)
        return prepared;
    return writeFolder(target, filesOf(wanted));
}

void HardwarePane::askForFolder()
{
    chooseFolder(*this, tr("Folder for the array as SystemVerilog"), {},
                 [this](const QString& folder) { saveRtl(folder); });
}

void HardwarePane::saveRtl(const QString& folder)
{
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    const Result<void> written = writeRtl(folder);
    QGuiApplication::restoreOverrideCursor();
    if (!written)
        emit failed(QString::fromStdString(written.error().message));
    else
        emit said(tr("Saved %1.").arg(folder));
}

} // namespace termscope
