#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train a word-level LSTM language model on verses and write it as ONNX.

    python3 train_verses_lstm.py

The text and how it is split are those of ../data/make_verses.py. The network
learns from the chapters that are not held out; the held-out ones are looked at
once, after training, to print the perplexity. The schedule is fixed. --validate
keeps every twentieth training verse aside, reports on those instead, and writes
nothing.

With a fast BLAS (Debian: libopenblas0-pthread) this takes a quarter of an hour;
with the reference BLAS it takes hours.
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
SIZE = 192  # of the embedding and of each LSTM layer
LAYERS = 2
EPOCHS = 6
STREAMS = 32  # the training text is cut into so many, read side by side
STEPS = 35
RATE = 3e-3  # Adam, 200 steps of warm-up, then half a cosine down to zero
DROPOUT = 0.2
CLIP = 0.5  # norm of the gradient
TEST_STREAMS = 10


class VersesLstm(nn.Module):
    """Tokens [time, batch] and the state to logits [time, batch, words] and the state after."""

    def __init__(self, words):
        super().__init__()
        self.embedding = nn.Embedding(words, SIZE)
        self.lstm = nn.LSTM(SIZE, SIZE, LAYERS, dropout=DROPOUT)
        self.decoder = nn.Linear(SIZE, words)
        self.decoder.weight = self.embedding.weight
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.uniform_(self.embedding.weight, -0.1, 0.1)
        nn.init.zeros_(self.decoder.bias)

    def forward(self, tokens, h0, c0):
        x = self.dropout(self.embedding(tokens))
        x, (hn, cn) = self.lstm(x, (h0, c0))
        return self.decoder(self.dropout(x)), hn, cn


def tokens(verses, words):
    number = {word: i for i, word in enumerate(words)}
    unknown, end = number["<unk>"], number["<eos>"]
    result = []
    for verse in verses:
        result += [number.get(word, unknown) for word in verse] + [end]
    return torch.tensor(result)


def streams(text, count):
    """[time, count], the tail dropped."""
    length = len(text) // count
    return text[:length * count].view(count, length).t().contiguous()


def chunks(text):
    for start in range(0, len(text) - 1, STEPS):
        end = min(start + STEPS, len(text) - 1)
        yield text[start:end], text[start + 1:end + 1]


def state(count):
    return torch.zeros(LAYERS, count, SIZE), torch.zeros(LAYERS, count, SIZE)


def train(text, words):
    torch.manual_seed(SEED)
    model = VersesLstm(words)
    batches = list(chunks(streams(text, STREAMS)))
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    warm, total = 200, len(batches) * EPOCHS

    def rate(step):
        if step < warm:
            return (step + 1) / warm
        return 0.5 * (1 + math.cos(math.pi * (step - warm) / (total - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    start = time.time()
    for epoch in range(EPOCHS):
        h, c = state(STREAMS)
        loss_sum = 0.0
        for inputs, targets in batches:
            logits, h, c = model(inputs, h.detach(), c.detach())
            loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            schedule.step()
            loss_sum += loss.item()
        print(f"epoch {epoch + 1:2d}  perplexity {math.exp(loss_sum / len(batches)):.1f}  "
              f"{time.time() - start:6.1f} s", flush=True)
    return model.eval()


def perplexity(model, text):
    h, c = state(TEST_STREAMS)
    loss, count = 0.0, 0
    with torch.no_grad():
        for inputs, targets in chunks(streams(text, TEST_STREAMS)):
            logits, h, c = model(inputs, h, c)
            loss += F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="sum").item()
            count += targets.numel()
    return math.exp(loss / count)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", default=os.path.join(HERE, "verses_lstm.onnx"))
    parser.add_argument("--validate", action="store_true")
    options = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # part of the recipe: the order of summation depends on it

    kept, test = split()
    words = vocabulary(kept)
    if options.validate:
        aside, kept = kept[::20], [v for i, v in enumerate(kept) if i % 20]
        model = train(tokens(kept, words), len(words))
        print(f"validation perplexity {perplexity(model, tokens(aside, words)):.2f}")
        return
    model = train(tokens(kept, words), len(words))
    dynamic = {"tokens": {0: "time", 1: "batch"}, "logits": {0: "time", 1: "batch"}}
    dynamic |= {name: {1: "batch"} for name in ("h0", "c0", "hn", "cn")}
    torch.onnx.export(model, (torch.zeros(STEPS, 2, dtype=torch.int64), *state(2)), options.output,
                      opset_version=13, input_names=["tokens", "h0", "c0"],
                      output_names=["logits", "hn", "cn"], dynamic_axes=dynamic,
                      do_constant_folding=False)
    with open(options.output, "rb") as file:
        raw = file.read()
    print(f"{hashlib.sha256(raw).hexdigest()}  {os.path.basename(options.output)} "
          f"({len(raw)} bytes)")
    print(f"held-out perplexity {perplexity(model, tokens(test, words)):.2f}")


if __name__ == "__main__":
    main()
