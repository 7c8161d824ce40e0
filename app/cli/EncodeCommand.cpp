// encode: the terms of integers.
#include "app/cli/Command.h"
#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/Values.h"

#include "core/terms/Encoder.h"

namespace termscope::cli {
namespace {

class EncodeCommand : public Command {
public:
    std::string name() const override { return "encode"; }
    std::string summary() const override { return "Write integers as signed powers of two."; }
    std::string examples() const override
    {
        return "Examples:\n"
               "  termscope-cli encode 27                         27 = +2^5 -2^2 -2^0\n"
               "  termscope-cli encode --encoding binary 27 0     one line for each value\n"
               "  termscope-cli encode --json -- -27              negative values after --\n"
               "  seq 0 255 | termscope-cli encode -              values from standard input\n";
    }

    void addOptions(CLI::App& app) override
    {
        addSettings(app, settings_, {"encoding"});
        addFlag(app, "--json", json_, "Print JSON: [{\"value\":27,\"terms\":[{\"exponent\":5,\"sign\":1},...]}]");
        addValues(app, words_);
    }

    Outcome run(Output& output) override
    {
        const Result<std::vector<std::int64_t>> values = valuesFrom(words_);
        if (!values)
            return badInput(values.error());
        if (json_)
            writeJson(*values, output);
        else
            for (const std::int64_t value : *values)
                output.write(text(value, " = ", termscope::toText(encodeTerms(value, settings_.encoding)), "\n"));
        return {};
    }

private:
    /// Value by value: a whole document in memory would be a hundred times the size of the values.
    void writeJson(const std::vector<std::int64_t>& values, Output& output) const
    {
        output.write("[");
        for (std::size_t i = 0; i < values.size(); ++i) {
            Json terms = Json::array();
            for (const Term& term : encodeTerms(values[i], settings_.encoding))
                terms.push_back({{"exponent", term.exponent}, {"sign", term.sign}});
            output.write(i == 0 ? "" : ",");
            output.write(toText(Json{{"value", values[i]}, {"terms", std::move(terms)}}));
        }
        output.write("]\n");
    }

    Settings settings_;
    bool json_ = false;
    std::vector<std::string> words_;
};

} // namespace

std::unique_ptr<Command> makeEncodeCommand()
{
    return std::make_unique<EncodeCommand>();
}

} // namespace termscope::cli
