// A table for a paper or a page: CSV, as csvLine writes it, as Markdown or as LaTeX.
#pragma once

#include "widgets/export/Csv.h"

#include <QString>

namespace termscope {

/// A table of GitHub's Markdown; columns of numbers stand at the right.
QString markdownTable(const QString& csv);

/// A tabular that needs no package; columns of numbers stand at the right.
QString latexTable(const QString& csv);

} // namespace termscope
