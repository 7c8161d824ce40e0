// Three sizes of type. Lines, marks and pictures grow with it (typeScale of the theme); kept from one start to the
// next.
#pragma once

#include <QObject>

#include <array>

class QMenu;

namespace termscope {

enum class TypeSize { Normal, Large, Huge };

inline constexpr std::array typeSizes{TypeSize::Normal, TypeSize::Large, TypeSize::Huge};

/// How many times the desktop's type: 1, 1.35, 1.75.
double factorOf(TypeSize size);

/// "normal", "large", "huge"; Normal for anything else.
TypeSize typeSizeFromName(const QString& name);
QString nameOf(TypeSize size);

/// Sets the application's font. Every view follows by itself.
void applyTypeSize(TypeSize size);

/// What applyTypeSize was last called with.
TypeSize appliedTypeSize();

TypeSize storedTypeSize();
void storeTypeSize(TypeSize size);

/// Entries that choose, apply and store a size: Ctrl++, Ctrl+− and Ctrl+0, and the sizes themselves.
void fillTypeSizeMenu(QMenu& menu);

} // namespace termscope
