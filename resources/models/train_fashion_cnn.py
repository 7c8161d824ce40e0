#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train a small convolutional network on Fashion-MNIST and write it as ONNX.

    python3 train_fashion_cnn.py [FASHION_DIR]

FASHION_DIR (by default where Debian's package dataset-fashion-mnist installs
it) holds the IDX files of Fashion-MNIST. The network learns from the 60,000
training images; the 10,000 test images are looked at once, after training, to
print the figures, and the first 2,000 of them are written to ../data for
TermScope to carry. The schedule is fixed: nothing is chosen or stopped by what
the test images say. --validate N keeps N training images aside and reports on
them instead, and writes nothing.

Two runs on one machine with the same PyTorch write the same bytes.
"""

import math
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, os.pardir, "data")
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
from fashion import EMBEDDED, SEED, augment, run, write_idx  # noqa: E402

EPOCHS = 14
BATCH = 128
RATE = 3e-3  # AdamW, one epoch of warm-up, then half a cosine down to zero
DECAY = 0.05


def unit(inputs, outputs, size, stride=1, groups=1):
    """Convolution and BatchNormalization."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs))


class Residual(nn.Module):
    """Two 3x3 convolutions, and the way around them."""

    def __init__(self, channels):
        super().__init__()
        self.first = unit(channels, channels, 3)
        self.second = unit(channels, channels, 3)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class Separable(nn.Module):
    """A depthwise 3x3 convolution, then a 1x1 convolution across the channels."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.depthwise = unit(inputs, inputs, 3, stride, inputs)
        self.pointwise = unit(inputs, outputs, 1)

    def forward(self, x):
        return F.relu(self.pointwise(F.relu(self.depthwise(x))))


class FashionCnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = unit(1, 16, 3)
        self.widen = Separable(16, 32, 1)
        self.residual1 = Residual(32)
        self.shrink = Separable(32, 64, 2)
        self.residual2 = Residual(64)
        self.classify = nn.Linear(64, 10)

    def forward(self, x):
        x = F.max_pool2d(self.widen(F.relu(self.stem(x))), 2)
        x = self.residual2(self.shrink(self.residual1(x)))
        return self.classify(F.adaptive_avg_pool2d(x, 1).flatten(1))


def train(pixels, labels):
    generator = torch.Generator().manual_seed(SEED)
    torch.manual_seed(SEED)  # the first weights draw from the global generator
    model = FashionCnn()
    decayed = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": DECAY},
                                   {"params": others, "weight_decay": 0.0}], lr=RATE)
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
            loss = F.cross_entropy(model(augment(pixels[pick], generator)), labels[pick])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            loss_sum += loss.item()
        print(f"epoch {epoch + 1:3d}  loss {loss_sum / steps:.4f}  "
              f"{time.time() - start:6.1f} s", flush=True)
    return model.eval()


def export(model, path):
    # PRESERVE keeps BatchNormalization as nodes of their own; folding them is TermScope's to show.
    torch.onnx.export(model, torch.zeros(1, 1, 28, 28), path, opset_version=13,
                      input_names=["input"], output_names=["logits"],
                      dynamic_axes={"input": {0: "batch"}, "logits": {0: "batch"}},
                      training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)


def main():
    test = run(__doc__.splitlines()[0], os.path.join(HERE, "fashion_cnn.onnx"), train, export)
    if test is not None:
        images, labels = test
        write_idx(os.path.join(DATA, "fashion-images-idx3-ubyte.gz"), images[:EMBEDDED])
        write_idx(os.path.join(DATA, "fashion-labels-idx1-ubyte.gz"), labels[:EMBEDDED])


if __name__ == "__main__":
    main()
