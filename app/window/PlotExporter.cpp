#include "app/window/PlotExporter.h"

#include "app/session/FileDialogs.h"
#include "core/files/Files.h"
#include "widgets/language/Translated.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMessageBox>

namespace termscope {
namespace {

struct FileKind {
    ExportKind kind;
    const char* filter;
    const char* suffix;
};

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

} // namespace

QByteArray exportedBytes(const ExportableView& view, ExportKind kind, int scale)
{
    switch (kind) {
    case ExportKind::Png: return view.png(scale);
    case ExportKind::Svg: return view.svg();
    case ExportKind::Pdf: return view.pdf();
    case ExportKind::Csv:
    case ExportKind::CopyData: return view.csv().toUtf8();
    case ExportKind::CopyPicture: return view.png(scale);
    }
    return {};
}

Result<void> exportToFile(const ExportableView& view, ExportKind kind, int scale, const QString& path)
{
    const QByteArray bytes = exportedBytes(view, kind, scale);
    return writeFile(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

void exportInteractively(ExportableView& view, ExportKind kind)
{
    if (kind == ExportKind::CopyPicture) {
        QGuiApplication::clipboard()->setImage(view.image(2.0));
        return;
    }
    if (kind == ExportKind::CopyData) {
        QGuiApplication::clipboard()->setText(view.csv());
        return;
    }
    int scale = 2;
    if (kind == ExportKind::Png) {
        bool accepted = false;
        scale = QInputDialog::getInt(view.window(), tr("Save picture"), tr("Scale, 1 to 4:"), scale, 1, 4, 1,
                                     &accepted);
        if (!accepted)
            return;
    }
    for (const FileKind& known : fileKinds) {
        if (known.kind != kind)
            continue;
        const QString path = chooseFileToSave(view.window(), tr("Save “%1”").arg(view.title()),
                                              suggestedName(view, known.suffix), tr(known.filter));
        if (path.isEmpty())
            return;
        if (const Result<void> written = exportToFile(view, kind, scale, path); !written)
            QMessageBox::warning(view.window(), tr("Not saved"), QString::fromStdString(written.error().message));
    }
}

} // namespace termscope
