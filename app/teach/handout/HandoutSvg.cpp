#include "app/teach/handout/HandoutSvg.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>
#include <QXmlStreamReader>

namespace termscope {
namespace {

QByteArray svgOf(const HandoutPicture& picture)
{
    if (!picture.svg.isEmpty())
        return picture.svg;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(picture.drawing.logicalDpiX());
    generator.setSize(picture.size.toSize());
    generator.setViewBox(QRectF(QPointF(), picture.size));
    QPainter painter(&generator);
    painter.drawPicture(QPointF(), picture.drawing);
    painter.end();
    return bytes;
}

void copyAttributes(QXmlStreamWriter& page, const QXmlStreamAttributes& attributes, const QString& prefix)
{
    for (const QXmlStreamAttribute& attribute : attributes) {
        const QString name = attribute.qualifiedName().toString();
        const QString value = attribute.value().toString();
        if (name == QLatin1String("id"))
            page.writeAttribute(name, prefix + value);
        else if (name == QLatin1String("href") || name == QLatin1String("xlink:href"))
            page.writeAttribute(name,
                                value.startsWith(QLatin1Char('#')) ? QLatin1Char('#') + prefix + value.mid(1) : value);
        else
            page.writeAttribute(name,
                                QString(value).replace(QStringLiteral("url(#"), QStringLiteral("url(#") + prefix));
    }
}

void openPicture(QXmlStreamWriter& page, const HandoutPicture& picture)
{
    page.writeStartElement(QStringLiteral("svg"));
    page.writeAttribute(QStringLiteral("xmlns"), QStringLiteral("http://www.w3.org/2000/svg"));
    page.writeAttribute(QStringLiteral("xmlns:xlink"), QStringLiteral("http://www.w3.org/1999/xlink"));
    const QString width = QString::number(picture.size.width());
    const QString height = QString::number(picture.size.height());
    page.writeAttribute(QStringLiteral("width"), width);
    page.writeAttribute(QStringLiteral("height"), height);
    page.writeAttribute(QStringLiteral("viewBox"), QStringLiteral("0 0 %1 %2").arg(width, height));
    page.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    page.writeAttribute(QStringLiteral("aria-label"), picture.alt);
}

} // namespace

void writeSvg(QXmlStreamWriter& page, const HandoutPicture& picture, const QString& idPrefix)
{
    QXmlStreamReader svg(svgOf(picture));
    svg.setNamespaceProcessing(false);
    bool isInside = false; // the root is written here, with what the page needs
    bool isText = false;
    while (!svg.atEnd()) {
        switch (svg.readNext()) {
        case QXmlStreamReader::StartElement:
            if (!isInside) {
                openPicture(page, picture);
                isInside = true;
                break;
            }
            if (svg.name() == QLatin1String("title") || svg.name() == QLatin1String("desc")) {
                svg.skipCurrentElement(); // aria-label says it
                break;
            }
            isText = svg.name() == QLatin1String("text");
            page.writeStartElement(svg.qualifiedName().toString());
            copyAttributes(page, svg.attributes(), idPrefix);
            break;
        case QXmlStreamReader::EndElement:
            page.writeEndElement();
            isText = false;
            break;
        case QXmlStreamReader::Characters:
            if (isInside && (isText || !svg.isWhitespace()))
                page.writeCharacters(svg.text().toString());
            break;
        default: break;
        }
    }
}

} // namespace termscope
