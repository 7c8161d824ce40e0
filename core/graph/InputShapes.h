// The shapes of a network's inputs: what they tell of its layers, and those that a user gives where the file leaves
// sizes open.
#pragma once

#include "core/graph/Network.h"

#include <span>

namespace termscope {

/// Shapes of a sample, and what they tell of the layers and of the network's ends. Gives what operators refuse.
std::vector<std::string> measureNetwork(Network& network, Graph& graph);

/// The shape that an input is to have.
struct InputShape {
    std::string name;
    Shape shape;

    friend bool operator==(const InputShape&, const InputShape&) = default;
};

/// "NAME=1x3x48x320"; "1x3x48x320" for the only input. Error: no such text.
Result<InputShape> parseInputShape(std::string_view text);
/// Several, with semicolons between them.
Result<std::vector<InputShape>> parseInputShapes(std::string_view text);
std::string toText(std::span<const InputShape> shapes);

/// The network with the sizes that its file leaves open as they are given: multiply-accumulates and windows are known
/// then, where they follow from them. An open first axis stays open: it is the batch, or time, and counts as one
/// sample. Axes of one name are as long as each other in all inputs. Errors: no such input; another number of axes; a
/// size the file gives otherwise; two sizes for one name; operators that refuse them, with file and node.
Result<NetworkPtr> withInputShapes(const NetworkPtr& network, std::span<const InputShape> shapes);

/// The inputs that have open sizes after the first axis, as the file declares them (-1: open).
std::vector<InputShape> openInputs(const Network& network);

} // namespace termscope
