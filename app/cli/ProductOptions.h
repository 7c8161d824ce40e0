// The operands of one matrix product, which simulate and rtl ask for alike: random, from a file, or of a layer of a
// network with real data.
#pragma once

#include "app/cli/ArrayOptions.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/LayerOptions.h"
#include "hwmodel/simulate/Operands.h"

#include <functional>

namespace termscope::cli {

struct ProductOptions {
    std::optional<std::string> gemm, operandFile;
    std::optional<std::string> layer; ///< NAME, or NAME:SETTINGS
    std::optional<std::int64_t> seed, batch, number;
    std::vector<LayerRule> plan;
    NetworkChoice network;
    EvaluatorOptions workload;

    bool given() const { return gemm || operandFile || layer; }
};

/// Adds --gemm, --operands, --seed, --layer, --product, --batch, --plan, the network and its data, and the settings
/// that decide a layer's integers beside those of terms and bits.
void addProductOptions(CLI::App& app, ProductOptions& options, Settings& settings);

/// What is wrong with the options themselves, before any file is read.
Outcome checkProductOptions(const ProductOptions& options, const Settings& settings);

/// The operands, and in words where they are from.
struct OpenedProduct {
    std::shared_ptr<const ProductOperands> operands; ///< its `config`: of a layer what the layer runs at
    std::string source;                              ///< "random, seed 1"; "of layer.npz"; "of layer fc3 …"
};

/// Says whether a product can be taken; `positions` kernel positions lie along K. Asked before operands are made.
using ProductCheck =
    std::function<Result<void>(const TermMacConfig& terms, const GemmShape& shape, std::int64_t positions)>;

/// Random operands where no option asks for others, of `usual` where --gemm is not given. `timing` has the array's
/// settings. Errors: those of files, networks, data and `check`; a layer that no array runs. Range: options that passed
/// checkProductOptions.
Result<OpenedProduct> openProduct(const ProductOptions& options, const Settings& settings, const TimingConfig& timing,
                                  const GemmShape& usual, const ProductCheck& check);

} // namespace termscope::cli
