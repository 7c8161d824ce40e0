// What plans of a search are made of: the settings that each layer may run at, what each costs, and what it does to the
// network when this layer alone runs at it (PlanSearch.h says how, and that the damages are taken to add up).
#pragma once

#include "core/study/PlanSearch.h"

#include <functional>
#include <span>
#include <vector>

namespace termscope {

class PlanOptions {
public:
    /// `config` and `network` outlive it.
    PlanOptions(const Network& network, const SearchConfig& config);

    /// Runs every layer alone at every setting that it may have, on `range` of the evaluator's samples. `progress`: the
    /// share that is done, 0 to 1. May be cancelled. Errors: samples that cannot be run, a network whose outputs are no
    /// classes, what SearchConfig::planCost says.
    Result<void> measure(Evaluator& evaluator, SampleRange range, const Progress& progress);

    /// Those runs alone that `isOurs` says, by their number in the order of measure; kept in `into`. Nothing else is
    /// asked of the options then. Errors: as measure.
    Result<void> measureSome(Evaluator& evaluator, SampleRange range, const std::function<bool(std::size_t)>& isOurs,
                             SearchRecord& into, const Progress& progress) const;

    /// After measure: all plans on the hull of predicted damage over cost, the dearest first.
    std::vector<SearchPoint> plans() const;

    /// Of all layers, in the unit of the search. Errors: what SearchConfig::planCost says.
    Result<double> costOf(Method method, const Settings& settings) const;

private:
    /// One thing that a layer can run at.
    struct Option {
        LayerOverride layer;
        double cost = 0.0;   ///< for one sample
        double damage = 0.0; ///< divergence of the network by this layer alone
    };

    struct LayerOptions {
        int layer = 0;
        std::vector<Option> all;
    };

    /// One run of the network with a layer alone at something, and what it told. The runs tell weights with all data
    /// terms, data with all weight terms, or bits.
    struct Probe {
        int layer = 0;
        LayerOverride own;
        double divergence = 0.0;
    };

    std::vector<GroupChoice> groupsOfLayer(int layer) const;
    void addTermProbes(std::vector<Probe>& all, int layer, std::span<const GroupChoice> groups) const;
    std::vector<Probe> makeProbes() const;
    Result<void> runProbes(Evaluator& evaluator, SampleRange range, const Progress& progress);
    Result<void> runSome(std::span<Probe> probes, Evaluator& evaluator, SampleRange range,
                         const Progress& progress) const;
    Result<void> runUnknown(Evaluator& evaluator, SampleRange range, const Progress& progress);
    Result<void> makeOptions();
    Result<void> addBits(LayerOptions& of) const;
    Result<void> addTerms(LayerOptions& of, std::span<const GroupChoice> groups) const;
    Result<void> addOption(LayerOptions& of, const LayerOverride& layer, double damage) const;
    Result<void> findFixedCost();
    LayerOverride own(int layer, const LayerOverride& above) const;
    LayerOverride terms(int layer, int groupSize, int budget, int dataTerms) const;
    Result<double> costOf(int layer, const LayerOverride& option) const;
    double divergenceOf(int layer, const LayerOverride& option) const;
    SearchPoint pointOf(std::span<const std::size_t> chosen) const;

    const Network& network_;
    const SearchConfig& config_;
    std::vector<GroupChoice> groups_; ///< that layers without a g of their own may take
    std::vector<NetworkPlan> plans_;  ///< all layers at each of them
    std::vector<Probe> probes_;
    std::vector<LayerOptions> options_;
    double fixedCost_ = 0.0; ///< of layers that no plan varies, by planCost
};

} // namespace termscope
