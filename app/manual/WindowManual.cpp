#include "app/manual/WindowManual.h"

namespace termscope {
namespace {

constexpr const char* description =
    "TermScope opens a trained network and shows what every weight is made of: signed powers of two, called terms. "
    "Drag "
    "the term budget of Term Revealing and see at once what becomes of the weights, of the accuracy, of the work and "
    "of "
    "the array of processing elements that does the work.\n"
    "\n"
    "A FILE is known by its contents, not by its name: a network (ONNX), weights (safetensors, NumPy npz and others), "
    "labelled images, a session, a lesson (a Markdown file that ends with .md), or a termscope: link. Without any, an "
    "embedded network of digits is opened.\n"
    "\n"
    "With --render or --handout no window is opened and no display is needed.\n";

constexpr const char* exitStatus =
    "0: done. 1: a lesson cannot be computed. 2: usage, or a file that cannot be read or "
    "written; standard error says which, what was expected and what was found.\n";

constexpr const char* files =
    "  $XDG_CONFIG_HOME/TermScope/TermScope.conf    the window, recent files, progress in lessons\n"
    "  $XDG_CONFIG_HOME/TermScope/autosave/         sessions, written after every change\n";

constexpr const char* examples = "  termscope net.onnx --data images.gz,labels.gz\n"
                                 "  termscope 'termscope:?page=accuracy&budget=9'\n"
                                 "  termscope --example fashion --render pages --size 1600x1000\n"
                                 "  termscope --handout lesson:3-weights --sheets 1-30 --format pdf --output sheets\n";

} // namespace

Manual windowManual(const CLI::App& parser, const std::string& version)
{
    Manual manual;
    manual.program = "termscope";
    manual.version = version;
    manual.summary = "see what the weights of a trained network are made of";
    manual.verbs.push_back({{}, {}, {}, manualOptions(parser)});
    manual.description = description;
    manual.sections = {
        {"EXAMPLES", examples}, {"EXIT STATUS", exitStatus}, {"FILES", files}, {"SEE ALSO", "termscope-cli(1)\n"}};
    return manual;
}

} // namespace termscope
