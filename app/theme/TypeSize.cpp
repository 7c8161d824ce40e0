#include "app/theme/TypeSize.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace termscope {
namespace {

const QString sizeKey = QStringLiteral("typeSize");

TypeSize appliedSize = TypeSize::Normal;

QString titleOf(TypeSize size)
{
    switch (size) {
    case TypeSize::Normal: return QCoreApplication::translate("TypeSize", "&Normal");
    case TypeSize::Large: return QCoreApplication::translate("TypeSize", "&Large");
    case TypeSize::Huge: return QCoreApplication::translate("TypeSize", "&Huge");
    }
    return {};
}

void take(TypeSize size)
{
    storeTypeSize(size);
    applyTypeSize(size);
}

/// The size before or after the present one; the ends stay.
TypeSize neighbour(int step)
{
    const int last = static_cast<int>(typeSizes.size()) - 1;
    return static_cast<TypeSize>(std::clamp(static_cast<int>(appliedSize) + step, 0, last));
}

} // namespace

double factorOf(TypeSize size)
{
    switch (size) {
    case TypeSize::Normal: return 1.0;
    case TypeSize::Large: return 1.35;
    case TypeSize::Huge: return 1.75;
    }
    return 1.0;
}

TypeSize typeSizeFromName(const QString& name)
{
    for (const TypeSize size : typeSizes)
        if (nameOf(size) == name)
            return size;
    return TypeSize::Normal;
}

QString nameOf(TypeSize size)
{
    switch (size) {
    case TypeSize::Normal: return QStringLiteral("normal");
    case TypeSize::Large: return QStringLiteral("large");
    case TypeSize::Huge: return QStringLiteral("huge");
    }
    return {};
}

void applyTypeSize(TypeSize size)
{
    appliedSize = size;
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSizeF(QFontInfo(font).pointSizeF() * factorOf(size));
    if (font != QApplication::font())
        QApplication::setFont(font);
}

TypeSize appliedTypeSize()
{
    return appliedSize;
}

TypeSize storedTypeSize()
{
    return typeSizeFromName(QSettings().value(sizeKey).toString());
}

void storeTypeSize(TypeSize size)
{
    QSettings().setValue(sizeKey, nameOf(size));
}

void fillTypeSizeMenu(QMenu& menu)
{
    QAction* larger = menu.addAction(QCoreApplication::translate("TypeSize", "L&arger"), &menu,
                                     [] { take(neighbour(1)); });
    // Ctrl++ is Ctrl+Shift+= on many keyboards.
    larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    menu.addAction(QCoreApplication::translate("TypeSize", "&Smaller"), QKeySequence(Qt::CTRL | Qt::Key_Minus), &menu,
                   [] { take(neighbour(-1)); });
    menu.addSeparator();
    auto* sizes = new QActionGroup(&menu);
    for (const TypeSize size : typeSizes) {
        QAction* action = menu.addAction(titleOf(size), &menu, [size] { take(size); });
        action->setCheckable(true);
        action->setChecked(size == appliedSize);
        sizes->addAction(action);
        if (size == TypeSize::Normal)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
    }
    QObject::connect(&menu, &QMenu::aboutToShow, sizes, [sizes] {
        for (std::size_t i = 0; i < typeSizes.size(); ++i)
            sizes->actions()[static_cast<qsizetype>(i)]->setChecked(typeSizes[i] == appliedSize);
    });
}

} // namespace termscope
