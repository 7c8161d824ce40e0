#include "core/run/Bfloat16Speed.h"

#include "core/run/Dnnl.h"
#include "core/run/MatrixProduct.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace termscope {
namespace {

using dnnl_common::DataType;
using dnnl_common::engine;

/// A product of the size that layers have, of zeros: what numbers are multiplied does not matter to its time.
class TimedProduct {
public:
    explicit TimedProduct(DataType type)
    {
        using Tag = dnnl::memory::format_tag;
        const dnnl::memory::desc x({rows, inputs}, type, Tag::ab);
        const dnnl::memory::desc w({inputs, outputs}, type, Tag::any);
        const dnnl::memory::desc y({rows, outputs}, DataType::f32, Tag::ab);
        const auto description = dnnl_common::describeProduct(x, w, y, dnnl_common::attributes());
        usable_ = !dnnl_common::isReference(description);
        primitive_ = dnnl::matmul(description);
        const auto add = [this](int name, const dnnl::memory::desc& what) {
            std::vector<float>& buffer = values_.emplace_back(what.get_size() / sizeof(float) + 1);
            operands_.emplace(name, dnnl::memory(what, engine(), buffer.data()));
        };
        add(DNNL_ARG_SRC, x);
        add(DNNL_ARG_WEIGHTS, description.weights_desc());
        add(DNNL_ARG_DST, y);
        add(DNNL_ARG_SCRATCHPAD, description.scratchpad_desc());
    }

    bool isUsable() const { return usable_; }

    double seconds()
    {
        const auto start = std::chrono::steady_clock::now();
        primitive_.execute(stream_, operands_);
        stream_.wait();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

private:
    static constexpr std::int64_t rows = 128, inputs = 512, outputs = 128;

    bool usable_ = false;
    dnnl::matmul primitive_;
    dnnl::stream stream_{engine()};
    std::deque<std::vector<float>> values_;
    std::unordered_map<int, dnnl::memory> operands_;
};

bool measure()
{
    if (!dnnl_common::hasBfloat16Instructions())
        return false;
    try {
        const SingleThreadScope alone;
        TimedProduct narrow(DataType::bf16);
        TimedProduct wide(DataType::f32);
        // The best of some in turn: what else the machine does meets both.
        double best[2] = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
        constexpr int rounds = 8;
        for (int round = 0; round < rounds && narrow.isUsable(); ++round) {
            best[0] = std::min(best[0], narrow.seconds());
            best[1] = std::min(best[1], wide.seconds());
        }
        return narrow.isUsable() && best[0] < best[1];
    } catch (const dnnl::error&) {
        return false;
    }
}

} // namespace

bool isBfloat16Faster()
{
    static const bool faster = [] {
        const char* const told = std::getenv("TERMSCOPE_BFLOAT16");
        if (told != nullptr && std::string_view(told) == "1")
            return dnnl_common::hasBfloat16Instructions();
        return !(told != nullptr && std::string_view(told) == "0") && measure();
    }();
    return faster;
}

} // namespace termscope
