#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the verses that TermScope carries: chapters of the King James Version.

    python3 make_verses.py

The text comes from Debian's packages bible-kjv and bible-kjv-text, through the
program `bible`. Every twentieth chapter is held out: written here, and left out
of the training of ../models/verses_lstm.onnx, which also reads this file's
functions. A line is a verse; words are in lower case, and marks are words of
their own, with blanks between them.
"""

import gzip
import hashlib
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = "verses-test.txt.gz"
VOCABULARY = "verses-vocabulary.txt.gz"
EVERY = 20  # chapters 20, 40, 60 ... of 1,189 are held out
FEWEST = 4  # times that a word must occur in the training text to be in the vocabulary


def verses():
    """(chapter, verse as a list of words), in the book's order; chapters are numbered from 1."""
    text = subprocess.run(["bible", "-f", "gen1:1-rev22:21"], check=True, capture_output=True,
                          text=True).stdout
    chapter, last = 0, None
    for line in text.splitlines():
        where, verse = line.split(" ", 1)
        if where.split(":")[0] != last:
            last = where.split(":")[0]
            chapter += 1
        words = re.findall(r"[a-z]+(?:['-][a-z]+)*|[.,;:?!()]", verse.lower())
        yield chapter, words


def split():
    """The training verses and the held-out ones."""
    train, test = [], []
    for chapter, words in verses():
        (test if chapter % EVERY == 0 else train).append(words)
    return train, test


def vocabulary(train):
    """Words in the order of their first appearance, <unk> and <eos> first."""
    counts = {}
    for words in train:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return ["<unk>", "<eos>"] + [word for word, count in counts.items() if count >= FEWEST]


def write(name, lines):
    """Gzipped, without a name or a time, so that the bytes are always the same."""
    raw = gzip.compress("".join(line + "\n" for line in lines).encode(), 9, mtime=0)
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(raw)
    print(f"{hashlib.sha256(raw).hexdigest()}  {name} ({len(raw)} bytes)")


def main():
    train, test = split()
    words = vocabulary(train)
    known = set(words)
    tokens = sum(len(verse) + 1 for verse in test)
    unknown = sum(word not in known for verse in test for word in verse)
    print(f"training: {len(train)} verses, {sum(len(v) + 1 for v in train)} tokens; "
          f"held out: {len(test)} verses, {tokens} tokens, {unknown} not in the vocabulary of {len(words)}")
    write(TEXT, (" ".join(verse) for verse in test))
    write(VOCABULARY, words)


if __name__ == "__main__":
    main()
