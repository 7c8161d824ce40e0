// Everything a user can set about term revealing, and the one table that describes it.
//
// The table feeds the controls, the session file, undo, the command line's options and "copy as link": a new setting
// is one row here.
#pragma once

#include "core/base/Error.h"
#include "core/quant/Calibration.h"
#include "core/quant/Quantizer.h"
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
    bool perChannel = false;       ///< one weight scale per output channel instead of per tensor
    bool foldNormalization = true; ///< BatchNormalization becomes part of the weights before they are quantized
    LayerOverrides layers;         ///< what single layers have of their own; see settingsOf (LayerSettings.h)

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

enum class SettingKind { Integer, Choice };

struct SettingChoice {
    std::string_view name;  ///< in files and on the command line
    std::string_view title; ///< on screen
};

/// One row of the table, which holds all but the overrides. Every setting is an int underneath: the number, or the
/// index of the choice.
struct SettingInfo {
    std::string_view key;    ///< "weight_bits": session files and links; the option is "--weight-bits"
    std::string_view title;  ///< "Weight bits": labels
    std::string_view symbol; ///< "b_w", "g", "k", "s", or empty
    std::string_view help;   ///< one sentence for tooltips, What's This and --help
    SettingKind kind = SettingKind::Integer;
    int minimum = 0;
    int maximum = 0; ///< see also maximumFor: the budget's depends on the group size
    std::vector<SettingChoice> choices;
    int (*get)(const Settings&);
    void (*set)(Settings&, int);
    bool ofRevealing = false; ///< g, k and s: plain quantization does not heed it
};

/// All settings in the order they are shown.
std::span<const SettingInfo> settingsTable();

/// The row with this key, or nullptr.
const SettingInfo* findSetting(std::string_view key);

/// The settings with all that `method` does not heed at its default: what runs the same compares equal. QT heeds
/// neither g, k nor s, float nothing at all; what layers have of their own stays as it is under QT.
Settings heeded(Method method, Settings settings);

/// The largest value the setting takes beside the others (of the budget: maximumBudget).
int maximumFor(const SettingInfo& info, const Settings& settings);

/// The value as text: a number, or the choice's name.
std::string valueText(const SettingInfo& info, const Settings& settings);

/// Reads the text of one setting. Errors: "group_size: expected 1…64, found 99"; `settings` is then as it was.
/// What the settings must hold together is left to checkSettings.
Result<void> setFromText(Settings& settings, const SettingInfo& info, std::string_view text);

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
