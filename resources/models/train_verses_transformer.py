#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train a small decoder-only transformer on verses, word by word, and write it as ONNX.

    OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=SkylakeX python3 train_verses_transformer.py

The text, how it is split and the vocabulary are those of ../data/make_verses.py
and of train_verses_lstm.py, so that the perplexities of both networks compare.
The network learns from the chapters that are not held out; the held-out ones are
looked at once, after training, to print the perplexity. The schedule is fixed.
--validate keeps a twentieth of the training verses aside, reports on those instead,
and writes nothing.

With a fast BLAS (Debian: libopenblas0-pthread) this takes 20 minutes of one core.
An OpenBLAS that does not know the processor is three times as slow:
OPENBLAS_CORETYPE names its kernels. More threads than one only wait for each other.
"""

import argparse
import hashlib
import math
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "data"))
sys.dont_write_bytecode = True
from make_verses import split, vocabulary  # noqa: E402

SEED = 2020
SIZE = 96  # of the embedding and of what runs through the blocks
HEADS = 3
HIDDEN = 320  # between the two layers after attention
BLOCKS = 4
WINDOW = 256  # words that the network can look back on
EPOCHS = 5
BATCH = 4  # windows a step
RATE = 4e-3  # Adam, of the embedding and the norms
MATRIX_RATE = 0.02  # Muon, of all other matrices
WARM = 200  # steps of warm-up; then the rates fall to zero along half a cosine
DECAY = 0.1  # of the matrices
DROPOUT = 0.05


class Attention(nn.Module):
    """Each word asks (query) the words up to itself (key) and takes from them (value)."""

    def __init__(self):
        super().__init__()
        self.query = nn.Linear(SIZE, SIZE, bias=False)
        self.key = nn.Linear(SIZE, SIZE, bias=False)
        self.value = nn.Linear(SIZE, SIZE, bias=False)
        self.output = nn.Linear(SIZE, SIZE, bias=False)

    def forward(self, x, turn, mask):
        def heads(y):  # [batch, time, size] to [batch, heads, time, size / heads]
            return y.reshape(y.shape[0], y.shape[1], HEADS, SIZE // HEADS).transpose(1, 2)

        q, k, v = turned(heads(self.query(x)), *turn), turned(heads(self.key(x)), *turn), heads(self.value(x))
        multiply = one_by_one if self.training else torch.matmul
        scores = multiply(q, k.transpose(2, 3)) / math.sqrt(SIZE // HEADS) + mask
        y = multiply(torch.softmax(scores, -1), v)
        return self.output(y.transpose(1, 2).reshape(x.shape))


def turned(x, cosine, sine):
    """Rotary position: pairs of numbers turned by an angle that grows with the place in the text."""
    first, second = x.chunk(2, -1)
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), -1)


def one_by_one(a, b):
    """a @ b as many small products: without MKL, PyTorch 1.13 has no fast kernel for a batch of them."""
    products = [x @ y for x, y in zip(a.flatten(0, 1), b.flatten(0, 1))]
    return torch.stack(products).reshape(*a.shape[:3], b.shape[3])


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention_norm = nn.LayerNorm(SIZE)
        self.attention = Attention()
        self.feed_norm = nn.LayerNorm(SIZE)
        self.up = nn.Linear(SIZE, HIDDEN, bias=False)
        self.down = nn.Linear(HIDDEN, SIZE, bias=False)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x, turn, mask):
        x = x + self.dropout(self.attention(self.attention_norm(x), turn, mask))
        return x + self.dropout(self.down(F.relu(self.up(self.feed_norm(x)))))


class VersesTransformer(nn.Module):
    """Words [batch, time] to logits [batch, time, words]: of the next word, at each."""

    def __init__(self, words):
        super().__init__()
        self.embedding = nn.Embedding(words, SIZE)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(SIZE)
        self.head = nn.Linear(SIZE, words, bias=False)
        self.head.weight = self.embedding.weight
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.normal_(self.embedding.weight, 0, 0.05)
        for block in self.blocks:
            nn.init.zeros_(block.attention.output.weight)
            nn.init.zeros_(block.down.weight)
        half = SIZE // HEADS // 2
        angles = torch.outer(torch.arange(WINDOW), 1e3 ** (-torch.arange(half) / half))
        self.register_buffer("cosine", angles.cos())
        self.register_buffer("sine", angles.sin())
        self.register_buffer("place", torch.arange(WINDOW))

    def forward(self, input_ids):
        length = input_ids.shape[1]
        turn = self.cosine[:length], self.sine[:length]
        place = self.place[:length]
        mask = (place > place[:, None]).float() * -1e4  # none sees what follows
        x = self.dropout(self.embedding(input_ids))
        for block in self.blocks:
            x = block(x, turn, mask)
        return self.head(self.norm(x))


class Muon(torch.optim.Optimizer):
    """Momentum whose step is made orthogonal (K. Jordan, 2024, github.com/KellerJordan/Muon, MIT licence)."""

    def __init__(self, matrices, lr):
        super().__init__(matrices, {"lr": lr})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for matrix in group["params"]:
                momentum = self.state[matrix].setdefault("momentum", torch.zeros_like(matrix))
                momentum.lerp_(matrix.grad, 0.05)
                step = orthogonal(matrix.grad.lerp(momentum, 0.95))
                matrix.mul_(1 - group["lr"] * DECAY)
                matrix.add_(step, alpha=-group["lr"] * max(1, matrix.shape[0] / matrix.shape[1]) ** 0.5)


def orthogonal(x):
    """Near U Vᵀ of x = U S Vᵀ: five Newton-Schulz steps."""
    tall = x.shape[0] > x.shape[1]
    x = x.t() if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.t()
        x = 3.4445 * x + (2.0315 * (square @ square) - 4.7750 * square) @ x
    return x.t() if tall else x


def tokens(verses, words):
    number = {word: i for i, word in enumerate(words)}
    unknown, end = number["<unk>"], number["<eos>"]
    result = []
    for verse in verses:
        result += [number.get(word, unknown) for word in verse] + [end]
    return torch.tensor(result)


def loss_of(model, windows, reduction="mean"):
    """Each word of a window from those before it: [windows, WINDOW + 1]."""
    logits = model(windows[:, :-1])
    return F.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten(), reduction=reduction)


def train(text, words):
    torch.manual_seed(SEED)
    model = VersesTransformer(words)
    print(sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    matrices = [p for p in model.blocks.parameters() if p.dim() == 2]
    others = [p for p in model.parameters() if not any(p is m for m in matrices)]
    optimizers = [Muon(matrices, MATRIX_RATE), torch.optim.Adam(others, lr=RATE, betas=(0.9, 0.98))]
    steps = (len(text) - WINDOW) // WINDOW // BATCH
    total = steps * EPOCHS

    def rate(step):
        return min((step + 1) / WARM, 0.5 * (1 + math.cos(math.pi * step / total)))

    schedules = [torch.optim.lr_scheduler.LambdaLR(o, rate) for o in optimizers]
    start = time.time()
    for epoch in range(EPOCHS):
        first = int(torch.randint(0, WINDOW, (1,)))
        order = torch.randperm(steps * BATCH)
        loss_sum = 0.0
        for step in range(steps):
            starts = first + WINDOW * order[step * BATCH:(step + 1) * BATCH]
            windows = torch.stack([text[s:s + WINDOW + 1] if s + WINDOW + 1 <= len(text)
                                   else text[-WINDOW - 1:] for s in starts.tolist()])
            loss = loss_of(model, windows)
            model.zero_grad()
            loss.backward()
            for optimizer, schedule in zip(optimizers, schedules):
                optimizer.step()
                schedule.step()
            loss_sum += loss.item()
        print(f"epoch {epoch + 1:2d}  perplexity {math.exp(loss_sum / steps):.1f}  "
              f"{time.time() - start:6.1f} s", flush=True)
    return model.eval()


def perplexity(model, text):
    """Over windows side by side; each word but the first is predicted once."""
    loss = 0.0
    with torch.no_grad():
        for first in range(0, len(text) - 1, WINDOW):
            loss += loss_of(model, text[None, first:first + WINDOW + 1], "sum").item()
    return math.exp(loss / (len(text) - 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", default=os.path.join(HERE, "verses_transformer.onnx"))
    parser.add_argument("--validate", action="store_true")
    options = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # part of the recipe: the order of summation depends on it

    kept, test = split()
    words = vocabulary(kept)
    if options.validate:
        size = len(kept) // 20
        aside, kept = kept[7 * size:8 * size], kept[:7 * size] + kept[8 * size:]
        model = train(tokens(kept, words), len(words))
        print(f"validation perplexity {perplexity(model, tokens(aside, words)):.2f}")
        return
    model = train(tokens(kept, words), len(words))
    export(model, options.output)
    print(f"held-out perplexity {perplexity(model, tokens(test, words)):.2f}")


def export(model, path):
    dynamic = {"input_ids": {0: "batch", 1: "sequence"}, "logits": {0: "batch", 1: "sequence"}}
    torch.onnx.export(model, (torch.zeros(2, 35, dtype=torch.int64),), path, opset_version=17,
                      input_names=["input_ids"], output_names=["logits"], dynamic_axes=dynamic,
                      do_constant_folding=False)
    with open(path, "rb") as file:
        raw = file.read()
    print(f"{hashlib.sha256(raw).hexdigest()}  {os.path.basename(path)} ({len(raw)} bytes)")


if __name__ == "__main__":
    main()
