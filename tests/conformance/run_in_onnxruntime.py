#!/usr/bin/python3
"""Runs an ONNX model in onnxruntime, as a second opinion on whole networks (Debian 13: python3-onnxruntime).

    run_in_onnxruntime.py MODEL.onnx FOLDER [BATCH]

The files are those of run_in_torch.py.
"""
import contextlib
import os
import pathlib
import sys

import numpy
import onnxruntime

TYPES = {"tensor(float)": numpy.float32, "tensor(int64)": numpy.int64, "tensor(int32)": numpy.int32}


@contextlib.contextmanager
def silence():
    """No messages of libraries; what goes wrong is still raised, and printed after it."""
    before = os.dup(2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)


def main():
    # Debian's onnxruntime registers every operator that its libonnx has registered, and says so in a thousand lines.
    with silence():
        session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
    folder = pathlib.Path(sys.argv[2])
    inputs = {}
    for number, value in enumerate(session.get_inputs()):
        inputs[value.name] = numpy.load(folder / f"input_{number}.npy").astype(TYPES[value.type])
    if len(sys.argv) > 3:
        (name, x), = inputs.items()
        step = int(sys.argv[3])
        parts = [session.run(None, {name: x[first:first + step]}) for first in range(0, len(x), step)]
        outputs = [numpy.concatenate(part) for part in zip(*parts)]
    else:
        outputs = session.run(None, inputs)
    for number, output in enumerate(outputs):
        numpy.save(folder / f"output_{number}.npy", output)


main()
