# For Doxygen: the comment that a header opens with is the description of the file.
1s|^// |/// \\file\n/// |
1,/^#pragma once/s|^//\( \|$\)|///\1|
