#include "app/files/FormatTexts.h"

#include "core/data/DatasetReader.h"
#include "core/formats/Formats.h"

#include <QCoreApplication>
#include <QStringList>

namespace termscope {
namespace {

QString plain(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString listShown(QStringList titles)
{
    const QString last = titles.takeLast();
    return QCoreApplication::translate("FormatTexts", "%1 or %2").arg(titles.join(QStringLiteral(", ")), last);
}

} // namespace

QString networkPatterns()
{
    QStringList patterns;
    for (const FormatInfo& format : formats())
        for (const std::string_view pattern : format.patterns)
            patterns << plain(pattern);
    return patterns.join(u' ');
}

QString imagePatterns()
{
    QStringList patterns;
    for (const std::string_view pattern : datasetPatterns)
        patterns << plain(pattern);
    return patterns.join(u' ');
}

QString writtenPatterns()
{
    QStringList patterns;
    for (const FormatInfo* format : writtenFormats())
        patterns << QStringLiteral("*.") + plain(format->key);
    return patterns.join(u' ');
}

QString formatTitlesShown()
{
    QStringList titles;
    for (const FormatInfo& format : formats())
        titles << plain(format.title);
    return listShown(titles);
}

QString writtenTitlesShown()
{
    QStringList titles;
    for (const FormatInfo* format : writtenFormats())
        titles << plain(format->title);
    return listShown(titles);
}

} // namespace termscope
