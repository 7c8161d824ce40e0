// How the C library keeps memory that was given back, and what is said where there is none left.
#pragma once

namespace termscope {

/// Said of work that ended with std::bad_alloc, after what the work was: "net.onnx: …".
inline constexpr const char* needsMoreMemory = "needs more memory than there is";

/// For a program that runs for days on several threads: memory that was freed is used again by all of them, and large
/// blocks go back to the system at once. Without it glibc gives every thread an arena of its own, and keeps in it holes
/// of up to 32 MiB. Once, before there is a second thread; elsewhere than on glibc it does nothing.
void keepMemorySmall();

} // namespace termscope
