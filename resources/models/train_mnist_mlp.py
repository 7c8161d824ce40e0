#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train the MLP 784-512-512-10 on MNIST and write it as ONNX.

    python3 train_mnist_mlp.py MNIST_DIR

MNIST_DIR holds train-images-idx3-ubyte[.gz] and train-labels-idx1-ubyte[.gz].
The network learns from the 50,000 training images that are not among the
10,000 digits of ../data (see make_digits.py there); those digits are looked at
once, after training, to print the figures. The schedule is fixed: nothing is
chosen or stopped by what the held-out digits say. --validate N keeps N of the
50,000 aside and reports on them instead, which is how the settings below were
chosen; such a run writes no network and never opens the held-out digits beyond
leaving them out.

Two runs on one machine with the same PyTorch write the same bytes.
"""

import argparse
import hashlib
import math
import os
import sys
import time

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, os.pardir, "data")
sys.path.insert(0, DATA)
sys.dont_write_bytecode = True
from make_digits import COUNT, IMAGES, LABELS, read_idx  # noqa: E402

SIZES = (784, 512, 512, 10)
SEED = 2020
THREADS = 2  # part of the recipe: the order of summation depends on it
EPOCHS = 60
BATCH = 256
RATE = 1e-3  # AdamW, one epoch of warm-up, then half a cosine down to zero
DECAY = 0.1
DROPOUT = 0.1  # after each hidden layer
CLIP = 0.15  # weights are kept within +-CLIP after every step
SHIFT = 2.0  # pixels, each way
ANGLE = 10.0  # degrees, each way
ZOOM = 0.1  # relative, each way


def forward(weights, biases, pixels, dropout=0.0):
    """Logits [batch, 10] of pixels [batch, 784].

    Each layer is written as a 1x1 convolution over the batch: the same sums as
    a matrix product, but oneDNN computes them, which is some thirty times
    faster than the reference BLAS that PyTorch is built with on Debian.
    """
    x = pixels.t().contiguous()[None, :, :, None]
    for layer, (weight, bias) in enumerate(zip(weights, biases)):
        x = F.conv2d(x, weight[:, :, None, None], bias)
        if layer + 1 < len(weights):
            x = F.dropout(F.relu(x), dropout, training=dropout > 0)
    return x[0, :, :, 0].t()


def augment(pixels, generator):
    """Shift, turn and zoom every image by an amount of its own."""
    count = len(pixels)
    draw = torch.rand(4, count, generator=generator) * 2 - 1
    angle = draw[0] * math.radians(ANGLE)
    zoom = 1 + draw[1] * ZOOM
    shift = draw[2:] * SHIFT / 14  # grid coordinates run from -1 to 1
    cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    theta = torch.stack([torch.stack([cos, -sin, shift[0]], 1),
                         torch.stack([sin, cos, shift[1]], 1)], 1)
    grid = F.affine_grid(theta, (count, 1, 28, 28), align_corners=False)
    images = pixels.view(count, 1, 28, 28)
    return F.grid_sample(images, grid, mode="bilinear", padding_mode="zeros",
                         align_corners=False).view(count, 784)


def train(pixels, labels):
    """Weights and biases after the fixed schedule."""
    generator = torch.Generator().manual_seed(SEED)
    torch.manual_seed(SEED)  # dropout draws from the global generator
    weights, biases = [], []
    for fan_in, fan_out in zip(SIZES, SIZES[1:]):
        bound = math.sqrt(3.0 / fan_in)  # uniform, variance 1 / fan_in
        weight = (torch.rand(fan_out, fan_in, generator=generator) * 2 - 1) * bound
        weights.append(weight.requires_grad_())
        biases.append(torch.zeros(fan_out, requires_grad=True))
    optimizer = torch.optim.AdamW([{"params": weights, "weight_decay": DECAY},
                                   {"params": biases, "weight_decay": 0.0}], lr=RATE)
    steps = len(pixels) // BATCH
    warm, total = steps, steps * EPOCHS

    def rate(step):
        if step < warm:
            return (step + 1) / warm
        return 0.5 * (1 + math.cos(math.pi * (step - warm) / (total - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    start = time.time()
    for epoch in range(EPOCHS):
        order = torch.randperm(len(pixels), generator=generator)
        loss_sum = 0.0
        for step in range(steps):
            pick = order[step * BATCH:(step + 1) * BATCH]
            x = augment(pixels[pick], generator)
            loss = F.cross_entropy(forward(weights, biases, x, DROPOUT), labels[pick])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for weight in weights:
                    weight.clamp_(-CLIP, CLIP)
            loss_sum += loss.item()
        print(f"epoch {epoch + 1:3d}  loss {loss_sum / steps:.4f}  "
              f"{time.time() - start:6.1f} s", flush=True)
    return ([w.detach().numpy() for w in weights], [b.detach().numpy() for b in biases])


def top(weights, biases, pixels, labels):
    """Top-1 and top-5 in percent."""
    weights = [torch.from_numpy(w) for w in weights]
    biases = [torch.from_numpy(b) for b in biases]
    with torch.no_grad():
        logits = forward(weights, biases, pixels)
    hits = logits.topk(5, dim=1).indices == labels[:, None]
    return (100.0 * hits[:, 0].double().mean().item(),
            100.0 * hits.any(1).double().mean().item())


def quantized_top1(weights, biases, pixels, labels, calibration, weight_bits, data_bits=8):
    """Top-1 in percent with symmetric per-tensor quantization.

    scale = max|x| / (2^(bits-1) - 1), magnitude = floor(|x| / scale + 0.5); the
    scales of the activations come from the calibration images.
    """
    def quantize(x, largest, bits):
        q_max = 2 ** (bits - 1) - 1
        scale = largest / q_max
        magnitude = torch.clamp(torch.floor(x.abs() / scale + 0.5), max=q_max)
        return torch.sign(x) * magnitude * scale

    x, y = pixels, calibration
    with torch.no_grad():
        for layer, (weight, bias) in enumerate(zip(weights, biases)):
            weight, bias = torch.from_numpy(weight), torch.from_numpy(bias)
            rounded = quantize(weight, weight.abs().max(), weight_bits)
            x = forward([rounded], [bias], quantize(x, y.abs().max(), data_bits))
            y = forward([weight], [bias], y)
            if layer + 1 < len(weights):
                x, y = F.relu(x), F.relu(y)
    return 100.0 * (x.argmax(1) == labels).double().mean().item()


def report(name, weights, biases, pixels, labels, calibration):
    top1, top5 = top(weights, biases, pixels, labels)
    print(f"{name}: {len(pixels)} images, float top-1 {top1:.2f} %, top-5 {top5:.2f} %")
    for bits in range(2, 9):
        value = quantized_top1(weights, biases, pixels, labels, calibration, bits)
        print(f"{name}: weights {bits} bits, activations 8 bits: top-1 {value:.2f} %")


def build(weights, biases):
    """The network as an ONNX model, without anything that varies between runs."""
    nodes, initializers, current = [], [], "input"
    for layer, (weight, bias) in enumerate(zip(weights, biases), 1):
        name, last = f"fc{layer}", layer == len(weights)
        initializers += [numpy_helper.from_array(np.ascontiguousarray(weight, np.float32),
                                                 name + ".weight"),
                         numpy_helper.from_array(np.ascontiguousarray(bias, np.float32),
                                                 name + ".bias")]
        output = "logits" if last else name + ".out"
        nodes.append(helper.make_node("Gemm", [current, name + ".weight", name + ".bias"],
                                      [output], name=name, transB=1))
        if not last:
            current = f"relu{layer}.out"
            nodes.append(helper.make_node("Relu", [output], [current], name=f"relu{layer}"))
    graph = helper.make_graph(
        nodes, "mnist_mlp",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", SIZES[0]])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", SIZES[-1]])],
        initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)],
                              producer_name="train_mnist_mlp.py")
    model.ir_version = 7  # that of ONNX 1.8, the release that brought opset 13
    onnx.checker.check_model(model, full_check=True)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mnist_dir", help="folder with the MNIST training set as IDX files")
    parser.add_argument("--held-out", default=DATA,
                        help="folder with the digits to leave out (default: ../data)")
    parser.add_argument("-o", "--output", default=os.path.join(HERE, "mnist_mlp.onnx"))
    parser.add_argument("--validate", type=int, default=0, metavar="N",
                        help="keep N of the 50,000 aside, report on them, write nothing")
    options = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(THREADS)

    images = read_idx(options.mnist_dir, "train-images-idx3-ubyte").reshape(-1, 784)
    labels = read_idx(options.mnist_dir, "train-labels-idx1-ubyte")
    held_images = read_idx(options.held_out, IMAGES[:-3]).reshape(-1, 784)
    held_labels = read_idx(options.held_out, LABELS[:-3])

    # Leave out every training image whose bytes are among the held-out digits.
    held = {image.tobytes() for image in held_images}
    assert len(held) == len(held_images) == COUNT, "held-out digits repeat"
    outside = np.array([image.tobytes() not in held for image in images])
    assert np.count_nonzero(~outside) == COUNT, "held-out digits are not all in MNIST train"
    pixels = torch.from_numpy(images[outside].astype(np.float32) / np.float32(255))
    classes = torch.from_numpy(labels[outside].astype(np.int64))
    assert len(pixels) == 50000
    print(f"training images: {len(pixels)}, held out: {COUNT}")

    if options.validate:
        order = torch.randperm(len(pixels), generator=torch.Generator().manual_seed(SEED + 1))
        aside, kept = order[:options.validate], order[options.validate:]
        weights, biases = train(pixels[kept], classes[kept])
        report("validation", weights, biases, pixels[aside], classes[aside],
               pixels[kept][:1000])
        return

    start = time.time()
    weights, biases = train(pixels, classes)
    print(f"trained in {time.time() - start:.0f} s")
    with open(options.output, "wb") as file:
        file.write(build(weights, biases).SerializeToString())
    with open(options.output, "rb") as file:
        raw = file.read()
    print(f"{hashlib.sha256(raw).hexdigest()}  {os.path.basename(options.output)} "
          f"({len(raw)} bytes)")

    for layer, (weight, bias) in enumerate(zip(weights, biases), 1):
        print(f"fc{layer}: weights std {weight.std():.4f}, max {np.abs(weight).max():.4f}, "
              f"at the clip {np.mean(np.abs(weight) >= np.float32(CLIP)) * 100:.3f} %; "
              f"bias max {np.abs(bias).max():.4f}")
    top1, top5 = top(weights, biases, pixels, classes)
    print(f"training set: {len(pixels)} images, float top-1 {top1:.2f} %, top-5 {top5:.2f} %")
    report("held-out", weights, biases,
           torch.from_numpy(held_images.astype(np.float32) / np.float32(255)),
           torch.from_numpy(held_labels.astype(np.int64)), pixels[:1000])


if __name__ == "__main__":
    main()
