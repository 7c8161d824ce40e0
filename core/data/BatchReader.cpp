#include "core/data/BatchReader.h"

#include "core/base/Cancel.h"
#include "core/base/Memory.h"
#include "core/data/ReadShaped.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

namespace termscope {
namespace {

/// A batch being decoded, or ready.
struct Slot {
    std::vector<float> values;
    std::vector<std::optional<std::string>> reasons; ///< [count]: why a sample has no values
    std::int64_t missing = 0;                        ///< samples still being decoded
};

} // namespace

struct BatchReader::State {
    DatasetPtr dataset;
    BatchConfig config;
    std::int64_t end = 0;
    std::int64_t nextFirst = 0; ///< sample the next batch starts with

    std::vector<float> values; ///< of the batch given out
    std::vector<std::int64_t> samples;
    std::vector<std::int32_t> labels;
    std::vector<SkippedImage> skipped;

    std::optional<PixelScaler> scaler;
    std::mutex mutex;
    std::condition_variable_any ready;  ///< a batch is whole, or there is an error
    std::condition_variable_any room;   ///< a batch was given out
    std::map<std::int64_t, Slot> slots; ///< by first sample
    std::int64_t nextSample = 0;        ///< to be decoded
    std::optional<Error> error;
    std::int64_t errorFirst = 0;       ///< first sample of the batch that it ends; those before it are given out
    std::vector<std::jthread> threads; ///< last, so that they end before what they use

    State(DatasetPtr data, const BatchConfig& wanted) : dataset(std::move(data)), config(wanted)
    {
        const std::int64_t all = dataset->count();
        config.batch = std::max<std::int64_t>(config.batch, 1);
        nextFirst = config.first = std::clamp<std::int64_t>(config.first, 0, all);
        end = config.count > 0 ? std::min(all, nextFirst + std::min(config.count, all)) : all;
        nextSample = nextFirst;
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        for (std::jthread& thread : threads) // all of them before the first is waited for
            thread.request_stop();
    }

    std::int64_t batchEnd(std::int64_t first) const { return std::min(first + config.batch, end); }
    std::int64_t batchOf(std::int64_t sample) const { return sample - (sample - config.first) % config.batch; }

    void start();
    void decodeUntilStopped(const std::stop_token& stop);
    void giveUp(Error found, std::int64_t first);
    bool endsHere() const { return error && errorFirst <= nextFirst; }
    Result<void> decode(std::int64_t sample, std::span<float> target, std::optional<std::string>& reason) const;
    Result<SampleBatch> nextInMemory();
    Result<SampleBatch> nextDecoded();
    void giveOut(std::int64_t first, Slot slot);
    SampleBatch view() const { return {values, samples, labels}; }
};

void BatchReader::State::start()
{
    auto created = PixelScaler::create(dataset->preprocessing, static_cast<std::int32_t>(dataset->channels),
                                       dataset->name);
    if (!created) {
        error = created.error();
        return;
    }
    scaler = std::move(*created);
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int count = config.threads > 0 ? config.threads : cores;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([this](const std::stop_token& stop) {
            // What is thrown would end the process, were it to leave the thread.
            const auto decode = [&]() -> Result<void> {
                decodeUntilStopped(stop);
                return {};
            };
            if (const Result<void> done = withinMemory(dataset->name + ": decoding its images", decode); !done) {
                const std::scoped_lock lock(mutex);
                giveUp(done.error(), nextFirst);
            }
        });
}

/// The error of the batch that begins at `first`; of several the first batch's counts. Range: the mutex is held.
void BatchReader::State::giveUp(Error found, std::int64_t first)
{
    if (!error || first < errorFirst) {
        error = std::move(found);
        errorFirst = first;
    }
    ready.notify_all();
    room.notify_all();
}

/// What every thread does: takes the next sample as long as its batch is near enough, decodes it, stores it.
void BatchReader::State::decodeUntilStopped(const std::stop_token& stop)
{
    const std::int64_t features = dataset->features();
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        const auto near = [&] {
            return error || nextSample >= end || batchOf(nextSample) <= nextFirst + config.ahead * config.batch;
        };
        if (!room.wait(lock, stop, near) || error || nextSample >= end)
            return;
        const std::int64_t sample = nextSample++;
        const std::int64_t first = batchOf(sample);
        Slot& slot = slots[first];
        const auto row = static_cast<std::size_t>(sample - first);
        if (slot.values.empty()) {
            slot.missing = batchEnd(first) - first;
            slot.values.resize(static_cast<std::size_t>(slot.missing * features));
            slot.reasons.resize(static_cast<std::size_t>(slot.missing));
        }
        const std::span<float> target = std::span(slot.values)
                                            .subspan(row * static_cast<std::size_t>(features),
                                                     static_cast<std::size_t>(features));
        std::optional<std::string> reason;
        lock.unlock();
        const Result<void> decoded = withinMemory(dataset->name + ": decoding its images",
                                                  [&] { return decode(sample, target, reason); });
        lock.lock();
        // Samples are taken in order: those of the batches before this one are on other threads, which finish them.
        if (!decoded)
            return giveUp(decoded.error(), first);
        slot.reasons[row] = std::move(reason);
        if (--slot.missing == 0)
            ready.notify_all();
    }
}

/// Writes the sample to `target`, or says in `reason` why it has to be left out.
Result<void> BatchReader::State::decode(std::int64_t sample, std::span<float> target,
                                        std::optional<std::string>& reason) const
{
    const std::int64_t picture = dataset->pictureOf(sample);
    Result<Image> read = readShaped(*dataset->source, picture, dataset->preprocessing);
    if (!read) {
        reason = std::move(read.error().message);
        return {};
    }
    const Image& result = *read;
    const SampleShape found{result.height, result.width, result.channels, dataset->layout};
    const SampleShape expected{dataset->height, dataset->width, dataset->channels, dataset->layout};
    if (!(found == expected)) {
        const bool channelsDiffer = found.channels != expected.channels;
        return fail(dataset->source->nameOf(picture), ": expected ", toText(expected), " as the first image, found ",
                    toText(found),
                    channelsDiffer ? " (channels=rgb or channels=grey makes them alike)"
                                   : " (resize=… and crop=… of the preprocessing make images alike)");
    }
    scaler->toSample(result, target);
    return {};
}

Result<SampleBatch> BatchReader::State::nextInMemory()
{
    const std::int64_t last = batchEnd(nextFirst);
    const auto begin = static_cast<std::size_t>(nextFirst);
    const auto count = static_cast<std::size_t>(last - nextFirst);
    const auto features = static_cast<std::size_t>(dataset->features());
    samples.resize(count);
    std::iota(samples.begin(), samples.end(), nextFirst);
    nextFirst = last;
    const std::span<const std::int32_t> all = dataset->labels;
    return SampleBatch{std::span(dataset->pixels).subspan(begin * features, count * features), samples,
                       all.empty() ? all : all.subspan(begin, count)};
}

/// Moves a whole batch to where the caller sees it, without the samples that have no values.
void BatchReader::State::giveOut(std::int64_t first, Slot slot)
{
    const std::int64_t features = dataset->features();
    values = std::move(slot.values);
    samples.clear();
    labels.clear();
    for (std::size_t row = 0; row < slot.reasons.size(); ++row) {
        const std::int64_t sample = first + static_cast<std::int64_t>(row);
        if (slot.reasons[row]) {
            skipped.push_back({dataset->pictureOf(sample), std::move(*slot.reasons[row])});
            continue;
        }
        const auto from = values.begin() + static_cast<std::ptrdiff_t>(row) * features;
        const auto to = values.begin() + std::ssize(samples) * features;
        if (from != to)
            std::copy(from, from + features, to);
        samples.push_back(sample);
        if (!dataset->labels.empty())
            labels.push_back(dataset->labels[static_cast<std::size_t>(sample)]);
    }
    values.resize(samples.size() * static_cast<std::size_t>(features));
}

Result<SampleBatch> BatchReader::State::nextDecoded()
{
    if (threads.empty() && !error)
        start();
    std::unique_lock lock(mutex);
    while (true) {
        samples.clear();
        values.clear();
        labels.clear();
        if (!endsHere() && nextFirst >= end)
            return view();
        ready.wait(lock, [&] {
            const auto slot = slots.find(nextFirst);
            return endsHere() || (slot != slots.end() && slot->second.missing == 0);
        });
        if (endsHere())
            return tl::unexpected(*error);
        giveOut(nextFirst, std::move(slots.extract(nextFirst).mapped()));
        nextFirst = batchEnd(nextFirst);
        room.notify_all();
        if (!samples.empty())
            return view();
    }
}

BatchReader::BatchReader(DatasetPtr dataset, const BatchConfig& config)
    : state_(std::make_unique<State>(std::move(dataset), config))
{
}

BatchReader::~BatchReader() = default;

Result<SampleBatch> BatchReader::next()
{
    return state_->dataset->streamed() ? state_->nextDecoded() : state_->nextInMemory();
}

const std::vector<SkippedImage>& BatchReader::skipped() const
{
    return state_->skipped;
}

namespace {

std::int64_t samplesWithin(const Dataset& dataset, std::int64_t bytes)
{
    return bytes / (dataset.features() * static_cast<std::int64_t>(sizeof(float)));
}

} // namespace

Result<DatasetPtr> loadedOrStreamed(const DatasetPtr& dataset, std::int64_t limit, const Progress& progress,
                                    std::int64_t largestBytes)
{
    const std::int64_t count = limit > 0 ? std::min(limit, dataset->count()) : dataset->count();
    return count > samplesWithin(*dataset, largestBytes) ? dataset : loaded(dataset, limit, progress, largestBytes);
}

Result<DatasetPtr> loaded(const DatasetPtr& dataset, std::int64_t limit, const Progress& progress,
                          std::int64_t largestBytes)
{
    if (!dataset->streamed())
        return dataset;
    const std::int64_t count = limit > 0 ? std::min(limit, dataset->count()) : dataset->count();
    const std::int64_t most = samplesWithin(*dataset, largestBytes);
    if (count > most)
        return fail(dataset->name, ": expected at most ", most, " images of ", dataset->height, "×", dataset->width,
                    " to hold in memory, found ", count);
    auto result = std::make_shared<Dataset>(*dataset);
    result->pixels.reserve(static_cast<std::size_t>(count * dataset->features()));
    result->labels.clear();
    result->pictures.clear();
    BatchReader reader(dataset, {.count = count, .batch = 16, .ahead = 4});
    while (true) {
        const Result<SampleBatch> batch = reader.next();
        if (!batch)
            return tl::unexpected(batch.error());
        if (batch->count() == 0)
            break;
        result->pixels.insert(result->pixels.end(), batch->values.begin(), batch->values.end());
        result->labels.insert(result->labels.end(), batch->labels.begin(), batch->labels.end());
        for (const std::int64_t sample : batch->samples)
            result->pictures.push_back(dataset->pictureOf(sample));
        report(progress, static_cast<double>(batch->samples.back() + 1) / static_cast<double>(count));
        checkCancelled();
    }
    result->skipped = reader.skipped();
    if (result->pixels.empty())
        return fail(dataset->name, ": expected images that can be read, found none; ", toText(result->skipped, count));
    if (!result->labels.empty())
        result->classes = *std::ranges::max_element(result->labels) + 1;
    return result;
}

} // namespace termscope
