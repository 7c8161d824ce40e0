"""Milliseconds an image that PyTorch takes for a network of the same shapes (its weights are random), the best of some runs.

peer_torch.py resnet20|mobilenet_v2 THREADS BATCH CHANNELS HEIGHT WIDTH
"""
import sys
import time

import torch
from torch import nn


class Block(nn.Module):
    """ResNet-20's: two 3x3 convolutions; where it halves the image, the shortcut leaves out places and adds channels."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.stride = 1 if inputs == outputs else 2
        self.added = outputs - inputs
        self.first = nn.Conv2d(inputs, outputs, 3, self.stride, 1)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1)

    def forward(self, x):
        y = self.second(torch.relu(self.first(x)))
        if self.added:
            x = nn.functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.added // 2, self.added // 2))
        return torch.relu(x + y)


class Bottleneck(nn.Module):
    """MobileNet-v2's inverted residual."""

    def __init__(self, inputs, outputs, factor, stride):
        super().__init__()
        wide = inputs * factor
        steps = [] if factor == 1 else [nn.Conv2d(inputs, wide, 1), nn.ReLU6()]
        steps += [nn.Conv2d(wide, wide, 3, stride, 1, groups=wide), nn.ReLU6(), nn.Conv2d(wide, outputs, 1)]
        self.steps = nn.Sequential(*steps)
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.steps(x) if self.adds else self.steps(x)


def resnet20():
    steps = [nn.Conv2d(3, 16, 3, 1, 1), nn.ReLU()]
    steps += [Block(a, b) for a, b in [(16, 16)] * 3 + [(16, 32)] + [(32, 32)] * 2 + [(32, 64)] + [(64, 64)] * 2]
    return nn.Sequential(*steps, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def mobilenet_v2():
    steps = [nn.Conv2d(3, 32, 3, 2, 1), nn.ReLU6()]
    inputs = 32
    for factor, outputs, count, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
                                           (6, 160, 3, 2), (6, 320, 1, 1)]:
        for i in range(count):
            steps.append(Bottleneck(inputs, outputs, factor, stride if i == 0 else 1))
            inputs = outputs
    steps += [nn.Conv2d(320, 1280, 1), nn.ReLU6(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, 1000)]
    return nn.Sequential(*steps)


name, threads, *sizes = sys.argv[1:]
torch.set_num_threads(int(threads))
network = {"resnet20": resnet20, "mobilenet_v2": mobilenet_v2}[name]().eval()
images = torch.randn([int(size) for size in sizes])
best = float("inf")
with torch.inference_mode():
    for i in range(13):
        start = time.perf_counter()
        network(images)
        if i >= 3:
            best = min(best, time.perf_counter() - start)
print(best * 1e3 / images.shape[0])
