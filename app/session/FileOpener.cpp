#include "app/session/FileOpener.h"

#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "core/base/FileKind.h"
#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/model/NetworkReader.h"
#include "resources/Embedded.h"

#include <QFile>
#include <QFileInfo>

namespace termscope {
namespace {

std::filesystem::path toPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

/// The bytes that tell what a file is; a whole file may be huge.
Result<Bytes> readHead(const QString& path)
{
    constexpr qint64 enough = 65536;
    const std::string name = toPath(path).string();
    if (!QFileInfo::exists(path))
        return fail(name, ": no such file");
    if (QFileInfo(path).isDir())
        return fail(name, ": expected a file, found a folder");
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(name, ": cannot be read");
    const QByteArray head = file.read(enough);
    const ByteView view = bytesOf({head.constData(), static_cast<std::size_t>(head.size())});
    return Bytes(view.begin(), view.end());
}

/// Both kinds come as npz. Labels tell a dataset from a single matrix of weights.
OpenKind kindOfArchive(const QString& path)
{
    const Result<DatasetPtr> dataset = readDataset(toPath(path));
    return dataset && !(*dataset)->labels.empty() ? OpenKind::Dataset : OpenKind::Network;
}

} // namespace

Result<NetworkPtr> openNetworkFile(const QString& path)
{
    if (path.isEmpty())
        return parseNetwork(embedded::network(), embedded::networkName);
    return readNetwork(toPath(path));
}

Result<DatasetPtr> openDatasetFile(const QString& images, const QString& labels)
{
    if (images.isEmpty())
        return parseDataset(embedded::images(), embedded::labels(), embedded::datasetName);
    const auto dataset = labels.isEmpty() ? readDataset(toPath(images)) : readDataset(toPath(images), toPath(labels));
    return dataset ? loaded(*dataset) : dataset;
}

Result<OpenedView> openView(const SavedView& saved)
{
    Result<NetworkPtr> network = openNetworkFile(saved.files.network);
    if (!network)
        return tl::unexpected(network.error());
    Result<DatasetPtr> dataset = openDatasetFile(saved.files.images, saved.files.labels);
    if (!dataset)
        return tl::unexpected(dataset.error());
    const Result<ViewState> view = resolveView(saved, **network, **dataset);
    if (!view)
        return tl::unexpected(view.error());
    return OpenedView{saved.files, std::move(*network), std::move(*dataset), *view};
}

Result<OpenRequest> classify(const QString& pathOrLink)
{
    if (isLink(pathOrLink)) {
        Result<ParsedView> view = parseLink(pathOrLink);
        if (!view)
            return tl::unexpected(view.error());
        return OpenRequest{OpenKind::View, {}, std::move(*view)};
    }
    const QString path = QFileInfo(pathOrLink).absoluteFilePath();
    const Result<Bytes> head = readHead(path);
    if (!head)
        return tl::unexpected(head.error());
    switch (fileKind(*head)) {
    case FileKind::Json: {
        Result<ParsedView> view = readSession(path);
        if (!view)
            return tl::unexpected(view.error());
        return OpenRequest{OpenKind::View, path, std::move(*view)};
    }
    case FileKind::Idx:
    case FileKind::Gzip: return OpenRequest{OpenKind::Dataset, path, {}};
    case FileKind::Zip: return OpenRequest{kindOfArchive(path), path, {}};
    default: return OpenRequest{OpenKind::Network, path, {}};
    }
}

} // namespace termscope
