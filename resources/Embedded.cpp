#include "resources/Embedded.h"

extern "C" {
extern const std::byte termscope_network[], termscope_network_end[];
extern const std::byte termscope_images[], termscope_images_end[];
extern const std::byte termscope_labels[], termscope_labels_end[];
extern const std::byte termscope_published[], termscope_published_end[];
extern const std::byte termscope_costs[], termscope_costs_end[];
}

namespace termscope::embedded {

std::span<const std::byte> network()
{
    return {termscope_network, termscope_network_end};
}

std::span<const std::byte> images()
{
    return {termscope_images, termscope_images_end};
}

std::span<const std::byte> labels()
{
    return {termscope_labels, termscope_labels_end};
}

std::span<const std::byte> publishedFigures()
{
    return {termscope_published, termscope_published_end};
}

std::span<const std::byte> unitCosts()
{
    return {termscope_costs, termscope_costs_end};
}

} // namespace termscope::embedded
