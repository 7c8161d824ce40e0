#include "app/files/WeightExport.h"

#include "core/base/Cancel.h"
#include "core/formats/Formats.h"
#include "core/study/RevealedWeights.h"

#include <QFileInfo>

namespace termscope {
namespace {

Result<Bytes> sourceBytes(const OpenFiles& files)
{
    if (!files.network.isEmpty())
        return readFile(files.network.toStdString());
    const auto view = exampleOf(files).network;
    return Bytes(view.begin(), view.end());
}

Result<Bytes> revealedBytes(const NetworkPtr& open, const OpenFiles& source, const Settings& settings,
                            const QString& path)
{
    const Result<ExportedNetwork> exported = exportedNetwork(open, Method::Revealed, settings);
    if (!exported)
        return tl::unexpected(exported.error());
    const FormatInfo* const format = findFormat(QFileInfo(path).suffix().toLower().toStdString());
    if (format == nullptr)
        return fail(path.toStdString(), ": expected a name that ends in ", writtenEndings());
    return exportBytes(*format,
                       {*exported->network, exported->weights, exported->replaced,
                        exportMetadata(Method::Revealed, settings), [&source] { return sourceBytes(source); }},
                       path.toStdString());
}

} // namespace

Result<void> writeRevealedNetwork(const NetworkPtr& network, const OpenFiles& source, const Settings& settings,
                                  const QString& path, const Progress& progress)
{
    if (!source.network.isEmpty()
        && QFileInfo(source.network).canonicalFilePath() == QFileInfo(path).canonicalFilePath())
        return fail(path.toStdString(), ": is the open network; expected another name");
    const Result<Bytes> bytes = revealedBytes(network, source, settings, path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    report(progress, 0.5); // what takes long now is the disk
    checkCancelled();
    return writeFile(path.toStdString(), *bytes);
}

} // namespace termscope
