// Texts that are not written in a class of Qt's: those of free functions, and those that core and hwmodel know, which
// know no Qt.
#pragma once

#include "core/base/Message.h"

#include <QCoreApplication>
#include <QString>

#include <string_view>

namespace termscope {

/// tr() outside of classes. Their namespace is the context that lupdate finds such texts under.
inline QString tr(const char* text, const char* remark = nullptr, int count = -1)
{
    return QCoreApplication::translate("termscope", text, remark, count);
}

/// A text of a table in core or hwmodel (titles and help of settings, names of pages), marked there as translatable
/// (core/base/Translatable.h).
QString translated(std::string_view text);

/// The same of a sentence with values, its numbers in the locale's form.
QString translated(const Message& message);

} // namespace termscope
