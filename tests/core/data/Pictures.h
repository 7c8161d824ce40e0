// The pictures beside the tests, and what Pillow makes of them (make_pictures.py).
#pragma once

#include "core/data/images/Image.h"
#include "core/files/Files.h"
#include "core/formats/numpy/NpzArchive.h"
#include "tests/core/Samples.h"

#include <algorithm>
#include <string>

namespace termscope::samples {

inline std::string picturePath(const std::string& name)
{
    return std::string(TERMSCOPE_PICTURES) + "/" + name;
}

inline Bytes pictureBytes(const std::string& name)
{
    return unwrap(readFile(picturePath(name)));
}

/// An array of expected.npz as an image.
inline Image expectedPicture(const std::string& name)
{
    const Bytes file = unwrap(readFile(picturePath("expected.npz")));
    const NpzArchive archive = unwrap(NpzArchive::open(file, "expected.npz"));
    const NpyArray array = unwrap(archive.read(archive.find(name).value()));
    const std::vector<std::int64_t> values = integerValues(array).value();
    Image image{static_cast<std::int32_t>(array.shape[0]),
                static_cast<std::int32_t>(array.shape[1]),
                array.shape.size() == 3 ? static_cast<std::int32_t>(array.shape[2]) : 1,
                {}};
    image.pixels.assign(values.begin(), values.end());
    return image;
}

} // namespace termscope::samples
