// What the bench measures, part by part. Targets of the design are printed beside the figures they are for.
#pragma once

namespace termscope::bench {

/// Encoding and revealing, in Mvalues/s beside memcpy of the same bytes.
void registerRevealing();

/// The embedded network on its digits, and what follows a move of the budget slider, in ms.
void registerNetwork();

/// Closed forms of timing: a whole network on a grid of arrays, in ms.
void registerTiming();

/// Arrays stepped with values, and adaptive timing without stepping.
void registerSimulation();

/// Pictures to samples, in images/s. With TERMSCOPE_DATA naming a folder that holds imagenet/val and val_labels.txt,
/// JPEG files too, beside Pillow where it is installed.
void registerData();

/// Pictures of arrays, in ms a frame. Only where the app is built.
void registerFrames();

} // namespace termscope::bench
