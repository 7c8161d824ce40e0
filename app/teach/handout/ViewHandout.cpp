#include "app/teach/handout/ViewHandout.h"

#include "app/layout/WindowParts.h"
#include "app/session/FileOpener.h"
#include "app/session/Link.h"
#include "app/session/Session.h"
#include "core/settings/NetworkPlan.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/export/Csv.h"
#include "widgets/export/ExportableView.h"
#include "widgets/language/Translated.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace termscope {
namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Left to right, top to bottom, as they are read.
std::vector<const ExportableView*> viewsInSight(const WindowParts& window)
{
    const QWidget& page = *window.currentPage();
    std::vector<const ExportableView*> views;
    for (const ExportableView* view : window.views())
        if (page.isAncestorOf(view) && view->isVisible() && !view->pictureSize().isEmpty())
            views.push_back(view);
    std::ranges::stable_sort(views, {}, [&](const ExportableView* view) {
        const QPoint corner = view->mapTo(&page, QPoint(0, 0));
        return std::pair(corner.y(), corner.x());
    });
    return views;
}

/// Files of data have all the digits; a table to read has five.
QString shortNumber(const QString& cell)
{
    constexpr int digits = 5;
    bool isNumber = false;
    const double value = cell.toDouble(&isNumber);
    return isNumber && cell.contains(QLatin1Char('.')) ? QString::number(value, 'g', digits) : cell;
}

class ViewWriter {
    Q_DECLARE_TR_FUNCTIONS(termscope::ViewWriter)

public:
    ViewWriter(const WindowParts& window, int mostRows)
        : window_(window), session_(window.session()), mostRows_(mostRows)
    {
    }

    Handout write();

private:
    void addLink();
    void addFigures();
    void addView(const ExportableView& view);
    void addData(const ExportableView& view);
    void addSettings();
    void addFiles();
    QString networkName() const;

    const WindowParts& window_;
    const Session& session_;
    int mostRows_;
    std::vector<HandoutBlock> blocks_;
};

Handout ViewWriter::write()
{
    const PageInfo* page = findPage(session_.view().page);
    const QString pageTitle = translated(page->title);
    const QString title = tr("%1: %2").arg(networkName(), pageTitle);
    blocks_.push_back(HandoutHeading{1, title});
    addLink();
    addFigures();
    for (const ExportableView* view : viewsInSight(window_))
        addView(*view);
    addSettings();
    addFiles();
    return {title, title, std::move(blocks_)};
}

QString ViewWriter::networkName() const
{
    const OpenFiles& files = session_.files();
    return files.network.isEmpty() ? translated(exampleOf(files).networkName) : QFileInfo(files.network).fileName();
}

void ViewWriter::addLink()
{
    HandoutSpan link;
    link.text = tr("Open this view in TermScope");
    link.link = makeLink(session_.saved());
    blocks_.push_back(HandoutParagraph{{link}});
}

void ViewWriter::addFigures()
{
    HandoutTable table{
        tr("Term pairs per multiply-accumulate, and what the network still does"), {tr("Figure"), tr("Value")}, {}};
    for (const auto& [name, value] : window_.strip().figures())
        table.rows.push_back({name, value});
    blocks_.push_back(std::move(table));
}

void ViewWriter::addView(const ExportableView& view)
{
    blocks_.push_back(HandoutHeading{2, view.title()});
    const QString alt = view.caption().isEmpty() ? view.title() : tr("%1. %2").arg(view.title(), view.caption());
    blocks_.push_back(HandoutPicture{view.picture(), view.pictureSize(), alt, view.svg()});
    addData(view);
}

void ViewWriter::addData(const ExportableView& view)
{
    const std::vector<QStringList> lines = csvRows(view.csv());
    if (lines.size() < 2)
        return;
    HandoutTable table{tr("The data of “%1”").arg(view.title()), lines.front(), {}, true};
    const auto all = static_cast<int>(lines.size()) - 1;
    const int kept = std::min(all, mostRows_);
    for (int row = 1; row <= kept; ++row) {
        QStringList cells;
        for (const QString& cell : lines[static_cast<std::size_t>(row)])
            cells << shortNumber(cell);
        cells.resize(table.header.size());
        table.rows.push_back(std::move(cells));
    }
    blocks_.push_back(std::move(table));
    if (kept < all)
        blocks_.push_back(HandoutParagraph{plainLine(tr("The first %1 of %2 rows; “Save data” in the menu of the "
                                                        "view writes all of them.")
                                                         .arg(kept)
                                                         .arg(all)),
                                           true});
}

void ViewWriter::addSettings()
{
    const Settings& settings = session_.settings();
    blocks_.push_back(HandoutHeading{2, tr("Settings")});
    HandoutTable table{{}, {tr("Setting"), tr("Symbol"), tr("Value")}, {}, false};
    for (const SettingInfo& info : settingsTable()) {
        QString value = QString::fromStdString(valueText(info, settings));
        if (!info.isNumber())
            value = translated(info.choices[static_cast<std::size_t>(info.get(settings))].title);
        table.rows.push_back({translated(info.title), textOf(info.symbol), value});
    }
    for (const auto& [layer, own] : settings.layers)
        table.rows.push_back(
            {tr("Layer %1").arg(QString::fromStdString(layer)), {}, QString::fromStdString(toText(own))});
    blocks_.push_back(std::move(table));
}

void ViewWriter::addFiles()
{
    const OpenFiles& files = session_.files();
    const embedded::Example& example = exampleOf(files);
    blocks_.push_back(HandoutHeading{2, tr("Files")});
    HandoutTable table{{}, {tr("What"), tr("From")}, {}, false};
    const QString title = translated(example.title);
    const auto addFile = [&](const QString& what, const QString& path) {
        table.rows.push_back({what, path.isEmpty() ? tr("embedded example: %1").arg(title) : path});
    };
    addFile(tr("Network"), files.network);
    if (session_.dataset())
        addFile(tr("Images"), files.images);
    if (session_.text())
        addFile(tr("Text"), files.tokens);
    blocks_.push_back(std::move(table));
    HandoutSpan paper;
    paper.text = QStringLiteral("H. T. Kung, B. McDanel, S. Q. Zhang: Term Revealing, arXiv 2007.06389");
    paper.link = QStringLiteral("https://arxiv.org/abs/2007.06389");
    blocks_.push_back(HandoutParagraph{{plainLine(tr("The method: ")).front(), paper}, true});
}

} // namespace

Handout viewHandout(const WindowParts& window, int mostRows)
{
    return ViewWriter(window, mostRows).write();
}

} // namespace termscope
