#include "app/cli/HelpFormatter.h"

#include "app/cli/TextTable.h"

#include <sstream>

namespace termscope::cli {

std::string wrapped(const std::string& text, std::size_t width)
{
    std::istringstream words(text);
    std::string result;
    std::size_t column = 0;
    for (std::string word; words >> word;) {
        const std::size_t length = displayWidth(word);
        if (column > 0 && column + 1 + length > width) {
            result += '\n';
            column = 0;
        }
        result += (column > 0 ? " " : "") + word;
        column += (column > 0 ? 1 : 0) + length;
    }
    return result;
}

} // namespace termscope::cli
