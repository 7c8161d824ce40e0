#include "app/cli/TableOptions.h"

#include "app/cli/Inputs.h"

#include "core/files/Files.h"

namespace termscope::cli {

Outcome checkTableOptions(const TableOptions& options, const std::vector<std::filesystem::path>& inputs)
{
    if (options.csv == "-" && options.json)
        return badInput("--csv: - and --json would both write to standard output");
    if (options.csv && options.csv != "-")
        if (const Result<void> writable = checkOutputPath(*options.csv, inputs); !writable)
            return badInput(writable.error());
    return {};
}

Outcome writeTable(const TableOptions& options, const TableForms& forms, Output& output)
{
    if (options.csv && options.csv != "-")
        if (const Result<void> written = writeFile(*options.csv, forms.csv()); !written)
            return badInput(written.error());
    output.write(options.json ? forms.json() : options.csv == "-" ? forms.csv() : forms.text());
    return {};
}

} // namespace termscope::cli
