// What the fuzzers feed: one function for each reader. Each takes any bytes, and ends the program where a reader breaks
// what it promises: a sentence on one line of UTF-8 for what it does not take, whole values for what it takes.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <span>
#include <string_view>

namespace termscope::fuzz {

/// The reader of a row of core/formats/Formats.h, by its key: each row is a target of its own.
void network(std::string_view format, ByteView bytes);
void shards(ByteView bytes);
void npy(ByteView bytes);
void idx(ByteView bytes);
void arrays(ByteView bytes);
void cifar(ByteView bytes);
void pictures(ByteView bytes);
void texts(ByteView bytes);
void labels(ByteView bytes);
void topology(ByteView bytes);
void costs(ByteView bytes);
void session(ByteView bytes);
void link(ByteView bytes);
void lesson(ByteView bytes);

/// Ends the program with the sentence where the promise is not kept.
void require(bool kept, const char* promise);

/// A sentence as a user can be told.
void requireSentence(const std::string& message);

/// True for a value; an error must have a sentence.
template <class T>
bool taken(const Result<T>& result)
{
    if (!result)
        requireSentence(result.error().message);
    return result.has_value();
}

inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace termscope::fuzz
