#include "app/session/FileOpener.h"

#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/data/NpzDataset.h"
#include "core/data/images/ClassNames.h"
#include "core/evaluate/Evaluation.h"
#include "core/evaluate/GraphPath.h"
#include "core/files/FileKind.h"
#include "core/files/MappedFile.h"
#include "core/formats/NetworkReader.h"
#include "core/graph/InputShapes.h"
#include "resources/ExampleText.h"

#include <QDir>
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

/// Both kinds come as npz. Labels tell a dataset from a single matrix of weights; their name comes first, since weights
/// may be large.
OpenKind kindOfArchive(const QString& path, const Network* network)
{
    const auto file = MappedFile::open(toPath(path));
    if (file && network != nullptr && isArrayTable((*file)->bytes(), tableInputs(*network)))
        return OpenKind::Dataset;
    if (!file || !hasLabels((*file)->bytes()))
        return OpenKind::Network;
    const Result<DatasetPtr> dataset = readDataset(toPath(path));
    return dataset && !(*dataset)->labels.empty() ? OpenKind::Dataset : OpenKind::Network;
}

/// CIFAR's records have no magic number: a name and a size have to do.
bool looksLikeCifar(const QString& path)
{
    constexpr qint64 record10 = 3073;
    constexpr qint64 record100 = 3074;
    const qint64 size = QFileInfo(path).size();
    return path.endsWith(QLatin1String(".bin"), Qt::CaseInsensitive) && size > 0
           && (size % record10 == 0 || size % record100 == 0);
}

/// Tokens have no magic number: a name has to do.
bool looksLikeText(const QString& path)
{
    return path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive)
           || path.endsWith(QLatin1String(".txt.gz"), Qt::CaseInsensitive)
           || path.endsWith(QLatin1String(".tokens"), Qt::CaseInsensitive);
}

/// The example's images with the names of its classes.
Result<DatasetPtr> exampleDataset(const embedded::Example& example, const DatasetConfig& config)
{
    Result<DatasetPtr> dataset = parseDataset(example.images, example.labels, example.dataName, config);
    if (!dataset || example.classNames.empty())
        return dataset;
    const Result<ClassNames> names = ClassNames::parse(example.classNames, std::string(example.name));
    if (!names)
        return tl::unexpected(names.error());
    Dataset named = **dataset;
    named.classNames = names->names();
    return std::make_shared<const Dataset>(std::move(named));
}

/// In memory, as views show images at any place: of a folder that is too large for it the first images that fit.
Result<DatasetPtr> inMemory(const DatasetPtr& dataset, const Progress& progress)
{
    const std::int64_t most = mostBytesInMemory / (dataset->features() * static_cast<std::int64_t>(sizeof(float)));
    if (!dataset->streamed() || dataset->count() <= most)
        return loaded(dataset, 0, progress);
    const Result<DatasetPtr> first = loaded(dataset, most, progress);
    if (!first)
        return first;
    Dataset result = **first;
    result.warnings.push_back(
        text(dataset->name, ": the first ", most, " of ", dataset->count(),
             " images are used, which take 2 GB of memory; termscope-cli sweep goes through all of them"));
    return std::make_shared<const Dataset>(std::move(result));
}

} // namespace

QString classNamesOf(const OpenFiles& files)
{
    if (!files.classNames.isEmpty() || !QFileInfo(files.images).isDir())
        return files.classNames;
    const QString beside =
        QFileInfo(QFileInfo(files.images).absoluteFilePath()).dir().filePath(QStringLiteral("synset_words.txt"));
    return QFileInfo(beside).isFile() ? beside : QString();
}

const embedded::Example& exampleOf(const OpenFiles& files)
{
    const embedded::Example* named = embedded::findExample(files.example.toStdString());
    return named ? *named : embedded::examples().front();
}

Result<NetworkPtr> openNetworkFile(const OpenFiles& files)
{
    const embedded::Example& example = exampleOf(files);
    const Result<std::vector<InputShape>> shapes = parseInputShapes(files.inputShapes.toStdString());
    if (!shapes)
        return tl::unexpected(shapes.error());
    const Result<NetworkPtr> network = files.network.isEmpty() ? parseNetwork(example.network, example.networkName)
                                                               : readNetwork(toPath(files.network));
    return network ? withInputShapes(*network, *shapes) : network;
}

Result<DatasetPtr> listDatasetFile(const OpenFiles& files, const Network* network)
{
    DatasetConfig config;
    const embedded::Example& example = exampleOf(files);
    const std::string preprocess = files.preprocess.toStdString();
    Result<Preprocessing> preprocessing = parsePreprocessing(!preprocess.empty()      ? std::string_view(preprocess)
                                                             : files.images.isEmpty() ? example.preprocessing
                                                                                      : "raw");
    if (!preprocessing && files.images.isEmpty() && example.images.empty())
        return DatasetPtr();
    if (!preprocessing)
        return tl::unexpected(preprocessing.error());
    config.preprocessing = *preprocessing;
    if (files.images.isEmpty())
        return example.images.empty() ? DatasetPtr() : exampleDataset(example, config);
    if (network != nullptr && network->graph && !network->graph->inputs.empty() && network->graph->inputs[0].shape)
        followInput(config, *network->graph->inputs[0].shape, preprocess);
    if (network != nullptr)
        config.inputs = tableInputs(*network);
    if (const QString names = classNamesOf(files); !names.isEmpty())
        config.classNames = toPath(names);
    if (!files.vocabulary.isEmpty())
        config.vocabulary = toPath(files.vocabulary);
    return files.labels.isEmpty() ? readDataset(toPath(files.images), {}, config)
                                  : readDataset(toPath(files.images), toPath(files.labels), config);
}

Result<DatasetPtr> openDatasetFile(const OpenFiles& files, const Progress& progress, const Network* network)
{
    const Result<DatasetPtr> read = listDatasetFile(files, network);
    return read && *read ? inMemory(*read, progress) : read;
}

bool needsQuestions(const OpenFiles& files, const Dataset& dataset, const Network* network)
{
    if (QFileInfo(files.images).isDir() || dataset.labels.empty())
        return true;
    const bool pictures = dataset.source != nullptr && dataset.channels == 3;
    if (pictures && files.preprocess.isEmpty())
        return true;
    if (network == nullptr || !network->graph || workloadOf(*network) != Workload::Images)
        return false;
    return !GraphPath::fits(*network, dataset);
}

Result<OpenTextPtr> openTextFile(const OpenFiles& files)
{
    const embedded::Example& example = exampleOf(files);
    const bool ofExample = files.network.isEmpty() && files.vocabulary.isEmpty() && !example.vocabulary.empty();
    if (files.tokens.isEmpty() && example.text.empty())
        return OpenTextPtr();
    const auto given = [](const QString& path) { return path.isEmpty() ? std::nullopt : std::optional(toPath(path)); };
    Result<TokenTexts> read = ofExample || files.tokens.isEmpty()
                                  ? embedded::readExampleText(example, given(files.tokens))
                                  : readTokens({{toPath(files.tokens)}, given(files.vocabulary), false});
    if (!read)
        return tl::unexpected(read.error());
    auto text = std::make_shared<OpenText>();
    text->text = std::make_shared<const TokenText>(std::move(read->texts.back()));
    text->vocabulary = std::move(read->vocabulary);
    text->streams = files.streams;
    text->window = files.window;
    text->order = files.order;
    return text;
}

Result<OpenedView> openView(const SavedView& saved, const Progress& progress)
{
    Result<NetworkPtr> network = openNetworkFile(saved.files);
    if (!network)
        return tl::unexpected(network.error());
    Result<DatasetPtr> dataset = openDatasetFile(saved.files, progress, network->get());
    if (!dataset)
        return tl::unexpected(dataset.error());
    Result<OpenTextPtr> text = openTextFile(saved.files);
    if (!text)
        return tl::unexpected(text.error());
    const Result<ViewState> view = resolveView(saved, **network, *dataset ? **dataset : Dataset{}, text->get());
    if (!view)
        return tl::unexpected(view.error());
    return OpenedView{saved.files, std::move(*network), std::move(*dataset), std::move(*text), *view};
}

Result<OpenRequest> classify(const QString& pathOrLink, const Network* network)
{
    if (isLink(pathOrLink)) {
        Result<ParsedView> view = parseLink(pathOrLink);
        if (!view)
            return tl::unexpected(view.error());
        return OpenRequest{OpenKind::View, {}, std::move(*view)};
    }
    const QString path = QFileInfo(pathOrLink).absoluteFilePath();
    if (QFileInfo(path).isDir()) // of pictures, or of the files of a network
        return OpenRequest{networkInFolder(toPath(path)) ? OpenKind::Network : OpenKind::Dataset, path, {}};
    const Result<Bytes> head = readHead(path);
    if (!head)
        return tl::unexpected(head.error());
    if (path.endsWith(QLatin1String(".md"), Qt::CaseInsensitive))
        return OpenRequest{OpenKind::Lesson, path, {}};
    switch (fileKind(*head)) {
    case FileKind::Json: {
        if (looksLikeShardIndex(*head))
            return OpenRequest{OpenKind::Network, path, {}};
        Result<ParsedView> view = readSession(path);
        if (!view)
            return tl::unexpected(view.error());
        return OpenRequest{OpenKind::View, path, std::move(*view)};
    }
    case FileKind::Text: return OpenRequest{looksLikeText(path) ? OpenKind::Text : OpenKind::Network, path, {}};
    case FileKind::Gzip:
        if (looksLikeText(path))
            return OpenRequest{OpenKind::Text, path, {}};
        [[fallthrough]];
    case FileKind::Image:
    case FileKind::Idx: return OpenRequest{OpenKind::Dataset, path, {}};
    case FileKind::Zip: return OpenRequest{kindOfArchive(path, network), path, {}};
    default: return OpenRequest{looksLikeCifar(path) ? OpenKind::Dataset : OpenKind::Network, path, {}};
    }
}

} // namespace termscope
