#include "widgets/controls/KeyHelp.h"

#include <QKeySequence>
#include <QStringList>

namespace termscope {

QString keysText(const QList<QKeyCombination>& keys)
{
    QStringList names;
    for (const QKeyCombination key : keys)
        names << QKeySequence(key).toString(QKeySequence::NativeText);
    return names.join(QStringLiteral(", "));
}

} // namespace termscope
