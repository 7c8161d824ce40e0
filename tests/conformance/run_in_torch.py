#!/usr/bin/python3
"""Runs an ONNX model in PyTorch, as a second opinion on whole networks (Debian: python3-onnx, python3-torch).

    run_in_torch.py MODEL.onnx FOLDER [BATCH]

FOLDER holds input_0.npy, input_1.npy, … in the order of the graph's inputs, as float32 whatever the model takes; the outputs
come beside them as output_0.npy, …. With BATCH the first axis of the only input is cut into runs of so many.
"""
import pathlib
import sys

import numpy
import onnx
import onnx.numpy_helper
import torch
import torch.nn.functional as F


def sliced(x, starts, ends, axes=None, steps=None):
    axes = range(len(starts)) if axes is None else axes.tolist()
    steps = [1] * len(starts) if steps is None else steps.tolist()
    index = [slice(None)] * x.dim()
    for axis, start, end, step in zip(axes, starts.tolist(), ends.tolist(), steps):
        index[axis] = slice(start, end if abs(end) < 2**31 - 1 else None, step)
    return x[tuple(index)]


def convolution(attributes, x, weight, bias=None):
    begin_and_end = attributes.get("pads", [0, 0, 0, 0])
    x = F.pad(x, [begin_and_end[1], begin_and_end[3], begin_and_end[0], begin_and_end[2]])
    return F.conv2d(x, weight, bias, attributes.get("strides", 1), 0, attributes.get("dilations", 1), attributes.get("group", 1))


def average_pool(attributes, x):
    assert not any(attributes.get("pads", [0])) and not attributes.get("ceil_mode", 0)
    return F.avg_pool2d(x, attributes["kernel_shape"], attributes.get("strides", 1))


def max_pool(attributes, x):
    assert not any(attributes.get("pads", [0])) and not attributes.get("ceil_mode", 0)
    return F.max_pool2d(x, attributes["kernel_shape"], attributes.get("strides", 1))


def padded(attributes, x, pads, value=None):
    assert attributes.get("mode", b"constant") == b"constant"
    pads = pads.tolist()
    half = len(pads) // 2
    pairs = [pair for axis in reversed(range(half)) for pair in (pads[axis], pads[half + axis])]
    return F.pad(x, pairs, value=0.0 if value is None else float(value))


def gemm(attributes, a, b, c=None):
    a = a.T if attributes.get("transA", 0) else a
    b = b.T if attributes.get("transB", 0) else b
    y = attributes.get("alpha", 1.0) * (a @ b)
    return y if c is None else y + attributes.get("beta", 1.0) * c


def lstm(attributes, x, w, r, b, lengths=None, h=None, c=None):
    """One direction; gates i, o, f, c as ONNX orders them, written out rather than left to torch's own order."""
    assert attributes.get("direction", b"forward") == b"forward" and lengths is None and w.shape[0] == 1
    size = r.shape[2]
    h, c, outputs = h[0], c[0], []
    for t in range(x.shape[0]):
        gates = x[t] @ w[0].T + h @ r[0].T + b[0, :4 * size] + b[0, 4 * size:]
        i, o, f, g = gates.split(size, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        outputs.append(h)
    return torch.stack(outputs)[:, None], h[None], c[None]


OPERATORS = {
    "Add": lambda a, x, y: x + y,
    "AveragePool": average_pool,
    "BatchNormalization": lambda a, x, scale, shift, mean, variance: F.batch_norm(
        x, mean, variance, scale, shift, False, 0.0, a.get("epsilon", 1e-5)),
    "Clip": lambda a, x, low=None, high=None: torch.clamp(x, low, high),
    "Concat": lambda a, *xs: torch.cat(xs, a["axis"]),
    "Conv": convolution,
    "Flatten": lambda a, x: x.reshape(x.shape[:a.get("axis", 1)].numel(), -1),
    "Gather": lambda a, x, indices: F.embedding(indices, x) if a.get("axis", 0) == 0 and indices.dim() else x.select(
        a.get("axis", 0), int(indices)),
    "Gemm": gemm,
    "GlobalAveragePool": lambda a, x: x.mean(tuple(range(2, x.dim())), keepdim=True),
    "Identity": lambda a, x: x,
    "LSTM": lstm,
    "MatMul": lambda a, x, y: x @ y,
    "MaxPool": max_pool,
    "Pad": padded,
    "Relu": lambda a, x: F.relu(x),
    "Slice": lambda a, *xs: sliced(*xs),
    "Squeeze": lambda a, x, axes: x.squeeze(int(axes)),
    "Transpose": lambda a, x: x.permute(a["perm"]),
    "Unsqueeze": lambda a, x, axes: x.unsqueeze(int(axes)),
}

# onnx has moved its own table from one version to another.
TYPES = {onnx.TensorProto.FLOAT: numpy.float32, onnx.TensorProto.INT64: numpy.int64, onnx.TensorProto.INT32: numpy.int32}


def run(graph, constants, inputs):
    values = dict(constants, **inputs)
    for node in graph.node:
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Constant":
            values[node.output[0]] = torch.from_numpy(onnx.numpy_helper.to_array(attributes["value"]).copy())
            continue
        given = [values[name] if name else None for name in node.input]
        result = OPERATORS[node.op_type](attributes, *given)
        values.update(zip(node.output, result if isinstance(result, tuple) else (result,)))
    return [values[output.name].numpy() for output in graph.output]


def main():
    model = onnx.load(sys.argv[1])
    folder = pathlib.Path(sys.argv[2])
    constants = {t.name: torch.from_numpy(onnx.numpy_helper.to_array(t).copy()) for t in model.graph.initializer}
    inputs = {}
    for number, value in enumerate(i for i in model.graph.input if i.name not in constants):
        element = TYPES[value.type.tensor_type.elem_type]
        inputs[value.name] = torch.from_numpy(numpy.load(folder / f"input_{number}.npy").astype(element))
    with torch.no_grad():
        if len(sys.argv) > 3:
            (name, x), = inputs.items()
            parts = [run(model.graph, constants, {name: part}) for part in x.split(int(sys.argv[3]))]
            outputs = [numpy.concatenate(parts) for parts in zip(*parts)]
        else:
            outputs = run(model.graph, constants, inputs)
    for number, output in enumerate(outputs):
        numpy.save(folder / f"output_{number}.npy", output)


main()
