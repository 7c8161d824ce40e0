#include "app/window/PlotExporter.h"

#include "app/session/FileDialogs.h"
#include "core/files/Files.h"
#include "widgets/export/WithOrigin.h"
#include "widgets/language/Translated.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMessageBox>
#include <QSettings>

#include <algorithm>
#include <functional>
#include <iterator>

namespace termscope {
namespace {

struct FileKind {
    ExportKind kind;
    const char* filter;
    const char* suffix;
};

constexpr const char* saysOriginKey = "export/origin";

constexpr FileKind fileKinds[] = {
    {ExportKind::Png, QT_TRANSLATE_NOOP("termscope", "PNG pictures (*.png)"), "png"},
    {ExportKind::Svg, QT_TRANSLATE_NOOP("termscope", "SVG drawings (*.svg)"), "svg"},
    {ExportKind::Pdf, QT_TRANSLATE_NOOP("termscope", "PDF documents (*.pdf)"), "pdf"},
    {ExportKind::Csv, QT_TRANSLATE_NOOP("termscope", "CSV tables (*.csv)"), "csv"},
};

QString suggestedName(const ExportableView& view, const char* suffix)
{
    QString name;
    for (const QChar letter : view.title().toLower())
        name += letter.isLetterOrNumber() ? letter : QLatin1Char('-');
    while (name.contains(QStringLiteral("--")))
        name.replace(QStringLiteral("--"), QStringLiteral("-"));
    return name + QLatin1Char('.') + QLatin1String(suffix);
}

/// Returns at once; `receive` is called while the view is there, unless the user gives up.
void askForScale(ExportableView& view, std::function<void(int scale)> receive)
{
    auto* dialog = new QInputDialog(&view);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save picture"));
    dialog->setLabelText(tr("Scale, 1 to 4:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, 4);
    dialog->setIntValue(2);
    QObject::connect(dialog, &QInputDialog::intValueSelected, &view, std::move(receive), Qt::QueuedConnection);
    dialog->open();
}

/// Returns at once; the file is written when the user has named it.
void askForFile(ExportableView& view, ExportKind kind, int scale, const ExportOrigin& origin)
{
    const auto* known = std::find_if(std::begin(fileKinds), std::end(fileKinds),
                                     [kind](const FileKind& each) { return each.kind == kind; });
    if (known == std::end(fileKinds))
        return;
    chooseFileToSave(view, tr("Save “%1”").arg(view.title()), suggestedName(view, known->suffix), tr(known->filter),
                     [&view, kind, scale, origin](const QString& path) {
                         const Result<void> written = exportToFile(view, kind, scale, path, origin);
                         if (written)
                             return;
                         auto* box = new QMessageBox(QMessageBox::Warning, tr("Not saved"),
                                                     QString::fromStdString(written.error().message), QMessageBox::Ok,
                                                     &view);
                         box->setAttribute(Qt::WA_DeleteOnClose);
                         box->open();
                     });
}

} // namespace

QByteArray exportedBytes(ExportableView& view, ExportKind kind, int scale, const ExportOrigin& origin)
{
    view.setOrigin(origin);
    QByteArray bytes;
    switch (kind) {
    case ExportKind::CopyPicture:
    case ExportKind::Png: bytes = view.png(scale); break;
    case ExportKind::Svg: bytes = view.svg(); break;
    case ExportKind::Pdf: bytes = view.pdf(); break;
    case ExportKind::Csv:
    case ExportKind::CopyData: bytes = (origin.lines + view.csv()).toUtf8(); break;
    case ExportKind::CopyMarkdown: bytes = markdownWithOrigin(view.csv(), origin.lines).toUtf8(); break;
    case ExportKind::CopyLatex: bytes = latexWithOrigin(view.csv(), origin.lines).toUtf8(); break;
    }
    view.setOrigin({});
    return bytes;
}

Result<void> exportToFile(ExportableView& view, ExportKind kind, int scale, const QString& path,
                          const ExportOrigin& origin)
{
    const QByteArray bytes = exportedBytes(view, kind, scale, origin);
    return writeFile(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

void restoreSaysOrigin()
{
    ExportableView::setSaysOrigin(QSettings().value(saysOriginKey, true).toBool());
}

void keepSaysOrigin(bool says)
{
    QSettings().setValue(saysOriginKey, says);
}

void exportInteractively(ExportableView& view, ExportKind kind, const ExportOrigin& origin)
{
    if (kind == ExportKind::CopyPicture) {
        view.setOrigin(origin);
        QGuiApplication::clipboard()->setImage(view.image(2.0));
        view.setOrigin({});
        return;
    }
    if (kind == ExportKind::CopyData || kind == ExportKind::CopyMarkdown || kind == ExportKind::CopyLatex) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(exportedBytes(view, kind, 1, origin)));
        return;
    }
    if (kind == ExportKind::Png)
        return askForScale(view, [&view, origin](int scale) { askForFile(view, ExportKind::Png, scale, origin); });
    askForFile(view, kind, 1, origin);
}

} // namespace termscope
