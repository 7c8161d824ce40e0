// Readers of images, texts and tables.
#include "core/data/Cifar.h"
#include "core/data/DatasetReader.h"
#include "core/data/Idx.h"
#include "core/data/images/ImageDecoder.h"
#include "core/data/images/LabelsFile.h"
#include "core/data/text/TokenText.h"
#include "hwmodel/energy/UnitCosts.h"
#include "hwmodel/topology/Topology.h"
#include "tests/fuzz/Targets.h"

#include <algorithm>

namespace termscope::fuzz {

void idx(ByteView bytes)
{
    if (const auto array = parseIdx(bytes, "f"); taken(array))
        require(std::ssize(array->values) == elementCount(array->shape), "an array has the values of its shape");
    const auto dataset = parseDataset(bytes, {}, "f");
    if (taken(dataset) && !(*dataset)->streamed())
        require(std::ssize((*dataset)->pixels) == (*dataset)->count() * (*dataset)->features(),
                "a dataset has the pixels of its images");
}

/// Samples by the names of inputs: tokens with their mask.
void arrays(ByteView bytes)
{
    const TableInput inputs[] = {{"input_ids", ElementType::Int64, Shape{-1, -1}},
                                 {"attention_mask", ElementType::Int64, Shape{-1, -1}}};
    const auto table = tableOfArrays(bytes, "f", inputs);
    if (!taken(table))
        return;
    require(std::ssize(table->pixels) == table->count() * table->features(), "a sample has the values of its parts");
    require(table->labels.empty() || std::ssize(table->labels) == table->count() * table->places(),
            "a place has a label");
}

void cifar(ByteView bytes)
{
    const auto images = parseCifar(bytes, "f.bin");
    if (!taken(images))
        return;
    require(std::ssize(images->labels) == images->source->count(), "every image has a label");
    taken(images->source->read(images->source->count() - 1));
}

void pictures(ByteView bytes)
{
    if (const auto image = decodeImage(bytes, "f.png"); taken(image))
        require(std::ssize(image->pixels) == std::int64_t{image->height} * image->width * image->channels,
                "a picture has the pixels of its size");
}

void texts(ByteView bytes)
{
    const auto text = parseText(bytes, "f.txt");
    if (!taken(text))
        return;
    auto vocabulary = Vocabulary::parse(*text, "f.txt");
    taken(vocabulary);
    Vocabulary grown;
    if (const auto tokens = parseTokens(*text, "f.txt", grown, true); taken(tokens)) {
        require(std::ranges::all_of(tokens->tokens, [&](auto token) { return token >= 0 && token < grown.size(); }),
                "tokens are those of the vocabulary");
        taken(TokenStreams::create(*tokens, 2));
    }
}

void labels(ByteView bytes)
{
    const auto classes = ClassNames::parse(textOf(bytes), "f.txt");
    taken(classes);
    taken(parseLabelsFile(textOf(bytes), "f.txt"));
    if (classes)
        taken(parseLabelsFile(textOf(bytes), "f.txt", *classes));
}

void topology(ByteView bytes)
{
    for (const OutputRounding rounding : {OutputRounding::Down, OutputRounding::ScaleSimV2})
        taken(parseTopology(textOf(bytes), "f.csv", rounding));
    taken(parseScaleSimConfig(textOf(bytes), "f.cfg"));
}

void costs(ByteView bytes)
{
    const auto table = parseUnitCosts(textOf(bytes), "f.json");
    if (taken(table))
        require(parseUnitCosts(toJson(*table), "f.json") == *table, "a table that is written reads as the same");
}

} // namespace termscope::fuzz
