// What a search of plans has found out: on disk, so that one that was interrupted goes on where it was, or in memory.
//
// On disk, JSON lines: first what it is of (the network, the data, the settings that plans are laid over, the samples
// searched on and scored on), then a damage or a score each, numbers as the shortest text that reads back as the same
// number. They are found again by the settings that they are of: one file serves searches with other budgets, bounds or
// points.
#pragma once

#include "core/evaluate/Evaluation.h"
#include "core/files/LineFile.h"
#include "core/sweep/RecordHeader.h"

#include <map>
#include <memory>
#include <optional>

namespace termscope {

class SearchRecord {
public:
    /// In memory, empty.
    SearchRecord() = default;
    /// Reads what is there; makes the file where there is none. Errors: those of LineFile::open; a file that is no
    /// record of a search, or one of another identity (the sentence says which); a line that is none.
    static Result<SearchRecord> open(const std::filesystem::path& path, const SweepIdentity& identity);

    /// What a layer alone does at settings of its own.
    std::optional<double> damageOf(const std::string& layer, const LayerOverride& own) const;
    Result<void> keepDamage(const std::string& layer, const LayerOverride& own, double damage);

    /// `scored`: on the samples that tell the score, not on those searched on.
    std::optional<Evaluation> evaluationOf(Method method, const Settings& settings, bool scored) const;
    Result<void> keep(const Evaluation& evaluation, bool scored);

    /// Findings that it holds.
    std::size_t size() const { return damages_.size() + evaluations_.size(); }

    /// A finding as lines() has it. Error: `line` is none; `where` opens the sentence.
    Result<void> read(const std::string& line, const std::string& where);
    /// Its findings, a line each: equal for equal ones, however they came.
    std::vector<std::string> lines() const;
    /// All findings of the other one, which count where both have them; on disk, nothing changes.
    void add(const SearchRecord& other);

private:
    SearchRecord(LineFile file, std::string header)
        : file_(std::make_unique<LineFile>(std::move(file))), header_(std::move(header))
    {
    }

    Result<void> append(const std::string& line);

    std::unique_ptr<LineFile> file_; ///< null: in memory
    std::string header_;
    std::map<std::string, double> damages_;
    std::map<std::string, Evaluation> evaluations_; ///< without their settings
};

/// All settings as one text, those of layers too: for SweepIdentity.
std::string wordsOf(const Settings& settings);

} // namespace termscope
