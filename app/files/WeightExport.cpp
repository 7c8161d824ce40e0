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

/// Adds to the warnings of `exported` what the format cannot keep.
Result<Bytes> bytesOf(ExportedNetwork& exported, const OpenFiles& source, const Settings& settings, const QString& path)
{
    const FormatInfo* const format = findFormat(QFileInfo(path).suffix().toLower().toStdString());
    if (format == nullptr)
        return fail(path.toStdString(), ": expected a name that ends in ", writtenEndings());
    return exportBytes(*format,
                       {*exported.network, exported.weights, exported.replaced,
                        exportMetadata(Method::Revealed, settings), [&source] { return sourceBytes(source); },
                        &exported.warnings},
                       path.toStdString());
}

} // namespace

Result<std::vector<std::string>> writeRevealedNetwork(const NetworkPtr& network, const OpenFiles& source,
                                                      const Settings& settings, const QString& path,
                                                      const Progress& progress)
{
    if (!source.network.isEmpty()
        && QFileInfo(source.network).canonicalFilePath() == QFileInfo(path).canonicalFilePath())
        return fail(path.toStdString(), ": is the open network; expected another name");
    Result<ExportedNetwork> exported = exportedNetwork(network, Method::Revealed, settings);
    if (!exported)
        return tl::unexpected(exported.error());
    const Result<Bytes> bytes = bytesOf(*exported, source, settings, path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    report(progress, 0.5); // what takes long now is the disk
    checkCancelled();
    if (const Result<void> written = writeFile(path.toStdString(), *bytes); !written)
        return tl::unexpected(written.error());
    return std::move(exported->warnings);
}

} // namespace termscope
