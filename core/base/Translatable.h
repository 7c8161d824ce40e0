// Marks a text that is English in core and hwmodel and is translated where it is shown: lupdate finds it by this macro
// (resources/translations/update), widgets/language/Translated.h translates it. The context is "core".
#pragma once

#define TERMSCOPE_TRANSLATABLE(context, text) text
