# SPDX-License-Identifier: GPL-3.0-or-later
"""What the networks on Fashion-MNIST have in common: the images, how they are read
and varied, what is held out, and how a run ends. For train_fashion_cnn.py and
train_fashion_vit.py, whose accuracies so compare.

A run learns from the 60,000 training images; the 10,000 test images are looked at
once, after training, to print the figures. --validate N keeps N training images
aside and reports on them instead, and writes nothing.
"""

import argparse
import gzip
import hashlib
import os

import numpy as np
import torch
import torch.nn.functional as F

FASHION = "/usr/share/datasets/fashion-mnist"
EMBEDDED = 2000  # test images that TermScope carries: the first ones
SEED = 2020
SHIFT = 2  # pixels, each way


def read_idx(folder, name):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        raw = file.read()
    axes = raw[3]
    shape = np.frombuffer(raw, ">u4", axes, 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * axes).reshape(shape)


def write_idx(path, array):
    """Gzipped, without a name or a time, so that the bytes are always the same."""
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    with open(path, "wb") as file:
        file.write(gzip.compress(header + array.tobytes(), 9, mtime=0))


def tensors(images, labels):
    pixels = torch.from_numpy(images.astype(np.float32) / np.float32(255))
    return pixels[:, None], torch.from_numpy(labels.astype(np.int64))


def augment(pixels, generator):
    """Flip half of the images, and shift each by up to SHIFT pixels."""
    count = len(pixels)
    flip = torch.rand(count, generator=generator) < 0.5
    pixels = torch.where(flip[:, None, None, None], pixels.flip(3), pixels)
    padded = F.pad(pixels, (SHIFT,) * 4)
    move = torch.randint(0, 2 * SHIFT + 1, (count, 2), generator=generator)
    lines = torch.arange(28)
    rows = (move[:, 0, None] + lines)[:, :, None]
    columns = (move[:, 1, None] + lines)[:, None, :]
    return padded[torch.arange(count)[:, None, None], 0, rows, columns][:, None]


def report(name, model, pixels, labels):
    with torch.no_grad():
        logits = torch.cat([model(block) for block in pixels.split(500)])
    hits = logits.topk(5, dim=1).indices == labels[:, None]
    top1, top5 = (100.0 * h.double().mean().item() for h in (hits[:, 0], hits.any(1)))
    print(f"{name}: {len(pixels)} images, top-1 {top1:.2f} %, top-5 {top5:.2f} %")


def run(description, output, train, export):
    """Trains, exports to a file and reports. Returns the test images and labels; None where
    training images were kept aside."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("fashion_dir", nargs="?", default=FASHION)
    parser.add_argument("-o", "--output", default=output)
    parser.add_argument("--validate", type=int, default=0, metavar="N",
                        help="keep N training images aside, report on them, write nothing")
    options = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # part of the recipe: the order of summation depends on it

    images = read_idx(options.fashion_dir, "train-images-idx3-ubyte")
    labels = read_idx(options.fashion_dir, "train-labels-idx1-ubyte")
    pixels, classes = tensors(images, labels)
    if options.validate:
        order = torch.randperm(len(pixels), generator=torch.Generator().manual_seed(SEED + 1))
        aside, kept = order[:options.validate], order[options.validate:]
        model = train(pixels[kept], classes[kept])
        report("validation", model, pixels[aside], classes[aside])
        return None

    model = train(pixels, classes)
    export(model, options.output)
    with open(options.output, "rb") as file:
        raw = file.read()
    print(f"{hashlib.sha256(raw).hexdigest()}  {os.path.basename(options.output)} "
          f"({len(raw)} bytes)")
    report("training set", model, pixels, classes)
    test_images = read_idx(options.fashion_dir, "t10k-images-idx3-ubyte")
    test_labels = read_idx(options.fashion_dir, "t10k-labels-idx1-ubyte")
    test_pixels, test_classes = tensors(test_images, test_labels)
    report("test set", model, test_pixels, test_classes)
    report("embedded", model, test_pixels[:EMBEDDED], test_classes[:EMBEDDED])
    return test_images, test_labels
