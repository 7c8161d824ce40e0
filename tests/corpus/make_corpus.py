#!/usr/bin/python3
"""Makes the files of good/ and bad/, with NumPy and the onnx package (Debian: python3-numpy, python3-onnx).

The good files are read back by TestCorpus, with values by the formula of ramp(); the bad ones are listed with the exact
message each must give in bad_files.json.
"""
import collections
import functools
import gzip
import io
import itertools
import json
import os
import pathlib
import pickle
import struct
import sys
import types
import zipfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

here = pathlib.Path(__file__).parent
good, bad, shards = here / "good", here / "bad", here / "shards"


def ramp(*shape, type="<f4"):
    """-1, -7/8, … in row order: exact in every floating-point type here."""
    return ((np.arange(np.prod(shape)) - 8) / 8).reshape(shape).astype(type)


# --- ONNX ---------------------------------------------------------------------------------------------------------

def model(nodes, initializers, inputs=(("x", ["n", 1, 2, 2]),), outputs=("y",)):
    graph = helper.make_graph(
        nodes, "corpus",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(array, name) if isinstance(array, np.ndarray) else array
         for name, array in initializers])
    return helper.make_model(graph, producer_name="corpus", opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def node(op, inputs, output, name="", **attributes):
    return helper.make_node(op, inputs, [output], name=name or op.lower(), **attributes)


def save(path, content):
    path.write_bytes(content.SerializeToString() if isinstance(content, onnx.ModelProto) else content)


FLAT = ("x", ["n", 4])
gemm = node("Gemm", ["x", "w"], "y", "fc", transB=1)


def good_onnx():
    constant = numpy_helper.from_array(ramp(3), "ignored")
    save(good / "mlp.onnx", model(
        [node("Flatten", ["x"], "flat"),
         node("Gemm", ["flat", "fc1.weight", "fc1.bias"], "a", transB=1),
         node("Relu", ["a"], "b"),
         node("MatMul", ["b", "onnx::MatMul_7"], "c", "/fc2/MatMul"),
         helper.make_node("Constant", [], ["k"], value=constant),
         node("Add", ["k", "c"], "d"),
         node("Softmax", ["d"], "y", axis=-1)],
        [("fc1.weight", ramp(5, 4)), ("fc1.bias", ramp(5)), ("onnx::MatMul_7", ramp(5, 3))]))
    save(good / "variants.onnx", model(
        [node("Reshape", ["x", "shape"], "flat"),
         node("Gemm", ["flat", "half", "bias"], "a", alpha=0.5, beta=2.0),
         node("Identity", ["a"], "b"),
         node("Dropout", ["b"], "c"),
         node("Transpose", ["double"], "turned", perm=[1, 0]),
         node("MatMul", ["c", "turned"], "d"),
         node("LogSoftmax", ["d"], "y")],
        [("shape", np.array([-1, 4], dtype="<i8")), ("half", ramp(4, 3, type="<f2")), ("bias", ramp(1, 3)),
         ("double", ramp(2, 3, type="<f8"))]))
    save(good / "conv.onnx", model(
        [node("Conv", ["x", "conv1.weight", "conv1.bias"], "a", "conv1", pads=[1, 1, 1, 1], strides=[2, 2]),
         node("BatchNormalization", ["a", "ones", "conv1.bias", "conv1.bias", "ones"], "b", "norm"),
         node("Relu", ["b"], "c"),
         node("Conv", ["c", "onnx::Conv_9"], "d", "/depthwise/Conv", group=4, auto_pad="SAME_UPPER"),
         node("Add", ["c", "d"], "e", "join"),
         node("Shape", ["e"], "s"), node("Gather", ["s", "zero"], "n", axis=0), node("Unsqueeze", ["n", "axes"], "n1"),
         node("Concat", ["n1", "rest"], "shape", axis=0), node("Reshape", ["e", "shape"], "flat"),
         node("MatMul", ["flat", "fc"], "f"), node("Add", ["f", "fc.bias"], "y")],
        [("conv1.weight", ramp(4, 2, 3, 3)), ("conv1.bias", ramp(4)), ("ones", np.ones(4, "<f4")),
         ("onnx::Conv_9", ramp(4, 1, 2, 2)), ("zero", np.array(0)), ("axes", np.array([0])), ("rest", np.array([-1])),
         ("fc", ramp(24, 3)), ("fc.bias", ramp(3))],
        [("x", ["n", 2, 4, 6])]))
    save(good / "lstm.onnx", model(
        [helper.make_node("LSTM", ["x", "onnx::LSTM_1", "onnx::LSTM_2", "b"], ["a", "", "c"], "/rnn/LSTM", hidden_size=3,
                          direction="bidirectional"),
         node("Transpose", ["a"], "t", perm=[0, 2, 1, 3]), node("Reshape", ["t", "shape"], "r"),
         node("MatMul", ["r", "out"], "y")],
        [("onnx::LSTM_1", ramp(2, 12, 4)), ("onnx::LSTM_2", ramp(2, 12, 3)), ("b", ramp(2, 24)),
         ("shape", np.array([0, 0, -1])), ("out", ramp(6, 2))],
        [("x", ["time", "batch", 4])], ("y", "c")))
    save(good / "external.onnx", model([gemm], [("w", external("weights.bin", offset=16))], [FLAT]))
    save(good / "weights.bin", bytes(16) + ramp(3, 4).tobytes())


def encoder():
    """Looks tokens up, weighs them by a mask, and gives three classes for each sample."""
    content = model(
        [node("Gather", ["words.weight", "input_ids"], "e", "words"), node("Cast", ["attention_mask"], "m", "mask", to=1),
         node("Unsqueeze", ["m", "last"], "column", "column"), node("Mul", ["e", "column"], "kept", "keep"),
         node("ReduceSum", ["kept", "second"], "sum", "sum", keepdims=0), node("MatMul", ["sum", "head.weight"], "logits", "head")],
        [("words.weight", ramp(6, 4)), ("head.weight", ramp(4, 3)), ("last", np.array([2], "<i8")), ("second", np.array([1], "<i8"))],
        (), ("logits",))
    for name in ("input_ids", "attention_mask"):
        content.graph.input.append(helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]))
    return content


def tied():
    """One matrix is the table of the tokens, and, turned around, what the last product multiplies by; a normalization
    between."""
    content = model(
        [node("Gather", ["words.weight", "input_ids"], "e", "words"),
         node("LayerNormalization", ["e", "norm.weight", "norm.bias"], "n", "norm"),
         node("Transpose", ["words.weight"], "t", "turn", perm=[1, 0]), node("MatMul", ["n", "t"], "logits", "head")],
        [("words.weight", ramp(6, 4)), ("norm.weight", ramp(4)), ("norm.bias", ramp(4))], (), ("logits",))
    content.opset_import[0].version = 17
    content.graph.input.append(helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "sequence"]))
    return content


def transposing():
    """A convolution and a transposed one."""
    return model([node("Conv", ["x", "down.weight"], "a", "down", kernel_shape=[2, 2], strides=[2, 2]),
                  node("ConvTranspose", ["a", "up.weight"], "y", "up", kernel_shape=[2, 2], strides=[2, 2])],
                 [("down.weight", ramp(3, 1, 2, 2)), ("up.weight", ramp(3, 2, 2, 2))], [("x", ["n", 1, 4, 4])])


def shared():
    """One matrix with its bias used twice, then a head."""
    return model([node("MatMul", ["x", "fc.weight"], "a", "first"), node("Add", ["a", "fc.bias"], "b", "add"),
                  node("Relu", ["b"], "c"), node("MatMul", ["c", "fc.weight"], "d", "second"),
                  node("Add", ["d", "fc.bias"], "e", "add again"), node("MatMul", ["e", "head.weight"], "y", "head")],
                 [("fc.weight", ramp(4, 4)), ("fc.bias", ramp(4)), ("head.weight", ramp(4, 3))], [FLAT])


def tables():
    """Arrays by the names of the encoder's inputs."""
    ids, mask = np.array([[0, 1, 2], [3, 4, 5]], "<i8"), np.array([[1, 1, 0], [1, 1, 1]], "<i8")
    save(good / "encoder.onnx", encoder())
    save(good / "tied.onnx", tied())
    save(good / "transposing.onnx", transposing())
    save(good / "shared.onnx", shared())
    save(good / "encoder.npz", table(input_ids=ids, attention_mask=mask))
    save(bad / "table_words.npz", table(input_ids=ids + 3, attention_mask=mask))
    save(bad / "table_negative.npz", table(input_ids=ids - 7, attention_mask=mask))
    save(bad / "table_mask.npz", table(input_ids=ids, attention_mask=mask[:, :2]))
    save(bad / "table_missing.npz", table(input_ids=ids, y=np.array([0, 1], "<i8")))
    save(bad / "table_unknown.npz", table(input_ids=ids, attention_masks=mask))
    save(bad / "table_samples.npz", table(input_ids=ids, attention_mask=mask[:1]))
    save(bad / "table_axes.npz", table(input_ids=ids[0], attention_mask=mask[0]))
    save(bad / "table_fractions.npz", table(input_ids=ids.astype("<f4"), attention_mask=mask))
    save(bad / "table_labels.npz", table(input_ids=ids, attention_mask=mask, y=np.array([0, 3], "<i8")))
    save(bad / "table_few_labels.npz", table(input_ids=ids, attention_mask=mask, y=np.array([0], "<i8")))
    save(bad / "table_label_shape.npz", table(input_ids=ids, attention_mask=mask, y=np.zeros((2, 5), "<i8")))
    save(bad / "table_two_inputs.npz", table(a=ids, b=mask))


def table(**arrays):
    """As NumPy writes them, with the date of the archive's members left out."""
    return archive([(name + ".npy", npy(array)) for name, array in arrays.items()])


def external(location, **fields):
    tensor = TensorProto(name="w", dims=[3, 4], data_type=TensorProto.FLOAT, data_location=TensorProto.EXTERNAL)
    for key, value in dict(location=location, **fields).items():
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def bad_onnx():
    one = [("w", ramp(3, 4))]
    whole = model([gemm], one, [FLAT]).SerializeToString()
    save(bad / "cut.onnx", whole[:-20])
    # The raw data, 48 bytes, claim to be 2^40.
    save(bad / "larger_than_file.onnx", whole.replace(b"\x4a\x30" + ramp(3, 4).tobytes(),
                                                      b"\x4a\x80\x80\x80\x80\x80\x20" + ramp(3, 4).tobytes()))
    save(bad / "custom_domain.onnx", model([helper.make_node("Gemm", ["x", "w"], ["y"], "g", domain="com.example")], one, [FLAT]))

    def tensor(**fields):
        values = dict(name="w", dims=[3, 4], data_type=TensorProto.FLOAT, raw_data=ramp(3, 4).tobytes())
        values.update(fields)
        return [("w", TensorProto(**values))]

    save(bad / "short_data.onnx", model([gemm], tensor(raw_data=bytes(44)), [FLAT]))
    save(bad / "short_list.onnx", model([gemm], [("w", TensorProto(
        name="w", dims=[3, 4], data_type=TensorProto.FLOAT, float_data=[1.0] * 11))], [FLAT]))
    save(bad / "negative_size.onnx", model([gemm], tensor(dims=[-3, 4]), [FLAT]))
    save(bad / "huge_shape.onnx", model([gemm], tensor(dims=[2**40, 2**40]), [FLAT]))
    save(bad / "huge_data.onnx", model([gemm], tensor(dims=[2**30, 2**30]), [FLAT]))
    save(bad / "int8_weight.onnx", model([gemm], tensor(data_type=TensorProto.INT8, raw_data=bytes(12)), [FLAT]))
    save(bad / "external.onnx", model([gemm], tensor(raw_data=b"", data_location=TensorProto.EXTERNAL), [FLAT]))
    for name, weights in (("external_missing", external("none.bin")), ("external_climbs", external("../good/weights.bin")),
                          ("external_absolute", external("/etc/hostname")), ("external_short", external("cut-idx3")),
                          ("external_offset", external("cut-idx3", offset="many")),
                          ("external_beyond", external("cut-idx3", offset=2**63))):
        save(bad / f"{name}.onnx", model([gemm], [("w", weights)], [FLAT]))
    image, kernel = [("x", ["n", 2, 4, 6])], ramp(4, 2, 3, 3)
    for name, attributes in (("conv_negative_stride", dict(strides=[-1, 1])), ("conv_pads", dict(pads=[1, 1])),
                             ("conv_kernel_shape", dict(kernel_shape=[2, 2])), ("conv_groups", dict(group=3)),
                             ("conv_dilated", dict(dilations=[4, 1])), ("conv_huge_dilation", dict(dilations=[2**62, 1])),
                             ("conv_auto_pad", dict(auto_pad="SOME"))):
        save(bad / f"{name}.onnx", model([node("Conv", ["x", "w"], "y", "conv1", **attributes)], [("w", kernel)], image))
    save(bad / "conv_channels.onnx", model([node("Conv", ["x", "w"], "y", "conv1")], [("w", ramp(4, 5, 3, 3))], image))
    save(bad / "lstm_hidden.onnx", model(
        [helper.make_node("LSTM", ["x", "w", "r"], ["y"], "rnn", hidden_size=5)],
        [("w", ramp(1, 12, 4)), ("r", ramp(1, 12, 3))], [("x", ["time", 2, 4])]))
    save(bad / "add_shapes.onnx", model(
        [node("Gemm", ["x", "w"], "a", "fc", transB=1), node("Add", ["a", "x"], "y", "skip")], one, [FLAT]))
    save(bad / "huge_expand.onnx", model(
        [node("Gemm", ["x", "w"], "a", "fc", transB=1), node("Expand", ["a", "s"], "y", "wide")],
        one + [("s", np.array([2**40, 2**30, 3]))], [FLAT]))
    save(bad / "many_axes.onnx", model([gemm], tensor(dims=[3, 4] + 31 * [1]), [FLAT]))
    save(bad / "many_input_axes.onnx", model([gemm], one, [("x", 33 * [1])]))
    save(bad / "cube_weight.onnx", model([gemm], tensor(dims=[3, 2, 2]), [FLAT]))
    save(bad / "no_values.onnx", model([gemm], tensor(dims=[0, 4], raw_data=b""), [FLAT]))
    weights = ramp(3, 4)
    weights[0, 1] = np.nan
    weights[2, :2] = np.inf, -np.inf
    save(bad / "not_finite.onnx", model([gemm], [("w", weights)], [FLAT]))
    save(bad / "missing_input.onnx", model([node("Gemm", ["q", "w"], "y", "fc", transB=1)], one, [FLAT]))
    save(bad / "cycle.onnx", model(
        [node("Relu", ["b"], "a", "r1"), node("Relu", ["a"], "b", "r2"), node("Gemm", ["b", "w"], "y", "fc")], one, [FLAT]))
    save(bad / "twice.onnx", model([gemm], one + one, [FLAT]))
    save(bad / "taken_name.onnx", model([node("Relu", ["x"], "w"), gemm], one, [FLAT]))
    save(bad / "sizes_disagree.onnx", model(
        [node("Gemm", ["x", "w"], "a", transB=1), node("Gemm", ["a", "v"], "y", transB=1)], one + [("v", ramp(2, 5))], [FLAT]))
    save(bad / "input_disagrees.onnx", model([gemm], one, [("x", ["n", 7])]))
    save(bad / "computed_weight.onnx", model([node("MatMul", ["x", "x"], "y", "square")], [], [FLAT]))
    save(bad / "residual.onnx", model([node("Relu", ["x"], "a"), node("Add", ["a", "x"], "y", "skip")], [], [FLAT]))
    save(bad / "wrong_bias.onnx", model([node("Gemm", ["x", "w", "b"], "y", "fc", transB=1)], one + [("b", ramp(4))], [FLAT]))
    save(bad / "transposed_data.onnx", model([node("Transpose", ["x"], "t", "turn"), node("Gemm", ["t", "w"], "y")], one, [FLAT]))
    save(bad / "mixes_samples.onnx", model(
        [node("Reshape", ["x", "s"], "a", "mix"), node("Gemm", ["a", "w"], "y", transB=1)],
        one + [("s", np.array([-1, 2], dtype="<i8"))], [FLAT]))
    save(bad / "softmax_axis.onnx", model([node("Softmax", ["x"], "y", "soft", axis=0)], one, [FLAT]))
    def branch(nodes, output):
        return helper.make_graph(nodes, "branch", [], [helper.make_tensor_value_info(output, 1, None)])

    def branching(then, **attributes):
        return model([gemm, node("Constant", [], "c", value=helper.make_tensor("", 9, [], [True])),
                      node("If", ["c"], "z", "if", then_branch=then, else_branch=branch([node("Neg", ["y"], "n")], "n"))],
                     one, [FLAT], ("z",))
    save(bad / "branch_reads.onnx", branching(branch([node("Relu", ["q"], "r")], "r")))
    save(bad / "branch_cycle.onnx", branching(
        branch([node("Relu", ["b"], "a", "r1"), node("Relu", ["a"], "b", "r2")], "a")))
    def outputs(nodes, *names, type=1):
        return helper.make_graph(nodes, "branch", [], [helper.make_tensor_value_info(name, type, None) for name in names])

    def choosing(then, otherwise, count=1):
        """An If whose condition only the data tell."""
        return model([gemm, node("ReduceSum", ["y"], "s", "sum", keepdims=0), node("Greater", ["s", "nought"], "c", "above"),
                      helper.make_node("If", ["c"], ["z", "z2"][:count], name="if", then_branch=then, else_branch=otherwise)],
                     one + [("nought", np.zeros((), "<f4"))], [FLAT], ("z",))
    negative = node("Neg", ["y"], "n")
    save(bad / "branch_outputs.onnx", choosing(outputs([node("Relu", ["y"], "r"), node("Abs", ["y"], "a")], "r", "a"),
                                               outputs([negative], "n")))
    save(bad / "branch_few.onnx", choosing(outputs([node("Relu", ["y"], "r")], "r"), outputs([negative], "n"), 2))
    save(bad / "branch_types.onnx", choosing(outputs([node("Cast", ["y"], "r", "whole", to=7)], "r", type=7),
                                             outputs([negative], "n")))
    body = helper.make_graph(
        [node("Relu", ["b"], "a", "l1"), node("Relu", ["a"], "b", "l2"), node("Identity", ["go"], "on")], "body",
        [helper.make_tensor_value_info("i", 7, []), helper.make_tensor_value_info("go", 9, []),
         helper.make_tensor_value_info("carried", 1, None)],
        [helper.make_tensor_value_info("on", 9, []), helper.make_tensor_value_info("b", 1, None)])
    three = [("three", np.array(3, dtype="<i8")), ("true", np.array(True))]
    save(bad / "loop_cycle.onnx", model([gemm, node("Loop", ["three", "true", "y"], "z", "loop", body=body)],
                                        one + three, [FLAT], ("z",)))
    short = helper.make_graph([node("Identity", ["go"], "on")], "body", list(body.input), [body.output[0]])
    save(bad / "loop_outputs.onnx", model([gemm, node("Loop", ["three", "true", "y"], "z", "loop", body=short)],
                                          one + three, [FLAT], ("z",)))
    save(bad / "attribute.onnx", model([gemm, node("Relu", ["y"], "z", "act", slope=0.1)], one, [FLAT], ("z",)))
    save(bad / "no_layer.onnx", model([node("Relu", ["x"], "y")], [], [FLAT]))
    save(bad / "no_nodes.onnx", model([], one, [FLAT]))
    save(bad / "constant_output.onnx", model([node("Identity", ["w"], "y")], one, [FLAT]))


# --- quantized ONNX -----------------------------------------------------------------------------------------------

def coded(name, type, dims, **fields):
    """A tensor of a type by its number, which the onnx package need not know."""
    return name, TensorProto(name=name, data_type=type, dims=dims, **fields)


INT8, UINT8, INT4, FP8, FP4, POWERS = TensorProto.INT8, TensorProto.UINT8, 22, 17, 23, 24
dequantized = node("DequantizeLinear", ["q", "scale", "zero"], "w", "dequantize", axis=0)
integers = ("q", (np.arange(12) - 6).reshape(3, 4).astype("i1"))
three = ("scale", np.array([0.5, 0.25, 1.0], "<f4"))
zeros = ("zero", np.array([0, 1, -1], "i1"))
quantize = [node("QuantizeLinear", ["x", "x_scale", "x_zero"], "x_q", "quantize"),
            node("DequantizeLinear", ["x_q", "x_scale", "x_zero"], "x_d", "back")]
data_levels = [("x_scale", np.array(0.125, "<f4")), ("x_zero", np.array(3, "u1"))]


def qonnx(op, inputs, output, **attributes):
    return helper.make_node(op, inputs, [output], name=op.lower(), domain="qonnx.custom_op.general", **attributes)


def with_domains(content):
    for domain in ("com.microsoft", "qonnx.custom_op.general"):
        content.opset_import.append(helper.make_opsetid(domain, 1))
    return content


def quantized_onnx():
    def one(folder, name, nodes, *initializers):
        save(folder / f"{name}.onnx", with_domains(model(nodes, list(initializers), [FLAT])))

    last = node("Gemm", ["x_d", "w"], "y", "fc", transB=1)
    one(good, "pairs", quantize + [dequantized, last], integers, three, zeros, *data_levels)
    one(good, "codes", [node("DequantizeLinear", ["q", "scale"], "w", "dequantize", axis=1, block_size=2),
                        node("Cast", ["v"], "v_f", to=TensorProto.FLOAT), node("Gemm", ["x", "w"], "a", transB=1),
                        node("Gemm", ["a", "v_f"], "y", transB=1)],
        coded("q", FP4, [3, 4], raw_data=bytes(range(0, 96, 16))), coded("scale", POWERS, [3, 2], raw_data=bytes(range(125, 131))),
        coded("v", FP8, [2, 3], raw_data=bytes([8, 56, 64, 136, 184, 192])))
    levels = [("s", np.array(0.25, "<f4")), ("z", np.array(0, "<f4")), ("four", np.array(4, "<f4")), ("two", np.array(2, "<f4"))]
    one(good, "qonnx", [qonnx("Quant", ["x", "s", "z", "four"], "x_q", signed=1, narrow=0, rounding_mode="ROUND"),
                        qonnx("Quant", ["v", "s", "z", "two"], "w", signed=1, narrow=1, rounding_mode="ROUND"),
                        node("Gemm", ["x_q", "w"], "a", "fc1", transB=1), node("Relu", ["a"], "b"),
                        qonnx("Quant", ["b", "s", "z", "four"], "b_q", signed=0, narrow=0, rounding_mode="FLOOR"),
                        qonnx("Trunc", ["b_q", "s", "z", "four", "two"], "t", rounding_mode="FLOOR"),
                        qonnx("BipolarQuant", ["u", "s"], "u_q"), node("Gemm", ["t", "u_q"], "y", "fc2", transB=1)],
        ("v", ramp(3, 4)), ("u", ramp(2, 3)), *levels)

    def weights(name, nodes, *initializers):
        one(bad, "quantized_" + name, nodes + [node("Gemm", ["x", "w"], "y", "fc", transB=1)], *initializers)

    weights("scale_count", [dequantized], integers, ("scale", ramp(4) + 2), ("zero", np.zeros(4, "i1")))
    weights("zero_count", [dequantized], integers, three, ("zero", np.zeros(2, "i1")))
    weights("zero_beyond", [dequantized], integers, three, coded("zero", INT8, [3], int32_data=[0, 300, 0]))
    weights("zero_type", [dequantized], integers, three, ("zero", np.zeros(3, "u1")))
    weights("no_scale", [node("DequantizeLinear", ["q"], "w", "dequantize")], integers)
    weights("scale_nowhere", [dequantized], integers, zeros)
    blocked = functools.partial(node, "DequantizeLinear", ["q", "scale"], "w", "dequantize")
    weights("block", [blocked(axis=1, block_size=3)], integers, ("scale", ramp(3, 3) + 2))
    weights("block_axis", [blocked(axis=2, block_size=2)], integers, ("scale", ramp(3, 2) + 2))
    weights("negative_block", [blocked(axis=1, block_size=-2)], integers, ("scale", ramp(3, 2) + 2))
    for name, scale in (("zero", [0.5, 0, 1]), ("negative", [0.5, 0.25, -1]), ("nan", [np.nan, 1, 1])):
        weights("scale_" + name, [dequantized], integers, ("scale", np.array(scale, "<f4")), zeros)
    weights("int4_short", [dequantized], coded("q", INT4, [3, 4], raw_data=bytes(5)), three, zeros)
    weights("codes_short", [node("DequantizeLinear", ["q", "scale"], "w", "dequantize", axis=0)],
            coded("q", FP8, [3, 4], raw_data=bytes(11)), three)
    weights("codes_nan", [node("DequantizeLinear", ["q", "scale"], "w", "dequantize", axis=0)],
            coded("q", FP8, [3, 4], raw_data=bytes(11) + b"\x7f"), three)
    for name, scale in (("zero", 0), ("negative", -0.5), ("nan", np.nan)):
        one(bad, "quantized_data_scale_" + name, quantize + [node("Gemm", ["x_d", "w"], "y", "fc", transB=1)],
            ("w", ramp(3, 4)), ("x_scale", np.array(scale, "<f4")), data_levels[1])
    operator = ["x_q", "x_scale", "x_zero", "q", "scale", "zero", "x_scale", "x_zero"]
    turned = ("q", (np.arange(12) - 6).reshape(4, 3).astype("i1"))
    for name, missing in (("operator_zero", 5), ("operator_scale", 6)):
        inputs = operator[:missing] + [""] + operator[missing + 1:]
        one(bad, "quantized_" + name, quantize[:1] + [node("QLinearMatMul", inputs, "p", "product"),
                                                      node("DequantizeLinear", ["p", "x_scale", "x_zero"], "y", "last")],
            turned, ("scale", np.array(0.5, "<f4")), ("zero", np.array(0, "i1")), *data_levels)
    one(bad, "quantized_operator_short", quantize[:1] + [node("QLinearMatMul", operator[:7], "p", "product"),
                                                         node("DequantizeLinear", ["p", "x_scale", "x_zero"], "y", "last")],
        turned, ("scale", np.array(0.5, "<f4")), ("zero", np.array(0, "i1")), *data_levels)
    packed = helper.make_node("MatMulNBits", ["x", "b", "scale"], ["y"], "product", domain="com.microsoft", K=4, N=3, bits=4,
                              block_size=16)
    one(bad, "quantized_packed_shape", [packed], ("b", np.zeros((3, 1, 7), "u1")), ("scale", ramp(3) + 2))
    one(bad, "quantized_packed_scales", [packed], ("b", np.zeros((3, 1, 8), "u1")), ("scale", ramp(4) + 2))
    quant = [qonnx("Quant", ["v", "s", "z", "bits"], "w", signed=1, narrow=0, rounding_mode="ROUND")]
    weights("qonnx_bits", quant, ("v", ramp(3, 4)), *levels[:2], ("bits", np.array(2.5, "<f4")))
    weights("qonnx_scale", quant, ("v", ramp(3, 4)), ("s", ramp(3) + 2), levels[1], ("bits", np.array(4, "<f4")))
    weights("qonnx_mode", [qonnx("Quant", ["v", "s", "z", "four"], "w", rounding_mode="SOMEHOW")], ("v", ramp(3, 4)), *levels)


# --- safetensors --------------------------------------------------------------------------------------------------

def safetensors(header, data=b"", length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def entry(begin, end, shape, dtype="F32"):
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def good_safetensors():
    weight, bias, conv = ramp(3, 4).tobytes(), ramp(3).tobytes(), ramp(2, 3, 1, 1, type="<f2").tobytes()
    bf16 = (ramp(2, 2).view("<u4") >> 16).astype("<u2").tobytes()
    ids = np.arange(2, dtype="<i8").tobytes()
    data, header, position = b"", {"__metadata__": {"format": "pt"}}, 0
    for name, content, dtype, shape in (("fc.weight", weight, "F32", [3, 4]), ("fc.bias", bias, "F32", [3]),
                                        ("conv.weight", conv, "F16", [2, 3, 1, 1]), ("brain", bf16, "BF16", [2, 2]),
                                        ("ids", ids, "I64", [2]), ("none", b"", "F32", [0, 4])):
        header[name] = entry(position, position + len(content), shape, dtype)
        position += len(content)
        data += content
    save(good / "weights.safetensors", safetensors(header, data))


def tensors(**named):
    """A file of tensors by their names, each a pair of a type and an array."""
    data, header = b"", {}
    for name, (dtype, array) in named.items():
        header[name.replace("__", ".")] = entry(len(data), len(data) + array.nbytes, list(array.shape), dtype)
        data += array.tobytes()
    return safetensors(header, data)


def quantized_safetensors():
    q = np.arange(-4, 4, dtype="i1").reshape(2, 4)
    scale, words = ramp(2) + 2, np.arange(2, dtype="<i4").reshape(2, 1)
    packed = {"fc__weight_packed": ("I32", words), "fc__weight_scale": ("F32", scale)}
    gptq = {"fc__qweight": ("I32", np.zeros((1, 8), "<i4")), "fc__scales": ("F16", ramp(2, 8, type="<f2") + 2)}
    zeros = {"fc__qzeros": ("I32", np.zeros((2, 1), "<i4"))}
    mx = {"fc_blocks": ("U8", np.arange(32, dtype="u1").reshape(2, 1, 16))}
    save(good / "quantized.safetensors", tensors(
        fc__weight=("I8", q), fc__weight_scale=("F32", scale), fc__weight_zero_point=("I8", np.array([1, -2], "i1")),
        out__weight=("F8_E4M3", np.arange(8, dtype="u1").reshape(2, 4)), out__weight_scale=("F32", ramp(1) + 2),
        up_blocks=mx["fc_blocks"], up_scales=("U8", np.array([[127], [128]], "u1"))))

    def one(name, **named):
        save(bad / f"{name}.safetensors", tensors(**named))

    one("scale_count", fc__weight=("I8", q), fc__weight_scale=("F32", ramp(3)))
    one("scale_blocks", fc__weight=("I8", q), fc__weight_scale=("F32", ramp(2, 3)))
    one("zero_beyond", fc__weight=("I8", q), fc__weight_scale=("F32", scale),
        fc__weight_zero_point=("I32", np.array([0, 200], "<i4")))
    one("zero_count", fc__weight=("I8", q), fc__weight_scale=("F32", scale), fc__weight_zero_point=("I8", np.zeros(3, "i1")))
    one("zero_fraction", fc__weight=("I8", q), fc__weight_scale=("F32", scale), fc__weight_zero_point=("F32", ramp(2)))
    one("packed_shape", **packed, fc__weight_shape=("I64", np.array([2, 99], "<i8")))
    one("packed_negative", **packed, fc__weight_shape=("I64", np.array([2, -8], "<i8")))
    one("packed_no_shape", **packed)
    one("packed_no_scale", fc__weight_packed=packed["fc__weight_packed"], fc__weight_shape=("I64", np.array([2, 8], "<i8")))
    one("gptq_no_zeros", **gptq)
    one("gptq_zeros", **gptq, fc__qzeros=("I32", np.zeros((2, 3), "<i4")))
    one("gptq_groups", fc__qweight=gptq["fc__qweight"], fc__scales=("F16", ramp(3, 8, type="<f2")),
        fc__qzeros=("I32", np.zeros((3, 1), "<i4")))
    one("gptq_order", **gptq, **zeros, fc__g_idx=("I32", np.array([0, 1, 2, 0, 1, 1, 0, 0], "<i4")))
    one("mx_scales", **mx, fc_scales=("U8", np.zeros((2, 2), "u1")))
    one("mx_infinite", **mx, fc_scales=("U8", np.full((2, 1), 255, "u1")))
    mlx = {"fc__weight": ("U32", np.arange(16, dtype="<u4").reshape(2, 8)), "fc__scales": ("F16", ramp(2, 1, type="<f2") + 2)}
    one("mlx_groups", **mlx, fc__biases=("F16", ramp(2, 2, type="<f2")))
    one("mlx_no_biases", **mlx)
    one("half_byte", w=("F4", np.zeros(3, "u1")))


def bad_safetensors():
    data = ramp(2, 4).tobytes()
    w = entry(0, 32, [2, 4])
    save(bad / "huge_header.safetensors", safetensors({"w": w}, data, length=2**60))
    save(bad / "long_header.safetensors", safetensors({"w": w}, b"", length=5000))
    save(bad / "not_json.safetensors", safetensors(b'{"w": oops}', data))
    save(bad / "list_entry.safetensors", safetensors({"w": [1]}, data))
    save(bad / "nested.safetensors", safetensors(b'{"w":{"dtype":"F32","shape":[[[[2]]],4],"data_offsets":[0,32]}}', data))
    save(bad / "same_key.safetensors", safetensors(
        b'{"w":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]},"w":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]}}', data))
    save(bad / "same_field.safetensors", safetensors(
        b'{"w":{"dtype":"F32","shape":[2,4],"shape":[4,2],"data_offsets":[0,32]}}', data))
    save(bad / "no_offsets.safetensors", safetensors({"w": {"dtype": "F32", "shape": [2, 4]}}, data))
    save(bad / "overlap.safetensors", safetensors({"w": entry(0, 20, [5]), "v": entry(16, 32, [4])}, data))
    save(bad / "gap.safetensors", safetensors({"w": entry(0, 16, [4]), "v": entry(20, 32, [3])}, data))
    save(bad / "beyond.safetensors", safetensors({"w": entry(0, 64, [4, 4])}, data))
    save(bad / "falling.safetensors", safetensors({"w": entry(32, 0, [2, 4])}, data))
    save(bad / "rest.safetensors", safetensors({"w": w}, data + b"more"))
    save(bad / "wrong_shape.safetensors", safetensors({"w": entry(0, 32, [2, 5])}, data))
    save(bad / "overflow.safetensors", safetensors({"w": entry(0, 32, [2**40, 2**40])}, data))
    save(bad / "negative.safetensors", safetensors({"w": entry(0, 32, [-2, -4])}, data))
    save(bad / "unknown_type.safetensors", safetensors({"w": entry(0, 32, [2, 4], "F31")}, data))
    save(bad / "many_axes.safetensors", safetensors({"w": entry(0, 32, [2, 4] + 31 * [1])}, data))
    save(bad / "no_name.safetensors", safetensors({"": w}, data))
    save(bad / "no_weights.safetensors", safetensors({"b": entry(0, 32, [8])}, data))
    save(bad / "infinite.safetensors", safetensors({"w": w}, np.full(8, np.inf, "<f4").tobytes()))


def sharded():
    def entry(array, begin):
        return {"dtype": "F32", "shape": list(array.shape), "data_offsets": [begin, begin + array.nbytes]}

    def index(name, weight_map):
        text = weight_map if isinstance(weight_map, str) else json.dumps({"weight_map": weight_map})
        save(shards / f"{name}.index.json", text.encode())

    fc, bias, out = ramp(3, 4), ramp(3), ramp(2, 3)
    save(shards / "one.safetensors", safetensors({"out.weight": entry(out, 0)}, out.tobytes()))
    save(shards / "two.safetensors", safetensors({"fc.weight": entry(fc, 0), "fc.bias": entry(bias, 48)},
                                                 fc.tobytes() + bias.tobytes()))
    save(shards / "copy.safetensors", safetensors({"out.weight": entry(out, 0)}, out.tobytes()))
    save(shards / "cut.safetensors", safetensors({"out.weight": entry(out, 0)}, b"1234"))
    good_map = {"fc.weight": "two.safetensors", "fc.bias": "two.safetensors", "out.weight": "one.safetensors"}
    index("model.safetensors", good_map)
    index("missing", good_map | {"x": "three.safetensors"})
    index("no_tensor", good_map | {"x": "one.safetensors"})
    index("wrong_file", good_map | {"fc.bias": "one.safetensors"})
    index("two_files", good_map | {"x": "copy.safetensors"})
    index("damaged", {"out.weight": "cut.safetensors"})
    index("climbs", good_map | {"x": "../good/weights.safetensors"})
    index("absolute", good_map | {"x": "/etc/passwd"})
    index("number", good_map | {"x": 3})
    index("no_map", {})
    index("list", '{"weight_map": ["one.safetensors"]}')
    index("twice", '{"weight_map": {"w": "one.safetensors", "w": "two.safetensors"}}')
    index("not_json", '{"weight_map": {"w": "one.safetensors"')
    index("many", {f"t{i}": f"{i}.safetensors" for i in range(513)})


# --- GGUF ---------------------------------------------------------------------------------------------------------

def gguf(infos, data, keys=(), version=3, tensors=None):
    """`infos`: name, ggml's axes, type, offset. The data follows at a multiple of 32."""
    def text(value):
        return struct.pack("<Q", len(value)) + value.encode()

    head = b"GGUF" + struct.pack("<IQQ", version, len(infos) if tensors is None else tensors, len(keys))
    head += b"".join(text(key) + value for key, value in keys)
    for name, axes, kind, offset in infos:
        head += text(name) + struct.pack(f"<I{len(axes)}QIQ", len(axes), *axes, kind, offset)
    return head + b"\0" * (-len(head) % 32) + data


def ggufs():
    block = np.float16(0.5).tobytes() + bytes(range(16))  # of Q4_0
    floats = ramp(2, 4).tobytes()
    keys = [("general.architecture", struct.pack("<IQ", 8, 5) + b"llama"), ("general.alignment", struct.pack("<II", 4, 32)),
            ("list", struct.pack("<IIQ", 9, 8, 2) + 2 * (struct.pack("<Q", 1) + b"a"))]
    save(good / "weights.gguf", gguf([("blk.0.attn_q.weight", [4, 2], 0, 0), ("out.weight", [32, 2], 2, 32),
                                      ("q2", [256], 10, 96)], floats + 2 * block + bytes(28) + bytes(84), keys))
    w = ("w", [4, 2], 0, 0)

    def one(name, *arguments, **more):
        save(bad / f"{name}.gguf", gguf(*arguments, **more))

    one("version_1", [w], floats, version=1)
    one("version_4", [w], floats, version=4)
    one("big_endian", [w], floats, version=3 << 24)
    save(bad / "cut_head.gguf", gguf([w], floats)[:40])
    save(bad / "only_magic.gguf", b"GGUF")
    one("many_tensors", [w], floats, tensors=2**60)
    one("beyond", [("w", [4, 3], 0, 0)], floats)
    one("far_offset", [("w", [4, 2], 0, 2**63)], floats)
    one("overlap", [w, ("v", [4, 2], 0, 0)], floats)
    one("odd_offset", [("w", [4, 1], 0, 16)], floats)
    one("part_of_block", [("w", [33, 2], 2, 0)], 3 * block)
    one("twice", [w, w], floats)
    one("five_axes", [("w", [1, 1, 1, 4, 2], 0, 0)], floats)
    one("overflow", [("w", [2**40, 2**40], 0, 0)], floats)
    one("negative", [("w", [2**63, 2], 0, 0)], floats)
    one("no_name", [("", [4, 2], 0, 0)], floats)
    one("unknown_type", [("w", [4, 2], 77, 0)], floats)
    one("iq", [("w", [256, 1], 16, 0)], bytes(66))
    one("infinite", [("w", [32, 1], 2, 0)], np.float16(np.inf).tobytes() + bytes(16))
    one("key_type", [w], floats, [("k", struct.pack("<I", 99))])
    one("long_array", [w], floats, [("k", struct.pack("<IIQ", 9, 8, 2**60))])
    one("deep_array", [w], floats, [("k", struct.pack("<I", 9) + 8 * struct.pack("<IQ", 9, 1))])
    one("alignment", [w], floats, [("general.alignment", struct.pack("<II", 4, 0))])
    one("alone", [w], floats, [("split.count", struct.pack("<IH", 2, 2))])
    one("many_files", [w], floats, [("split.count", struct.pack("<IH", 2, 600))])


# --- NumPy --------------------------------------------------------------------------------------------------------

def npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def archive(members, method=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members:
            file.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def raw_npy(header, data=b""):
    text = header.encode("latin-1") + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data


def good_npz():
    stream = io.BytesIO()
    np.savez_compressed(stream, **{
        "fc1.weight": ramp(3, 4), "fc1.bias": ramp(3, type=">f4"), "dense/kernel": np.asfortranarray(ramp(2, 3, type="<f8")),
        "conv": np.asfortranarray(ramp(2, 3, 1, 2, type=">f2")), "steps": np.array(7)})
    save(good / "weights.npz", stream.getvalue())
    stream = io.BytesIO()
    np.savez(stream, x=np.arange(12, dtype="u1").reshape(3, 2, 2), y=np.array([2, 0, 1], dtype="<i8"))
    save(good / "images.npz", stream.getvalue())
    stream = io.BytesIO()
    np.savez(stream, pixels=ramp(3, 4), labels=np.eye(3, dtype="f4")[[1, 1, 2]])
    save(good / "flat.npz", stream.getvalue())
    stream = io.BytesIO()
    np.savez(stream, **{"fc": np.asfortranarray(np.arange(-4, 4, dtype="i1").reshape(2, 4)), "fc_scale": ramp(2) + 2,
                        "fc_zero_point": np.array([1, -2]), "up": np.arange(8, dtype=">u2").reshape(2, 4), "up_scale": ramp(1)})
    save(good / "quantized.npz", stream.getvalue())
    save(good / "array.npy", npy(np.asfortranarray(ramp(2, 3))))
    stream = io.BytesIO()
    np.savez(stream, x=ramp(2, 5), y=np.array([0, 1]))
    save(good / "wide.npz", stream.getvalue())


def bad_npz():
    def one(name, content, method=zipfile.ZIP_STORED, member="w.npy"):
        save(bad / name, archive([(member, content)], method))

    w = npy(ramp(2, 4))
    save(bad / "cut.npz", archive([("w.npy", w)])[:-30])
    damaged = bytearray(archive([("w.npy", w)]))
    damaged[160] ^= 0xFF
    save(bad / "damaged.npz", bytes(damaged))
    one("bomb.npz", bytes(20 << 20), zipfile.ZIP_DEFLATED)
    lying = archive([("w.npy", bytes(1 << 20))], zipfile.ZIP_DEFLATED)
    save(bad / "lying_size.npz", lying.replace(struct.pack("<I", 1 << 20), struct.pack("<I", 1000)))
    one("climbs.npz", w, member="../../evil.npy")
    one("climbs_back.npz", w, member="a\\..\\..\\evil.npy")
    one("absolute.npz", w, member="/etc/evil.npy")
    one("drive.npz", w, member="C:evil.npy")
    one("no_name.npz", w, member=".npy")
    one("no_arrays.npz", b"hello", member="hello.txt")
    save(bad / "twice.npz", archive([("w.npy", w), ("v.npy", w)]).replace(b"v.npy", b"w.npy"))
    one("not_npy.npz", b"hello, this is not an array")
    one("objects.npz", npy(np.array([[None]], dtype=object)))
    one("structured.npz", npy(np.zeros(2, dtype=[("a", "<f4")])))
    one("short.npz", w[:-4])
    one("huge.npz", raw_npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776, 1099511627776), }"))
    one("negative.npz", raw_npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 4), }", ramp(2, 4).tobytes()))
    one("code.npz", raw_npy("__import__('os').system('true')"))
    one("type_not_text.npz", raw_npy("{'descr': '<\x9f4', 'fortran_order': False, 'shape': (2, 3), }", bytes(20)))
    one("long_header.npz", b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**31) + b"{}")
    one("version9.npz", b"\x93NUMPY\x09\x00" + w[8:])
    one("not_a_number.npz", npy(np.full((2, 2), np.nan, "<f8")))
    one("no_weights.npz", npy(ramp(4)))
    q = np.zeros((2, 4), "i1")
    save(bad / "scale_count.npz", archive([("q.npy", npy(q)), ("q_scale.npy", npy(ramp(3)))]))
    save(bad / "no_scale.npz", archive([("q.npy", npy(q)), ("q_zero_point.npy", npy(np.zeros(2, "i1")))]))
    save(bad / "vector.npy", npy(ramp(4)))
    save(bad / "short.npy", w[:-4])

# --- PyTorch ------------------------------------------------------------------------------------------------------
# Written with Python's own pickle and classes that only have torch's names.

def torch_class(module, name):
    made = types.FunctionType((lambda *arguments: None).__code__, {}, name)
    made.__module__, made.__qualname__ = module, name
    for part in itertools.accumulate(module.split("."), "{}.{}".format):
        sys.modules.setdefault(part, types.ModuleType(part))
    setattr(sys.modules[module], name, made)
    return made


rebuild_tensor = torch_class("torch._utils", "_rebuild_tensor_v2")
rebuild_parameter = torch_class("torch._utils", "_rebuild_parameter")
storages = {np.dtype(type): torch_class("torch", name + "Storage") for type, name in
            (("f8", "Double"), ("f4", "Float"), ("f2", "Half"), ("i8", "Long"), ("i1", "QInt8"))}
rebuild_quantized = torch_class("torch._utils", "_rebuild_qtensor")
per_channel = torch_class("torch", "per_channel_affine")


class Call:
    def __init__(self, callee, *arguments):
        self.how = callee, arguments

    def __reduce__(self):
        return self.how


class Id:
    def __init__(self, *parts):
        self.parts = parts


class Torch:
    """A file that torch.save could have written, or nearly."""

    def __init__(self):
        self.data = []

    def tensor(self, array, offset=0, shape=None, strides=None, count=None, key=None):
        if key is None:
            self.data.append(array.tobytes())
        id = Id("storage", storages[array.dtype], key or str(len(self.data) - 1), "cpu", count or array.size)
        steps = tuple(step // array.itemsize for step in array.strides)
        return Call(rebuild_tensor, id, offset, shape or array.shape, steps if strides is None else strides, False,
                    collections.OrderedDict())

    def quantized(self, values, scales, zero):
        """Eighths as qint8 with so many scales and zero points."""
        plain = self.tensor((values * 8).astype("i1"))
        quantizer = (per_channel, self.tensor(np.full(scales, 0.125, "<f8")), self.tensor(np.full(scales, zero, "<i8")), 0)
        storage, offset, shape, strides = plain.how[1][:4]
        return Call(rebuild_quantized, storage, offset, shape, strides, quantizer, False, collections.OrderedDict())

    def file(self, root, extra=(), protocol=2):
        stream = io.BytesIO()
        pickler = pickle.Pickler(stream, protocol)
        pickler.persistent_id = lambda value: value.parts if isinstance(value, Id) else None
        pickler.dump(root)
        return self.raw(stream.getvalue(), extra)

    def raw(self, content, extra=()):
        members = [("net/data.pkl", content), *extra]
        members += [(f"net/data/{key}", data) for key, data in enumerate(self.data)]
        return archive(members + [("net/version", b"3\n")])


def good_torch():
    torch = Torch()
    weights = collections.OrderedDict([
        ("fc.weight", Call(rebuild_parameter, torch.tensor(ramp(3, 4)), True, collections.OrderedDict())),
        ("fc.bias", torch.tensor(ramp(3, type="<f2"))),
        ("turned", torch.tensor(ramp(2, 3, type="<f8").T)),
        ("steps", torch.tensor(np.arange(2, dtype="<i8")))])
    weights._metadata = {"": {"version": 1}}
    torch.data[2] = ramp(2, 3, type="<f8").tobytes()
    save(good / "weights.pt", torch.file({"epoch": 3, "state_dict": weights, "rates": [0.5, (None, True)]}))
    torch = Torch()
    save(good / "other_values.pt", torch.file({
        "array": ramp(2, 3), "turned": np.asfortranarray(ramp(2, 3)), "number": np.float32(1), "ids": np.arange(2),
        "quantized": torch.quantized(ramp(2, 4), 2, 1), "config": Call(eval, "1")}))


def bad_torch():
    def one(name, make, **more):
        torch = Torch()
        save(bad / name, torch.file(make(torch), **more))

    def raw(name, content, extra=()):
        save(bad / name, Torch().raw(content, extra))

    w = ramp(2, 4)
    one("torch_runs.pt", lambda torch: Call(os.system, "true"))
    one("torch_scales.pt", lambda torch: {"w": torch.quantized(ramp(2, 4), 3, 0)})
    one("torch_zero.pt", lambda torch: {"w": torch.quantized(ramp(2, 4), 2, 300)})
    one("torch_module.pt", lambda torch: Call(torch_class("torchvision.models.resnet", "ResNet")))
    one("torch_script.pt", lambda torch: {}, extra=[("net/constants.pkl", b"\x80\x02).")])
    one("torch_empty.pt", lambda torch: {})
    one("torch_vector.pt", lambda torch: {"b": torch.tensor(ramp(3))})
    one("torch_no_storage.pt", lambda torch: {"w": torch.tensor(w, key="7")})
    one("torch_short.pt", lambda torch: {"w": torch.tensor(w, count=9)})
    one("torch_beyond.pt", lambda torch: {"w": torch.tensor(w, offset=1)})
    one("torch_stride.pt", lambda torch: {"w": torch.tensor(w, strides=(2**40, 2**62))})
    one("torch_backward.pt", lambda torch: {"w": torch.tensor(w, strides=(4, -1))})
    one("torch_axes.pt", lambda torch: {"w": torch.tensor(w, strides=(1,))})
    one("torch_repeats.pt", lambda torch: {"w": torch.tensor(w, shape=(10**6, 10**6), strides=(0, 0))})
    one("torch_overflow.pt", lambda torch: {"w": torch.tensor(w, shape=(2**40, 2**40), strides=(0, 0))})
    one("torch_twice.pt", lambda torch: {"a": {"b": torch.tensor(w)}, "a.b": torch.tensor(w)})
    one("torch_not_a_number.pt", lambda torch: {"w": torch.tensor(np.full((2, 2), np.nan, "<f2"))})
    one("torch_order.pt", lambda torch: {"w": torch.tensor(w)}, extra=[("net/byteorder", b"middle")])
    one("torch_deep.pt", lambda torch: functools.reduce(lambda inner, _: [inner], range(70), torch.tensor(w)))
    one("torch_name.pt", lambda torch: {"n" * 5000: torch.tensor(w)})
    laughs = functools.reduce(lambda inner, _: [inner] * 10, range(20), 1)
    one("torch_laughs.pt", lambda torch: laughs)
    itself = []
    itself.append(itself)
    one("torch_itself.pt", lambda torch: itself)
    raw("torch_no_pickle.pt", b"")
    raw("torch_protocol_0.pt", b"(dp0\n.")
    raw("torch_protocol_9.pt", b"\x80\x09}.")
    raw("torch_no_end.pt", b"\x80\x02}q\x00")
    raw("torch_cut_text.pt", b"\x80\x02X\xff\xff\xff\xffabc")
    raw("torch_no_value.pt", b"\x80\x02R.")
    raw("torch_no_mark.pt", b"\x80\x02}K\x01u.")
    raw("torch_two_values.pt", b"\x80\x02}}.")
    raw("torch_no_memo.pt", b"\x80\x02h\x05.")
    raw("torch_instance.pt", b"\x80\x02(ios\nsystem\n.")
    raw("torch_new.pt", b"\x80\x02ctorch\nSize\n)\x81.")
    raw("torch_build.pt", b"\x80\x02]}b.")
    raw("torch_calls_text.pt", b"\x80\x02X\x02\x00\x00\x00os)R.")
    old = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.\x80\x02}."
    save(bad / "torch_old_cut.pt", old)
    save(bad / "torch_old_runs.pt", old + b"\x80\x02cposix\nsystem\nX\x04\x00\x00\x00true\x85R.")
    save(bad / "torch_old_no_keys.pt", old + b"\x80\x02}.\x80\x02}.")
    save(bad / "torch_old_key.pt", old + b"\x80\x02}.\x80\x02]X\x01\x00\x00\x000a.")


# --- operands of a product ----------------------------------------------------------------------------------------

def operands():
    def pair(path, **arrays):
        save(path, archive([(name + ".npy", npy(array)) for name, array in arrays.items()]))

    x = np.arange(-6, 6, dtype="<i2").reshape(3, 4)
    w = np.asfortranarray((np.arange(20).reshape(4, 5) * 7 % 19 - 9).astype("<f8"))
    pair(good / "operands.npz", inputs=x, w=w)
    pair(bad / "operands_no_w.npz", x=x, y=w)
    pair(bad / "operands_flat.npz", x=x.ravel(), w=w)
    pair(bad / "operands_empty.npz", x=x[:0], w=w)
    pair(bad / "operands_depth.npz", x=x, w=w[:3])
    pair(bad / "operands_fraction.npz", x=x, w=w / 2)
    pair(bad / "operands_truth.npz", x=x > 0, w=w)
    pair(bad / "operands_huge.npz", x=np.full((1, 4), 2**64 - 5, dtype="<u8"), w=w)
    pair(bad / "operands_wide.npz", x=x * 30, w=w)


# --- other kinds of file ------------------------------------------------------------------------------------------

def other_kinds():
    save(bad / "empty.onnx", b"")
    save(bad / "text.onnx", b"Hello, this is a letter.\nYours\n")
    save(bad / "text_with_brace.safetensors", b"weights {0.5, 1.5}\n")
    save(bad / "picture.npz", b"\x89PNG\r\n\x1a\n" + bytes(8))
    save(bad / "keras.npz", b"\x89HDF\r\n\x1a\n" + bytes(8))
    save(bad / "pickle.pt", b"\x80\x04\x95" + bytes(8))
    save(bad / "noise.onnx", bytes([0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10, 0xFF]))
    save(bad / "packed.onnx", gzip.compress(b"model", mtime=0))
    save(bad / "pointer.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1000\n")
    save(bad / "page.onnx", b"\n<!DOCTYPE HTML>\n<html><head><title>Sign in</title></head></html>\n")
    save(bad / "model.tflite", struct.pack("<I", 28) + b"TFL3" + bytes(24))
    save(bad / "model.keras", archive([("metadata.json", b"{}"), ("config.json", b"{}"), ("model.weights.h5", b"\x89HDF")]))
    save(bad / "model.pt2", archive([("net/archive_format", b"pt2"), ("net/models/model.json", b"{}"), ("net/version", b"0")]))
    save(bad / "exported.pt2", archive([("serialized_exported_program.json", b"{}"), ("version", b"8.1")]))
    save(bad / "script.ptl", archive([("net/code/net.py", b""), ("net/constants.pkl", b"\x80\x02)."), ("net/version", b"3")]))


def texts():
    """What is read as text: a language model's, unit costs, topologies, configurations."""
    costs = {"title": "t", "notes": [], "costs": {}}
    save(bad / "bomb.txt.gz", gzip.compress(bytes(20 << 20), mtime=0))
    save(bad / "latin1.txt", "caf\u00e9\n".encode("latin-1"))
    save(bad / "deep_costs.json", json.dumps(costs).replace("[]", "[" * 9 + "]" * 9).encode())
    save(bad / "cut_costs.json", json.dumps(costs)[:-3].encode())
    save(bad / "two_titles_costs.json", b'{"title": "a", "title": "b"}')
    save(bad / "three_sizes.csv", b"fc, 3, 4\n")
    save(bad / "huge_product.csv", b"fc, 4611686018427387904, 4611686018427387904, 2\n")
    save(bad / "no_layers.csv", b"Layer, M, N, K,\n")
    save(bad / "no_colon.cfg", b"[architecture_presets]\nArrayHeight 32\n")
    save(bad / "other_dataflow.cfg", b"Dataflow : xs\n")


# --- data sets ----------------------------------------------------------------------------------------------------

def idx(values, *shape, type=8):
    return struct.pack(">BBBB", 0, 0, type, len(shape)) + struct.pack(f">{len(shape)}I", *shape) + bytes(values)


def datasets():
    images, labels = idx(range(12), 3, 2, 2), idx([2, 0, 1], 3)
    save(good / "tiny-images-idx3-ubyte", images)
    save(good / "tiny-labels-idx1-ubyte.gz", gzip.compress(labels, mtime=0))
    save(bad / "cut-idx3", images[:-1])
    save(bad / "long-idx3", images + b"x")
    save(bad / "header-idx3", images[:9])
    save(bad / "floats-idx3", idx(bytes(16), 1, 2, 2, type=13))
    save(bad / "axes-idx5", idx(bytes(1), 1, 1, 1, 1, 1))
    save(bad / "huge-idx3", idx(b"", 2**32 - 1, 2**32 - 1, 2**32 - 1))
    save(bad / "none-idx3", idx(b"", 0, 2, 2))
    save(bad / "cut-idx3.gz", gzip.compress(images, mtime=0)[:-12])
    save(bad / "bomb-idx3.gz", gzip.compress(idx(bytes(8 << 20), 1, 2, 2), mtime=0))
    save(bad / "cut_cifar.bin", bytes(3000))
    save(bad / "label_cifar.bin", bytes(3073) + bytes([10]) + bytes(3072))
    save(bad / "text.gz", gzip.compress(b"Hello, this is a letter.", mtime=0))
    save(bad / "two-labels-idx1", idx([0, 1], 2))
    save(bad / "eleventh-labels-idx1", idx([0, 3, 1], 3))
    x = np.arange(12, dtype="u1").reshape(3, 4)

    def npz(name, **arrays):
        save(bad / name, archive([(key + ".npy", npy(value)) for key, value in arrays.items()]))

    npz("data_no_x.npz", a=x, b=x)
    npz("data_int_x.npz", x=x.astype("<i8"))
    npz("data_nan_x.npz", x=np.full((1, 4), np.nan, "<f4"))
    npz("data_flat_x.npz", x=x.reshape(-1))
    npz("data_few_y.npz", x=x, y=np.array([0, 1]))
    npz("data_negative_y.npz", x=x, y=np.array([0, -1, 1]))
    npz("data_large_y.npz", x=x, y=np.array([0, 1, 65536]))
    npz("data_fraction_y.npz", x=x, y=np.array([0, 0.5, 1]))
    npz("data_text_y.npz", x=x, y=np.array(["a", "b", "c"]))
    npz("data_two_hot_y.npz", x=x, y=np.array([[1, 0], [1, 1], [0, 1]]))


for folder in (good, bad, shards):
    folder.mkdir(exist_ok=True)
for make in (good_onnx, bad_onnx, quantized_onnx, good_safetensors, quantized_safetensors, bad_safetensors, sharded, ggufs, good_npz, bad_npz, good_torch, bad_torch,
             operands, other_kinds, texts, datasets, tables):
    make()
