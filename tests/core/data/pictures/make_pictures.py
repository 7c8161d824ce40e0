#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the pictures that the tests read, and what Pillow makes of them.

    sudo apt install python3-pil python3-numpy
    /usr/bin/python3 tests/core/data/pictures/make_pictures.py

The pictures are drawn here; expected.npz holds, by file name, what Pillow decodes, and by "FILE HEIGHTxWIDTH" what
its bilinear resize with antialiasing gives. The files are committed, so that the tests need neither package.
"""

import os
import zlib
import struct

import numpy as np
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
HEIGHT, WIDTH = 37, 53  # no multiple of a JPEG block


def drawing():
    """Smooth and sharp parts, [HEIGHT, WIDTH, 3]."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    picture = np.stack([255 * x / WIDTH, 255 * y / HEIGHT, 127 + 120 * np.sin(x / 5.0) * np.cos(y / 3.0)], 2)
    picture[8:20, 10:30] = (250, 20, 30)
    picture[15:30:2, 25:45] = (0, 0, 0)
    return np.clip(picture, 0, 255).astype(np.uint8)


def png(name, header, rows, extra=b""):
    """A PNG of any kind: Pillow writes no 16-bit colours."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    raw = b"".join(b"\0" + row for row in rows)
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(raw, 9))
                   + chunk(b"IEND", b""))


def main():
    colours = Image.fromarray(drawing())
    grey = colours.convert("L")

    def save(image, name, **options):
        image.save(os.path.join(HERE, name), **options)

    save(colours, "colour.jpg", quality=90)  # chroma at half the resolution
    save(colours, "full_chroma.jpg", quality=95, subsampling=0)
    save(colours, "progressive.JPEG", quality=85, progressive=True)
    save(colours.convert("CMYK"), "inks.jpg", quality=95)
    save(grey, "grey.jpg", quality=90)
    save(colours, "colour.png")
    save(colours.quantize(16), "palette.png")
    save(grey, "grey.png")
    save(grey.point(lambda v: 255 * (v > 100)).convert("1"), "one_bit.png")
    alpha = Image.fromarray(np.indices((HEIGHT, WIDTH))[1].astype(np.uint8) * 4)
    with_alpha = colours.copy()
    with_alpha.putalpha(alpha)
    save(with_alpha, "alpha.png")
    grey_alpha = grey.copy()
    grey_alpha.putalpha(alpha)
    save(grey_alpha, "grey_alpha.png")
    wide = drawing().astype(">u2") * 256 + 77
    png("colour16.png", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, 2, 0, 0, 0), [row.tobytes() for row in wide])

    expected = {}
    for name in sorted(os.listdir(HERE)):
        if name.endswith((".py", ".npz")):
            continue
        image = Image.open(os.path.join(HERE, name))
        expected[name] = np.asarray(image.convert("L" if image.mode in ("1", "L", "LA") else "RGB"))
    for height, width in ((16, 23), (24, 53), (37, 20), (64, 91), (37, 200), (1, 1), (5, 120)):
        size = (width, height)
        expected[f"colour.png {height}x{width}"] = np.asarray(colours.resize(size, Image.BILINEAR))
        expected[f"grey.png {height}x{width}"] = np.asarray(grey.resize(size, Image.BILINEAR))
    expected["colour.png grey"] = np.asarray(grey)
    np.savez_compressed(os.path.join(HERE, "expected.npz"), **expected)


if __name__ == "__main__":
    main()
