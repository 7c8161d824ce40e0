// Labelled images as the numbers a network takes in: in memory, or read from their pictures whenever they are needed.
#pragma once

#include "core/data/Preprocessing.h"
#include "core/data/images/ImageSource.h"
#include "core/data/text/Vocabulary.h"
#include "core/tensor/Value.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace termscope {

/// What one input of a network gets of a sample that is made of arrays, one for each input.
struct SamplePart {
    std::string input;       ///< the network's name for it
    Shape shape;             ///< of one sample
    std::size_t axis = 0;    ///< of the input: along it samples lie beside each other
    std::int64_t offset = 0; ///< in the sample's values
    ValuePtr shared;         ///< the same for all samples, which hold nothing of it; else null
    bool isTokens = false;   ///< numbers of words, that the network looks up
};

/// Immutable once read; share it as DatasetPtr. A sample is what the network takes, a picture what it was made of.
struct Dataset {
    std::string name;        ///< for the screen
    std::int64_t height = 0; ///< of a sample, in pixels; a flat vector has height 1
    std::int64_t width = 0;
    std::int64_t channels = 1;
    Layout layout = Layout::Nchw;        ///< of a sample
    std::vector<float> pixels;           ///< [count, features]; empty when the samples are streamed: see BatchReader
    std::vector<std::int32_t> labels;    ///< [count, places]; −1 for a place that does not count; empty when none
    Shape labelShape;                    ///< of a sample: empty for one class, [rows, columns] for one at every pixel
    std::int32_t classes = 0;            ///< largest label + 1
    std::vector<std::string> classNames; ///< by label; empty when there are none

    /// Of arrays by the network's inputs (core/data/ArrayTable.h): a sample's values are theirs, one part after the
    /// other, and it is no image of any height. Empty for images.
    std::vector<SamplePart> parts;
    VocabularyPtr words; ///< of parts that are tokens, by number; null: no file says what the numbers stand for

    ImageSourcePtr source;              ///< the pictures; null where a file holds numbers that are none
    std::vector<std::int64_t> pictures; ///< [count]: each sample's picture in the source; empty for 0, 1, 2, …
    Preprocessing preprocessing;        ///< from picture to sample
    std::vector<SkippedImage> skipped;  ///< pictures that cannot be read, left out; a stream finds them as it goes
    std::vector<std::string> warnings;  ///< what else was left out, one sentence each

    /// Places of a sample that have a class each.
    std::int64_t places() const { return elementCount(labelShape); }
    std::int64_t features() const { return height * width * channels; }
    bool streamed() const { return pixels.empty() && source != nullptr; }
    std::int64_t count() const
    {
        if (streamed())
            return pictures.empty() ? source->count() : static_cast<std::int64_t>(pictures.size());
        return features() == 0 ? 0 : static_cast<std::int64_t>(pixels.size()) / features();
    }
    /// The values of a sample in memory.
    std::span<const float> image(std::int64_t index) const
    {
        return {pixels.data() + index * features(), static_cast<std::size_t>(features())};
    }
    /// Where a sample has the value of a pixel's channel.
    std::int64_t place(std::int64_t row, std::int64_t column, std::int64_t channel) const
    {
        return layout == Layout::Nchw ? (channel * height + row) * width + column
                                      : (row * width + column) * channels + channel;
    }
    std::int64_t pictureOf(std::int64_t sample) const
    {
        return pictures.empty() ? sample : pictures[static_cast<std::size_t>(sample)];
    }
};

using DatasetPtr = std::shared_ptr<const Dataset>;

} // namespace termscope
