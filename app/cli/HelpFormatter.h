// --help as CLI11 makes it, with the options' sentences broken into lines that fit a terminal.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace termscope::cli {

/// The text in lines of at most `width` characters where its words allow it, joined by new lines.
std::string wrapped(const std::string& text, std::size_t width);

class HelpFormatter : public CLI::Formatter {
public:
    HelpFormatter() { column_width(30); }

    std::string make_option_desc(const CLI::Option* option) const override
    {
        return wrapped(option->get_description(), 100 - get_column_width());
    }
};

} // namespace termscope::cli
