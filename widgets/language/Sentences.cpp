#include "widgets/language/Sentences.h"

#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

namespace termscope {
namespace {

struct InLocale {
    QString operator()(std::int64_t count) const { return countText(count); }
    QString operator()(const FixedNumber& number) const { return numberText(number.value, 'f', number.decimals); }
    QString operator()(const std::string& name) const { return QString::fromStdString(name); }
};

} // namespace

QString translated(const Sentence& sentence)
{
    std::vector<std::string> values;
    for (const Sentence::Value& value : sentence.values)
        values.push_back(std::visit(InLocale{}, value).toStdString());
    return QString::fromStdString(filled(translated(sentence.pattern).toStdString(), values));
}

} // namespace termscope
