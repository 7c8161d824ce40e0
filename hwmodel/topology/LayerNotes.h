// What a file of layers cannot say, gathered by reason so that each is told once.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace termscope {

class LayerNotes {
public:
    void add(std::string_view reason, const std::string& layer);

    /// "2 layers ("dw1", "dw2"): written as …", in the order in which the reasons came.
    std::vector<std::string> sentences() const;

private:
    std::vector<std::pair<std::string, std::vector<std::string>>> notes_;
};

} // namespace termscope
