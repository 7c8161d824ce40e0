#include "resources/Embedded.h"

extern "C" {
extern const std::byte termscope_network[], termscope_network_end[];
extern const std::byte termscope_images[], termscope_images_end[];
extern const std::byte termscope_labels[], termscope_labels_end[];
extern const std::byte termscope_published[], termscope_published_end[];
extern const std::byte termscope_published_studies[], termscope_published_studies_end[];
extern const std::byte termscope_published_trained[], termscope_published_trained_end[];
extern const std::byte termscope_topology_mlp[], termscope_topology_mlp_end[];
extern const std::byte termscope_topology_vgg16[], termscope_topology_vgg16_end[];
extern const std::byte termscope_topology_resnet18[], termscope_topology_resnet18_end[];
extern const std::byte termscope_topology_mobilenet_v2[], termscope_topology_mobilenet_v2_end[];
extern const std::byte termscope_topology_efficientnet_b0[], termscope_topology_efficientnet_b0_end[];
extern const std::byte termscope_topology_lstm[], termscope_topology_lstm_end[];
extern const std::byte termscope_costs[], termscope_costs_end[];
extern const std::byte termscope_counted_costs[], termscope_counted_costs_end[];
extern const std::byte termscope_gate_counts[], termscope_gate_counts_end[];
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

std::span<const std::byte> publishedStudies()
{
    return {termscope_published_studies, termscope_published_studies_end};
}

std::span<const std::byte> trainedFigures()
{
    return {termscope_published_trained, termscope_published_trained_end};
}

std::span<const Topology> topologies()
{
    static const Topology all[] = {
        {"MLP", {termscope_topology_mlp, termscope_topology_mlp_end}},
        {"VGG-16", {termscope_topology_vgg16, termscope_topology_vgg16_end}},
        {"ResNet-18", {termscope_topology_resnet18, termscope_topology_resnet18_end}},
        {"MobileNet-v2", {termscope_topology_mobilenet_v2, termscope_topology_mobilenet_v2_end}},
        {"EfficientNet-b0", {termscope_topology_efficientnet_b0, termscope_topology_efficientnet_b0_end}},
        {"LSTM", {termscope_topology_lstm, termscope_topology_lstm_end}},
    };
    return all;
}

std::span<const std::byte> unitCosts()
{
    return {termscope_costs, termscope_costs_end};
}

std::span<const std::byte> countedUnitCosts()
{
    return {termscope_counted_costs, termscope_counted_costs_end};
}

std::span<const std::byte> gateCounts()
{
    return {termscope_gate_counts, termscope_gate_counts_end};
}

} // namespace termscope::embedded
