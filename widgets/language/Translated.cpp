#include "widgets/language/Translated.h"

#include "widgets/language/Numbers.h"

#include <string>

namespace termscope {
namespace {

QString textOf(std::int64_t value)
{
    return countText(value);
}

QString textOf(double value)
{
    return numberText(value, 'g', 6);
}

} // namespace

QString translated(std::string_view text)
{
    return QCoreApplication::translate("core", std::string(text).c_str());
}

QString translated(const Message& message)
{
    QString words = translated(message.pattern);
    for (const Message::Value& value : message.values)
        words = words.arg(std::visit([](auto number) { return textOf(number); }, value));
    return words;
}

} // namespace termscope
