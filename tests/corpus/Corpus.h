// Files of the corpus, and what the good ones hold.
#pragma once

#include "core/formats/NetworkReader.h"

#include <string>
#include <vector>

namespace termscope::corpus {

inline std::string inCorpus(const std::string& file)
{
    return std::string(TERMSCOPE_CORPUS) + "/" + file;
}

/// The values of make_corpus.py's ramp().
inline std::vector<float> ramp(int count)
{
    std::vector<float> values;
    for (int i = 0; i < count; ++i)
        values.push_back(static_cast<float>(i - 8) / 8.0F);
    return values;
}

inline NetworkPtr network(const std::string& file)
{
    const auto result = readNetwork(inCorpus(file));
    return result ? *result : nullptr;
}

} // namespace termscope::corpus
