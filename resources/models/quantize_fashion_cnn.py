#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quantize fashion_cnn.onnx as tool chains do and write it as fashion_cnn_int8.onnx.

    /usr/bin/python3 quantize_fashion_cnn.py [FASHION_DIR]

FASHION_DIR (by default where Debian's package dataset-fashion-mnist installs
it) holds the IDX files of Fashion-MNIST. onnxruntime's own quantizer folds
BatchNormalization, measures the range of every activation on 1,000 training
images, and writes QuantizeLinear and DequantizeLinear around every node: int8
weights with a scale for each output channel, int8 data with a scale and a zero
point for each tensor, int32 biases. Nothing is chosen by what the test images
say: they are looked at once, at the end, to print the figures, and the classes
that onnxruntime gives to the images of ../data are written with --predictions.

Two runs with the same onnxruntime write the same bytes. Debian's onnx and
onnxruntime, loaded together, complain about each other's schemas on standard
error; that is harmless.
"""

import argparse
import gzip
import hashlib
import os
import tempfile

import numpy as np
import onnx
import onnx.reference  # before onnxruntime: Debian's two libraries share their registry of operators
import onnxruntime
from onnxruntime.quantization import (CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType,
                                      quantize_static)
from onnxruntime.quantization.shape_inference import quant_pre_process

HERE = os.path.dirname(os.path.abspath(__file__))
FASHION = "/usr/share/datasets/fashion-mnist"
EMBEDDED = 2000    # test images that TermScope carries: the first ones
CALIBRATION = 1000  # training images, equally far from each other
BLOCK = 100


def read_idx(folder, name):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        raw = file.read()
    axes = raw[3]
    shape = np.frombuffer(raw, ">u4", axes, 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * axes).reshape(shape)


def pixels_of(images):
    return (images.astype(np.float32) / np.float32(255))[:, None]


class TrainingImages(CalibrationDataReader):
    """Some of the images that the network learned from, in blocks."""

    def __init__(self, folder):
        images = read_idx(folder, "train-images-idx3-ubyte")
        pixels = pixels_of(images[::len(images) // CALIBRATION][:CALIBRATION])
        self.blocks = iter([pixels[i:i + BLOCK] for i in range(0, len(pixels), BLOCK)])

    def get_next(self):
        block = next(self.blocks, None)
        return None if block is None else {"input": block}


def quantize(source, destination, folder):
    with tempfile.TemporaryDirectory() as place:
        folded = os.path.join(place, "folded.onnx")
        quant_pre_process(source, folded, skip_symbolic_shape=True)
        quantize_static(folded, destination, TrainingImages(folder), quant_format=QuantFormat.QDQ,
                        per_channel=True, weight_type=QuantType.QInt8, activation_type=QuantType.QInt8,
                        calibrate_method=CalibrationMethod.MinMax)


def logits_of(path, pixels):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(None, {"input": pixels[i:i + BLOCK]})[0]
                           for i in range(0, len(pixels), BLOCK)])


def report(name, logits, labels):
    order = np.argsort(-logits, axis=1, kind="stable")
    hits = order == labels[:, None]
    top1, top5 = 100.0 * hits[:, 0].mean(), 100.0 * hits[:, :5].any(1).mean()
    print(f"{name}: {len(labels)} images, top-1 {top1:.2f} %, top-5 {top5:.2f} %")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fashion_dir", nargs="?", default=FASHION)
    parser.add_argument("-o", "--output", default=os.path.join(HERE, "fashion_cnn_int8.onnx"))
    parser.add_argument("--predictions", metavar="FILE",
                        help="write the classes of the embedded images as text, one a line")
    options = parser.parse_args()

    source = os.path.join(HERE, "fashion_cnn.onnx")
    quantize(source, options.output, options.fashion_dir)
    with open(options.output, "rb") as file:
        raw = file.read()
    print(f"{hashlib.sha256(raw).hexdigest()}  {os.path.basename(options.output)} ({len(raw)} bytes)")
    pixels = pixels_of(read_idx(options.fashion_dir, "t10k-images-idx3-ubyte"))
    labels = read_idx(options.fashion_dir, "t10k-labels-idx1-ubyte")
    for name, path in (("float", source), ("int8", options.output)):
        logits = logits_of(path, pixels)
        report(f"{name}, test set", logits, labels)
        report(f"{name}, embedded", logits[:EMBEDDED], labels[:EMBEDDED])
    if options.predictions:
        np.savetxt(options.predictions, logits[:EMBEDDED].argmax(1), "%d")


if __name__ == "__main__":
    main()
