// Python's pickle as data: numbers, texts, containers, and the names of what would be built; nothing is built or run.
//
// A pickle is a program for a stack machine that may name any class or function of Python and have it called with
// arguments of its own. Here a call is a value (the callee and what it would be called with), and so is an object with
// its state; of names that the caller does not know, nothing but the name is kept. Source: CPython, Lib/pickletools.py;
// protocols 2 to 5.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <set>
#include <string>
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
    Call,      ///< of a name with arguments; what was set on the result comes behind them
    Persistent ///< what the pickle's writer kept elsewhere: the value that identifies it
};

struct PickleValue {
    PickleKind kind = PickleKind::None;
    std::int64_t whole = 0; ///< Truth: 0 or 1; Whole; Name and Call: the number that the caller gave the name, below 0
                            ///< for one that it does not know
    double fraction = 0.0;
    std::string_view text; ///< Text (UTF-8 or not) and Raw: part of the pickle's bytes; Name and Call: "os.system"
    std::vector<PickleValue>* items = nullptr; ///< Tuple, List; Dict: keys and values in turn; Call: the arguments;
                                               ///< Persistent: one. A container may hold itself.
};

/// Values are good as long as this lives and the bytes that they were read from.
struct Pickle {
    PickleValue root;
    std::size_t end = 0; ///< position behind the pickle
    std::deque<std::vector<PickleValue>> containers;
    std::set<std::string> names;
};

/// The caller's number of a name, below 0 for one that it does not know. collections.OrderedDict and defaultdict are
/// dicts and are not asked for.
using PickleNames = std::function<int(std::string_view module, std::string_view name)>;

/// Reads the pickle that starts at `start`. `file` opens messages, `part` is what they call the bytes. Errors: an
/// operation that is refused, with its place; a damaged pickle; more than limits::pickleBytes or pickleValues.
Result<Pickle> parsePickle(ByteView bytes, std::size_t start, const PickleNames& names, const std::string& file,
                           const std::string& part);

} // namespace termscope
