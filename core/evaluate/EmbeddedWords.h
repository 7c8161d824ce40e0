// How many words a network of tokens knows: the rows of its embedding.
#pragma once

#include "core/graph/Graph.h"

#include <optional>

namespace termscope {

/// The rows of the tensor that the tokens pick from (Gather), an embedding or one-hot rows; the fewest, where there are
/// several. None: the tokens go elsewhere, or the size is not known. `input`: of the tokens, in
/// Graph::inputs. The outputs say nothing of it: a classifier of texts has as many as it has classes.
std::optional<std::int64_t> embeddedWords(const Graph& graph, std::size_t input);

} // namespace termscope
