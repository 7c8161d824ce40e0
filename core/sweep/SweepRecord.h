// The finished rows of a sweep on disk, so that a sweep that was interrupted goes on where it was.
//
// JSON lines: first what the rows are of (SweepIdentity), then a row each with all its settings, numbers as the
// shortest text that reads back as the same number. A row is found again by its method and settings, so that one file
// serves sweeps over other budgets or bits of the same network and data.
#pragma once

#include "core/data/text/TokenText.h"
#include "core/files/LineFile.h"
#include "core/sweep/RecordHeader.h"
#include "core/sweep/Sweep.h"

#include <string>
#include <utility>
#include <vector>

namespace termscope {

/// Of a network: its name and what it holds, weights, biases, constants and nodes.
SweepIdentity identityOf(const Network& network);
/// Of the samples: names, counts, and what they are after preprocessing; where they are streamed, their labels.
SweepIdentity identityOf(const Dataset& dataset);
SweepIdentity identityOf(const TokenText& text);

class SweepRecord {
public:
    /// Reads the rows that are there; makes the file where there is none. Errors: those of LineFile::open; a file that
    /// is no record of a sweep, or one of another network, data or limit (the sentence says which); a line that is no
    /// row.
    static Result<SweepRecord> open(const std::filesystem::path& path, const SweepIdentity& identity);

    /// The row, if it was done before; what the method does not heed may have been set otherwise.
    std::optional<SweepRow> find(Method method, const Settings& settings) const;
    std::size_t size() const { return rows_.size(); }

    /// Returns when the row is on the disk.
    Result<void> append(const SweepRow& row);

private:
    SweepRecord(LineFile file, std::string header) : file_(std::move(file)), header_(std::move(header)) {}

    LineFile file_;
    std::string header_;
    std::vector<SweepRow> rows_;
};

} // namespace termscope
