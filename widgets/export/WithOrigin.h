// What is taken away says where it is from: lines with "# " before them, in the manner of each format.
#pragma once

#include "widgets/export/TableText.h"

namespace termscope {

/// A table of Markdown, and the lines of its origin below it.
inline QString markdownWithOrigin(const QString& csv, const QString& origin)
{
    QString lines = origin;
    lines.replace(QStringLiteral("# "), QStringLiteral("- "));
    return markdownTable(csv) + (lines.isEmpty() ? QString() : u'\n' + lines);
}

/// A tabular of LaTeX after comments that say its origin.
inline QString latexWithOrigin(const QString& csv, const QString& origin)
{
    QString lines = origin;
    lines.replace(QStringLiteral("# "), QStringLiteral("% "));
    return lines + latexTable(csv);
}

} // namespace termscope
