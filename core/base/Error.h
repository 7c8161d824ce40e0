// Errors are values: a sentence a user can act on (which file, which tensor or node, what was expected, what was
// found).
#pragma once

#include <sstream>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace termscope {

struct Error {
    std::string message;
};

/// Either a value or the sentence that says why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Joins its arguments as text: `text("layer ", 3)` is "layer 3". Numbers in the C locale.
template <class... Parts>
std::string text(const Parts&... parts)
{
    std::ostringstream stream;
    stream.imbue(std::locale::classic());
    (stream << ... << parts);
    return std::move(stream).str();
}

/// `return fail("file.npz: expected …, found ", n);`
template <class... Parts>
tl::unexpected<Error> fail(const Parts&... parts)
{
    return tl::unexpected<Error>(Error{text(parts...)});
}

} // namespace termscope
