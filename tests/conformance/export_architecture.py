#!/usr/bin/python3
"""Exports an architecture of torchvision, with random weights, as its users do (Debian 13: python3-torchvision).

    export_architecture.py NAME FOLDER

Writes into the folder model.onnx, input_0.npy (8 images) and output_0.npy, what PyTorch itself makes of them. The same
seed gives the same numbers. Statistics of batch normalization and heads are not those of a new network, 0 and 1, which
a reader could leave out unnoticed. Ends with 77 where this version of PyTorch cannot export the architecture.
"""
import pathlib
import sys
import warnings

import numpy
import torch
import torchvision

CLASSES = 10
CANNOT_EXPORT = 77
SIZES = {"inception_v3": 128, "lraspp_mobilenet_v3_large": 96, "deeplabv3_mobilenet_v3_large": 96, "alexnet": 224}


class FirstOutput(torch.nn.Module):
    """Networks that label every pixel return their outputs by name."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, images):
        return self.inner(images)["out"]


def made(name):
    if name in dir(torchvision.models.segmentation):
        maker = getattr(torchvision.models.segmentation, name)
        return FirstOutput(maker(weights=None, weights_backbone=None, num_classes=CLASSES))
    options = {}
    if name in ("googlenet", "inception_v3"):
        options = {"aux_logits": False, "init_weights": True}
    if name.startswith("vit_"):
        options = {"image_size": 64}
    return getattr(torchvision.models, name)(weights=None, num_classes=CLASSES, **options)


def main():
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    warnings.filterwarnings("ignore")
    # The fast path of attention is one operator that ONNX does not have; older versions do not take it in an export.
    if hasattr(torch.backends, "mha"):
        torch.backends.mha.set_fastpath_enabled(False)
    torch.manual_seed(1)
    model = made(name).eval()
    generator = torch.Generator().manual_seed(2)
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.copy_(0.1 * torch.randn(module.running_mean.shape, generator=generator))
            module.running_var.copy_(0.5 + torch.rand(module.running_var.shape, generator=generator))
        if isinstance(module, torch.nn.Linear) and not module.weight.any():
            module.weight.data.normal_(std=0.1, generator=generator)
    size = SIZES.get(name, 64)
    images = torch.randn(8, 3, size, size, generator=generator)
    with torch.no_grad():
        outputs = model(images)
        torch.onnx.export(model, images[:1], str(folder / "model.onnx"), opset_version=17, input_names=["images"],
                          output_names=["scores"], dynamic_axes={"images": {0: "N"}, "scores": {0: "N"}})
    numpy.save(folder / "input_0.npy", images.numpy())
    numpy.save(folder / "output_0.npy", outputs.numpy())


try:
    main()
except torch.onnx.errors.UnsupportedOperatorError:
    sys.exit(CANNOT_EXPORT)
