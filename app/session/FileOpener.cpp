#include "app/session/FileOpener.h"

#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "core/base/FileKind.h"
#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/model/NetworkReader.h"

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

/// CIFAR's records have no magic number: a name and a size have to do.
bool looksLikeCifar(const QString& path)
{
    constexpr qint64 record10 = 3073;
    constexpr qint64 record100 = 3074;
    const qint64 size = QFileInfo(path).size();
    return path.endsWith(QLatin1String(".bin"), Qt::CaseInsensitive) && size > 0 && (size % record10 == 0 || size % record100 == 0);
}

} // namespace

const embedded::Example& exampleOf(const OpenFiles& files)
{
    const embedded::Example* named = embedded::findExample(files.example.toStdString());
    return named ? *named : embedded::examples().front();
}

Result<NetworkPtr> openNetworkFile(const OpenFiles& files)
{
    if (!files.network.isEmpty())
        return readNetwork(toPath(files.network));
    const embedded::Example& example = exampleOf(files);
    return parseNetwork(example.network, example.networkName);
}

Result<DatasetPtr> openDatasetFile(const OpenFiles& files)
{
    DatasetConfig config;
    const embedded::Example& example = exampleOf(files);
    const std::string preprocess = files.preprocess.toStdString();
    Result<Preprocessing> preprocessing =
        parsePreprocessing(!preprocess.empty() ? std::string_view(preprocess) : files.images.isEmpty() ? example.preprocessing : "raw");
    if (!preprocessing && files.images.isEmpty() && example.images.empty())
        return DatasetPtr();
    if (!preprocessing)
        return tl::unexpected(preprocessing.error());
    config.preprocessing = *preprocessing;
    if (files.images.isEmpty())
        return example.images.empty() ? DatasetPtr() : parseDataset(example.images, example.labels, example.dataName, config);
    const Result<DatasetPtr> read = files.labels.isEmpty() ? readDataset(toPath(files.images), {}, config)
                                                           : readDataset(toPath(files.images), toPath(files.labels), config);
    return read ? loaded(*read) : read;
}

Result<OpenedView> openView(const SavedView& saved)
{
    Result<NetworkPtr> network = openNetworkFile(saved.files);
    if (!network)
        return tl::unexpected(network.error());
    Result<DatasetPtr> dataset = openDatasetFile(saved.files);
    if (!dataset)
        return tl::unexpected(dataset.error());
    const Result<ViewState> view = resolveView(saved, **network, *dataset ? **dataset : Dataset{});
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
    if (QFileInfo(path).isDir()) // of pictures
        return OpenRequest{OpenKind::Dataset, path, {}};
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
    default: return OpenRequest{looksLikeCifar(path) ? OpenKind::Dataset : OpenKind::Network, path, {}};
    }
}

} // namespace termscope
