#!/usr/bin/env python3
"""Writes the layer shapes of the six networks of arXiv 2007.06389 as topologies that `termscope-cli time` reads.

The shapes are those that the networks were published with (torchvision's for the CNNs, 224 x 224 images):
MLP 784-512-512-10; VGG-16, arXiv 1409.1556; ResNet-18, arXiv 1512.03385; MobileNet-v2, arXiv 1801.04381;
EfficientNet-b0, arXiv 1905.11946; an LSTM of two layers of 650 on WikiText-2 (33,278 words, 35 tokens, 10 streams).
A convolution is a row with its padding in the image; a depthwise one, and what is multiplied several times, a row
"name, M, N, K, how many times", a product for each channel or time step.

Usage: make_topologies.py FOLDER
"""
import pathlib
import sys


class Rows:
    def __init__(self):
        self.rows = []

    def conv(self, name, size, kernel, channels, filters, stride=1):
        out = -(-size // stride)  # padded so that only the stride makes it smaller
        image = (out - 1) * stride + kernel
        self.rows.append(f"{name},{image},{image},{kernel},{kernel},{channels},{filters},{stride},")
        return out

    def depthwise(self, name, size, kernel, channels, stride=1):
        out = -(-size // stride)
        self.rows.append(f"{name},{out * out},1,{kernel * kernel},{channels},")
        return out

    def product(self, name, m, k, n, times=1):
        self.rows.append(f"{name},{m},{n},{k}," + (f"{times}," if times > 1 else ""))

    def text(self):
        return "\n".join(self.rows) + "\n"


def mlp():
    net = Rows()
    for i, (k, n) in enumerate([(784, 512), (512, 512), (512, 10)]):
        net.product(f"fc{i + 1}", 1, k, n)
    return net


def vgg16():
    net, size, channels, index = Rows(), 224, 3, 0
    for filters, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]:
        for _ in range(count):
            index += 1
            net.conv(f"conv{index}", size, 3, channels, filters)
            channels = filters
        size //= 2
    for i, (k, n) in enumerate([(512 * 7 * 7, 4096), (4096, 4096), (4096, 1000)]):
        net.product(f"fc{i + 1}", 1, k, n)
    return net


def resnet18():
    net = Rows()
    size, channels = net.conv("conv1", 224, 7, 3, 64, 2) // 2, 64
    for stage, filters in enumerate([64, 128, 256, 512], 1):
        for block in range(2):
            stride = 2 if stage > 1 and block == 0 else 1
            before = size
            size = net.conv(f"layer{stage}.{block}.conv1", before, 3, channels, filters, stride)
            net.conv(f"layer{stage}.{block}.conv2", size, 3, filters, filters)
            if stride == 2:
                net.conv(f"layer{stage}.{block}.downsample", before, 1, channels, filters, stride)
            channels = filters
    net.product("fc", 1, 512, 1000)
    return net


def inverted(net, name, size, channels, filters, expansion, kernel, stride, squeeze):
    hidden = channels * expansion
    if expansion > 1:
        net.conv(f"{name}.expand", size, 1, channels, hidden)
    size = net.depthwise(f"{name}.depthwise", size, kernel, hidden, stride)
    if squeeze:
        net.product(f"{name}.squeeze", 1, hidden, channels // 4)
        net.product(f"{name}.excite", 1, channels // 4, hidden)
    net.conv(f"{name}.project", size, 1, hidden, filters)
    return size


def blocks(stem, stages, last, squeeze):
    net = Rows()
    size, channels, index = net.conv("stem", 224, 3, 3, stem, 2), stem, 0
    for expansion, kernel, stride, filters, count in stages:
        for i in range(count):
            size = inverted(net, f"block{index}", size, channels, filters, expansion, kernel, stride if i == 0 else 1,
                            squeeze)
            channels = filters
            index += 1
    net.conv("head", size, 1, channels, last)
    net.product("fc", 1, last, 1000)
    return net


def mobilenet_v2():
    return blocks(32, [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 3, 2, 32, 3), (6, 3, 2, 64, 4), (6, 3, 1, 96, 3),
                       (6, 3, 2, 160, 3), (6, 3, 1, 320, 1)], 1280, False)


def efficientnet_b0():
    return blocks(32, [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3),
                       (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)], 1280, True)


def lstm():
    net = Rows()
    for i in range(2):
        net.product(f"lstm{i + 1}", 10, 650 + 650, 4 * 650, 35)
    net.product("decoder", 10 * 35, 650, 33278)
    return net


def main():
    folder = pathlib.Path(sys.argv[1])
    for make in [mlp, vgg16, resnet18, mobilenet_v2, efficientnet_b0, lstm]:
        (folder / f"{make.__name__}.csv").write_text(make().text())


main()
