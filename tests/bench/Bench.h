// What the bench measures, part by part. Targets of the design are printed beside the figures they are for.
#pragma once

namespace termscope::bench {

/// Encoding and revealing, in Mvalues/s beside memcpy of the same bytes.
void registerRevealing();

/// The embedded network on its digits, and what follows a move of the budget slider, in ms.
void registerNetwork();

/// Real networks in ms an image, float32 and revealed, at batch 16 with two threads. With TERMSCOPE_DATA naming a
/// folder that holds cifar10/resnet20.onnx and imagenet/mobilenet_v2.onnx; beside onnxruntime-node, where
/// TERMSCOPE_NODE_MODULES names the folder of node's modules that holds it, and PyTorch, where it is installed.
void registerInference();

/// From stop to stopped, in ms, of evaluations of the same networks.
void registerCancelling();

/// Closed forms of timing: a whole network on a grid of arrays, in ms.
void registerTiming();

/// Arrays stepped with values, and adaptive timing without stepping.
void registerSimulation();

/// The sensitivity of all layers beside separate evaluations, and a rival's curve beside QT's: ResNet-20 where
/// TERMSCOPE_DATA has it, else the embedded clothes.
void registerStudies();

/// Pictures to samples, in images/s. With TERMSCOPE_DATA naming a folder that holds imagenet/val and val_labels.txt,
/// JPEG files too, beside Pillow where it is installed.
void registerData();

/// Pictures of arrays, in ms a frame. Only where the app is built.
void registerFrames();

/// A network opened in the app, in ms to the first page drawn: 13 GB of a language model's weights, and, with
/// TERMSCOPE_DATA naming a folder that holds it, imagenet/mobilenet_v2.onnx. Only where the app is built.
void registerOpening();

} // namespace termscope::bench
