#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train a small vision transformer on Fashion-MNIST and write it as ONNX.

    OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=SkylakeX python3 train_fashion_vit.py [FASHION_DIR]

The images, how they are read and varied, and what is held out are those of
train_fashion_cnn.py (both from fashion.py), so that the accuracies compare. The network
learns from the 60,000 training images; the 10,000 test images are looked at once,
after training, to print the figures. The schedule is fixed. --validate N keeps N
training images aside and reports on them instead, and writes nothing.

With a fast BLAS (Debian: libopenblas0-pthread) this takes 13 minutes of
one core. OPENBLAS_CORETYPE names the kernels of an OpenBLAS that does not know the
processor.
"""

import math
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
from fashion import SEED, augment, run  # noqa: E402
from train_verses_transformer import Muon  # noqa: E402

TOKENS = 7 * 7  # patches: two convolutions halve 28 pixels each way twice
CHANNELS = 32  # between those two
SIZE = 64  # of a patch's embedding and of what runs through the blocks
HEADS = 4
HIDDEN = 192  # between the two layers after attention
BLOCKS = 4
EPOCHS = 6
BATCH = 128
RATE = 3e-3  # Adam, of convolutions, biases, norms and classes
MATRIX_RATE = 0.02  # Muon, of the blocks' matrices
WARM = 200  # steps of warm-up; then the rates fall to zero along half a cosine


class Attention(nn.Module):
    """Each patch asks (query) all patches (key) and takes from them (value)."""

    def __init__(self):
        super().__init__()
        self.query = nn.Linear(SIZE, SIZE)
        self.key = nn.Linear(SIZE, SIZE)
        self.value = nn.Linear(SIZE, SIZE)
        self.output = nn.Linear(SIZE, SIZE)

    def forward(self, x):
        def heads(y):  # [batch, tokens, size] to [batch, heads, tokens, size / heads]
            return y.reshape(-1, TOKENS, HEADS, SIZE // HEADS).transpose(1, 2)

        q, k, v = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(SIZE // HEADS)
        y = torch.matmul(torch.softmax(scores, -1), v)
        return self.output(y.transpose(1, 2).reshape(-1, TOKENS, SIZE))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention_norm = nn.LayerNorm(SIZE)
        self.attention = Attention()
        self.feed_norm = nn.LayerNorm(SIZE)
        self.up = nn.Linear(SIZE, HIDDEN)
        self.down = nn.Linear(HIDDEN, SIZE)

    def forward(self, x):
        x = x + self.attention(self.attention_norm(x))
        return x + self.down(F.gelu(self.up(self.feed_norm(x))))


class FashionVit(nn.Module):
    """Images [batch, 1, 28, 28] to logits [batch, 10]: of the mean over all patches."""

    def __init__(self):
        super().__init__()
        self.edges = nn.Conv2d(1, CHANNELS, 3, 2, 1)
        self.patches = nn.Conv2d(CHANNELS, SIZE, 3, 2, 1)
        self.place = nn.Parameter(0.02 * torch.randn(1, TOKENS, SIZE))
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(SIZE)
        self.classify = nn.Linear(SIZE, 10)

    def forward(self, x):
        x = self.patches(F.relu(self.edges(x))).flatten(2).transpose(1, 2) + self.place
        for block in self.blocks:
            x = block(x)
        return self.classify(self.norm(x).mean(1))


def train(pixels, labels):
    generator = torch.Generator().manual_seed(SEED)
    torch.manual_seed(SEED)  # the first weights draw from the global generator
    model = FashionVit()
    print(sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    matrices = [p for p in model.blocks.parameters() if p.dim() == 2]
    others = [p for p in model.parameters() if not any(p is m for m in matrices)]
    optimizers = [Muon(matrices, MATRIX_RATE), torch.optim.Adam(others, lr=RATE, betas=(0.9, 0.98))]
    steps = len(pixels) // BATCH
    total = steps * EPOCHS

    def rate(step):
        return min((step + 1) / WARM, 0.5 * (1 + math.cos(math.pi * step / total)))

    schedules = [torch.optim.lr_scheduler.LambdaLR(o, rate) for o in optimizers]
    start = time.time()
    for epoch in range(EPOCHS):
        order = torch.randperm(len(pixels), generator=generator)
        loss_sum = 0.0
        for step in range(steps):
            pick = order[step * BATCH:(step + 1) * BATCH]
            loss = F.cross_entropy(model(augment(pixels[pick], generator)), labels[pick])
            model.zero_grad()
            loss.backward()
            for optimizer, schedule in zip(optimizers, schedules):
                optimizer.step()
                schedule.step()
            loss_sum += loss.item()
        print(f"epoch {epoch + 1:3d}  loss {loss_sum / steps:.4f}  "
              f"{time.time() - start:6.1f} s", flush=True)
    return model.eval()


def export(model, path):
    torch.onnx.export(model, torch.zeros(2, 1, 28, 28), path, opset_version=17,
                      input_names=["input"], output_names=["logits"],
                      dynamic_axes={"input": {0: "batch"}, "logits": {0: "batch"}},
                      do_constant_folding=False)


if __name__ == "__main__":
    run(__doc__.splitlines()[0], os.path.join(HERE, "fashion_vit.onnx"), train, export)
