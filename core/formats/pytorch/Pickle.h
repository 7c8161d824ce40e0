// Python's pickle as data: numbers, texts, containers, and the names of what would be built; nothing is built or run.
//
// A pickle is a program for a stack machine that may name any class or function of Python and have it called with
// arguments of its own. Here the caller says which names there may be, and gets calls as values (the callee and what it
// would be called with). Source: CPython, Lib/pickletools.py; protocols 2 to 5.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <string_view>
#include <vector>

namespace termscope {

enum class PickleKind {
    None,
    Truth,
    Whole,
    Fraction,
    Text,
    Raw, ///< bytes; also whole numbers of more than 8 bytes, little-endian
    Tuple,
    List,
    Dict,
    Name,      ///< of a class or function
    Call,      ///< of a name with arguments
    Persistent ///< what the pickle's writer kept elsewhere: the value that identifies it
};

struct PickleValue {
    PickleKind kind = PickleKind::None;
    std::int64_t whole = 0; ///< Truth: 0 or 1; Whole; Name and Call: the number that the caller gave the name
    double fraction = 0.0;
    std::string_view text;                     ///< Text (UTF-8 or not) and Raw: part of the pickle's bytes
    std::vector<PickleValue>* items = nullptr; ///< Tuple, List; Dict: keys and values in turn; Call: the arguments;
                                               ///< Persistent: one. A container may hold itself.
};

/// Values are good as long as this lives and the bytes that they were read from.
struct Pickle {
    PickleValue root;
    std::size_t end = 0; ///< position behind the pickle
    std::deque<std::vector<PickleValue>> containers;
};

/// Names that a pickle may have. What `number` gives below 0 for is refused; collections.OrderedDict is a dict and is
/// not asked for.
struct PickleNames {
    std::function<int(std::string_view module, std::string_view name)> number;
    std::string expected; ///< "tensors in dicts, lists and tuples": in the sentence about a name that is refused
    std::string advice;   ///< the end of that sentence
};

/// Reads the pickle that starts at `start`. `file` opens messages, `part` is what they call the bytes. Errors: a name
/// or an operation that is refused, with its place; a damaged pickle; more than limits::pickleBytes or pickleValues.
Result<Pickle> parsePickle(ByteView bytes, std::size_t start, const PickleNames& names, const std::string& file,
                           const std::string& part);

} // namespace termscope
