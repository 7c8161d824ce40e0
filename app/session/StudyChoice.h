// What the page of studies is set to: which pane is in sight and what each of them is asked for. One table describes it
// for session files and links.
#pragma once

#include "app/session/SearchChoice.h"
#include "core/base/Error.h"
#include "core/settings/Method.h"
#include "core/settings/Settings.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace termscope {

enum class StudyPane { Sensitivity, Search, Compare, Reproduce };

/// What a comparison is of: two sides, each a way to run and settings. The strip shows those of one side, the other
/// side's are kept here.
struct CompareChoice {
    Method a = Method::Float;
    Method b = Method::Revealed;
    bool stripIsA = false;
    Settings other;      ///< of the side that the strip does not show
    bool curves = false; ///< both curves of TR too

    friend bool operator==(const CompareChoice&, const CompareChoice&) = default;
};

struct StudyChoice {
    StudyPane pane = StudyPane::Sensitivity;
    Method sensitivity = Method::Revealed; ///< or Quantized
    SearchWish search;
    CompareChoice compare;
    std::string figure = "accuracy"; ///< a key of reproducedFigures()

    friend bool operator==(const StudyChoice&, const StudyChoice&) = default;
};

/// What the pane of reproduction can make, as `termscope-cli reproduce` calls it.
std::span<const std::string_view> reproducedFigures();

/// Settings that differ from the defaults: "weight_bits=6&layer.fc1=k=8", empty for none.
std::string textOfSettings(const Settings& settings);
/// Errors open with `key`.
Result<Settings> settingsOfText(std::string_view key, std::string_view text);

struct StudyField {
    std::string_view key; ///< "study_pane", "search_budgets", "compare_a" …
    std::function<std::string(const StudyChoice&)> get;
    /// Errors open with the key; the choice is then as it was.
    std::function<Result<void>(std::string_view key, StudyChoice& choice, std::string_view text)> set;
};

std::span<const StudyField> studyFields();

} // namespace termscope
