// An .npz file: a zip archive with one .npy file per array.
#pragma once

#include "core/files/Zip.h"
#include "core/formats/numpy/Npy.h"

#include <string_view>

namespace termscope {

/// False for names that are empty, absolute, climb with "..", or are no UTF-8. Names are never used as paths; one that
/// looks like a way out of a folder is a sign of a forged file all the same.
bool isPlainName(const std::string& name);

struct NpzPlace {
    std::size_t first = 0;
    std::size_t size = 0; ///< bytes
};

/// Names are only names: never paths, whatever they hold. The bytes must outlive the archive.
class NpzArchive {
public:
    /// Errors: not an archive, no arrays in it, a network of another kind (PyTorch, Keras, torch.export), names that
    /// are empty, absolute or climb with "..".
    static Result<NpzArchive> open(ByteView bytes, const std::string& file);

    /// Names of the arrays, without ".npy", in the file's order.
    const std::vector<std::string>& names() const { return names_; }

    /// Position of an array; none for a name that the archive does not have.
    std::optional<std::size_t> find(std::string_view name) const;

    /// Error: also an array of Python objects.
    Result<NpyArray> read(std::size_t index) const;
    /// Of Python objects (kind 'O') too, without values.
    Result<NpyArray> readAny(std::size_t index) const;

    /// Where the .npy is in the archive; none for one that is deflated.
    std::optional<NpzPlace> place(std::size_t index) const;

    /// "net.npz: array w": opens messages about an array.
    std::string where(std::size_t index) const;

private:
    explicit NpzArchive(ZipReader zip, std::string file) : file_(std::move(file)), zip_(std::move(zip)) {}

    std::string file_;
    ZipReader zip_;
    std::vector<std::string> names_;
    std::vector<std::size_t> members_; ///< of the zip archive, one for each name
};

} // namespace termscope
