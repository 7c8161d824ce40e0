// Where the members of a zip archive lie in it, which libzip does not tell: what is stored can be read in its place.
//
// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.14–4.3.16 (its
// end, with 64-bit sizes).
#pragma once

#include "core/files/Files.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace termscope {

struct ZipPlace {
    std::string name;
    std::uint64_t size = 0;          ///< bytes in the archive
    bool stored = false;             ///< neither deflated nor encrypted
    std::optional<std::size_t> data; ///< position of the member's bytes; none where the archive contradicts itself
};

/// All members, in the order of the central directory. Empty for what is no whole archive.
std::vector<ZipPlace> zipPlaces(ByteView archive);

} // namespace termscope
