// Everything a user can set about term revealing, and the one table that describes it.
//
// The table feeds the controls, the session file, undo, the command line's options and "copy as link": a new setting
// is one row here.
#pragma once

#include "core/base/Error.h"
#include "core/quant/Calibration.h"
#include "core/quant/Quantizer.h"
#include "core/settings/Field.h"
#include "core/settings/LayerOverride.h"
#include "core/terms/Encoding.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

struct Settings {
    int weightBits = 8;
    int dataBits = 8;
    Encoding encoding = Encoding::Hese;
    int groupSize = 8; ///< g
    int budget = 12;   ///< k, terms kept per group
    int dataTerms = 3; ///< s, terms kept per activation; 0 keeps all
    Quantizer quantizer = Quantizer::Symmetric;
    Calibration calibration = Calibration::Mse;
    int calibrationSamples = 512;  ///< the first so many samples of the dataset
    bool perChannel = true;        ///< one weight scale per output channel instead of per tensor
    bool foldNormalization = true; ///< BatchNormalization becomes part of the weights before they are quantized
    Source source = Source::Given; ///< of the integers that are run or revealed
    Attention attention = Attention::Float; ///< of products of two activations
    LayerOverrides layers;                  ///< what single layers have of their own; see NetworkPlan
    std::string_view format = {}; ///< of Method::Format: the name of a row of weightFormats(); not in the table
    DataFormat dataFormat = DataFormat::Bits; ///< of the same, and Own only where that format is for data

    /// α = k / g, the average budget per weight.
    double alpha() const { return static_cast<double>(budget) / groupSize; }

    friend bool operator==(const Settings&, const Settings&) = default;
};

inline constexpr int largestGroupSize = 64;

/// The largest term budget of a group: no value that is quantized to 8 bits has more than 8 terms.
constexpr int maximumBudget(int groupSize)
{
    return 8 * groupSize;
}

/// What a session file or a link means that leaves settings out: their defaults, but one weight scale per tensor, which
/// was the default when those formats were made.
Settings settingsLeftOut();

/// What settings decide. What is made of some of them is cached by keyOf: nobody lists their members.
enum Spec : unsigned {
    WeightSpec = 1,    ///< the integers of the weights
    RevealSpec = 2,    ///< which of their terms stay
    DataSpec = 4,      ///< the scale and the integers of the activations
    AttentionSpec = 8, ///< how products of two activations run
};

/// One row of the table, which holds all but the overrides.
struct SettingInfo : Field<Settings> {
    unsigned specs = 0;       ///< to which Spec it belongs: one or several
    bool ofRevealing = false; ///< g, k and s: plain quantization does not heed it
};

/// The values of all settings of a spec, in the table's order: equal for settings that decide the same.
using SpecKey = std::vector<int>;
SpecKey keyOf(Spec spec, const Settings& settings);

/// All settings in the order they are shown. What they must hold together is left to checkSettings.
std::span<const SettingInfo> settingsTable();

/// The row with this key, or nullptr.
const SettingInfo* findSetting(std::string_view key);

/// The settings with all that `method` does not heed at its default: what runs the same compares equal. QT heeds
/// neither g, k nor s, given but how terms are written, float nothing at all, a format all but k; what layers have of
/// their own stays as it is under QT.
Settings heeded(Method method, Settings settings);

struct WeightFormat;

/// For Method::Format: in the format, whose data are what `data` says where the format is for data, else Bits. Data in
/// a format keep all their terms.
Settings inFormat(Settings settings, const WeightFormat& format, DataFormat data);

/// The largest value the setting takes beside the others (of the budget: maximumBudget).
int maximumFor(const SettingInfo& info, const Settings& settings);

/// Sets a value from a control: clamped to the range; a smaller group size lowers the budget, and those that layers
/// have of their own without a group size of their own, to its new maximum.
void setClamped(Settings& settings, const SettingInfo& info, int value);

/// Settings out of range, those of single layers too: one sentence that names the setting, the range and what was
/// found.
Result<void> checkSettings(const Settings& settings);

/// What a user should know about settings that are legal but make no sense together, one sentence each
/// ("k = 64 keeps every term that 8 values can have (at most 32): nothing is dropped."). Empty when all is well.
std::vector<std::string> adviceOn(const Settings& settings);

} // namespace termscope
