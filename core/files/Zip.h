// Zip archives in memory, read with a bound on what they unpack to.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

struct zip;

namespace termscope {

struct ZipMember {
    std::string name;           ///< UTF-8; never used as a path
    std::uint64_t packed = 0;   ///< bytes
    std::uint64_t unpacked = 0; ///< bytes, as declared
    /// Where its bytes are in the archive, for a member that is stored as it is; none for others.
    std::optional<std::size_t> stored;
};

/// Reads members of an archive whose bytes outlive it. One thread at a time.
class ZipReader {
public:
    /// Errors: not a whole archive, more than 65,536 members, a name twice, members that claim to unpack to more than 2
    /// GB (or the archive's size) together, or to more than 1000 times their packed size where that is above 16 MB.
    static Result<ZipReader> open(ByteView bytes, const std::string& file);

    const std::vector<ZipMember>& members() const { return members_; }

    /// Errors: encrypted, damaged, another size than declared. Memory grows with what is really unpacked.
    Result<Bytes> read(std::size_t index) const;

private:
    struct Closer {
        void operator()(zip* archive) const;
    };

    std::string file_;
    std::unique_ptr<zip, Closer> archive_;
    std::vector<ZipMember> members_;
};

struct ZipInput {
    std::string name;
    Bytes bytes;
};

/// An archive of stored (not deflated) members, all dated 1980-01-01: equal inputs give equal bytes.
Result<Bytes> zipBytes(const std::vector<ZipInput>& members);

} // namespace termscope
