#!/usr/bin/env python3
"""Writes reproduction.md from what `termscope-cli reproduce` prints.

Usage: make_reproduction.py PATH_TO_TERMSCOPE_CLI
"""
import json
import pathlib
import subprocess
import sys

HEAD = """# What of the paper this program reproduces

Kung, McDanel, Zhang, *Term Revealing*, arXiv [2007.06389](https://arxiv.org/abs/2007.06389): every figure and table whose numbers come
with the paper's code ([published_2020_studies.json](../reference/published_2020_studies.json)), beside what `termscope-cli reproduce` measures
on the embedded networks. ImageNet and WikiText-2 are not in the program: a network of the same kind stands in for theirs, so that
numbers compare in shape, not point by point. On networks and data of your own: `termscope-cli reproduce FILE --data IMAGES,LABELS`.

This page is written by [make_reproduction.py](make_reproduction.py) from what the program prints; every sentence under a table is computed
by the program from the numbers in it. To find out why numbers differ, accuracies are measured a second time by the rules of the
published code on the same network: one weight scale per tensor, quantizer `reference2020`, encoding `hese2020`. What that does not
account for is the network's and the data's. One standard error of the 2,000 clothes is 0.56 points, of the 10,000 digits 0.09.
"""

FIGURES = [
    ("Accuracy of the MLP", ["accuracy"]),
    ("Accuracy of a CNN", ["accuracy", "--example", "fashion"]),
    ("Perplexity of an LSTM", ["accuracy", "--example", "verses", "--limit", "10000"]),
    ("Group size", ["group-size", "--example", "fashion"]),
    ("Encodings", ["encodings", "--example", "fashion"]),
    ("Pairs of dot products", ["pairs", "--example", "fashion"]),
    ("Quantization error", ["error", "--example", "fashion"]),
    ("Latency and energy", ["hardware"]),
]

TAIL = """
The shapes of the six networks are [topologies](../topologies), written by [make_topologies.py](../topologies/make_topologies.py);
`termscope-cli time --topology` times any of them.

## What is not reproduced

- ImageNet accuracies themselves, and WikiText-2's: neither the networks' weights nor the data are part of this program.
- FPGA resources and clock rates: [the hardware](hardware.md) has gate counts of this program's own array instead.
- Figures whose numbers do not come with the paper's code: for encodings and quantization error there is nothing to stand beside.
"""


def cell(value, decimals):
    return "" if value is None else f"{value:.{decimals}f}"


def table(figure):
    columns = figure["columns"]
    lines = ["| setting | " + " | ".join(column["title"] for column in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for row in figure["rows"]:
        cells = [cell(row[column["key"]], column["decimals"]) for column in columns]
        lines.append("| " + " | ".join([row["setting"], *cells]) + " |")
    return "\n".join(lines)


def sentence(text):
    return text if text.endswith((".", ":")) else text + "."


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    page = HEAD
    for heading, options in FIGURES:
        printed = subprocess.run([tool, "reproduce", *options, "--json"], capture_output=True, check=True, text=True)
        figure = json.loads(printed.stdout)["figures"][0]
        page += f"\n## {heading}\n\n`termscope-cli reproduce {' '.join(options)}`\n\n"
        page += "".join(f"- {sentence(line)}\n" for line in figure["settings"])
        page += "\n" + table(figure) + "\n\n"
        page += "".join(f"- {sentence(line)}\n" for line in figure["findings"])
    page += TAIL
    (pathlib.Path(__file__).parent / "reproduction.md").write_text(page)


main()
