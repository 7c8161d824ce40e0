// What any handout must hold, found by reading it with other people's readers.
#pragma once

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <cmath>

namespace termscope {

/// A page as an XML reader sees it.
struct ReadPage {
    QString error; ///< empty: well-formed
    QString language;
    QString text;      ///< of everything outside pictures, a blank between elements
    QStringList links; ///< href, src and the like, wherever they stand
    QStringList alts;  ///< of pictures
    QStringList emptyPictures;
    QStringList ids;
    int tables = 0;
};

inline ReadPage readPage(const QByteArray& html)
{
    static const QStringList shapes{"path",   "rect",    "polyline", "polygon", "line",
                                    "circle", "ellipse", "text",     "image"};
    ReadPage page;
    QXmlStreamReader reader(html);
    reader.setNamespaceProcessing(false);
    int depth = 0; // inside a picture
    int drawn = 0;
    bool isStyle = false;
    while (!reader.atEnd()) {
        reader.readNext();
        const QString name = reader.name().toString();
        if (reader.isStartElement()) {
            isStyle = name == "style";
            for (const QXmlStreamAttribute& attribute : reader.attributes()) {
                const QString key = attribute.name().toString();
                if (key == "src" || key.endsWith("href") || key == "data" || key == "srcset")
                    page.links << attribute.value().toString();
                if (key == "id")
                    page.ids << attribute.value().toString();
            }
            if (name == "html")
                page.language = reader.attributes().value("lang").toString();
            page.tables += name == "table" ? 1 : 0;
            if (name == "svg") {
                page.alts << reader.attributes().value("aria-label").toString();
                const double width = reader.attributes().value("width").toDouble();
                const double height = reader.attributes().value("height").toDouble();
                if (!(std::isfinite(width) && std::isfinite(height) && width > 0.0 && height > 0.0))
                    page.emptyPictures << page.alts.back();
                drawn = 0;
            }
            depth += name == "svg" || depth > 0 ? 1 : 0;
            drawn += depth > 0 && shapes.contains(name) ? 1 : 0;
        } else if (reader.isEndElement()) {
            if (depth == 1 && drawn < 2)
                page.emptyPictures << page.alts.back();
            depth -= depth > 0 ? 1 : 0;
            isStyle = false;
            page.text += ' ';
        } else if (reader.isCharacters() && depth == 0 && !isStyle) {
            page.text += reader.text();
        }
    }
    page.error = reader.errorString();
    page.text = page.text.simplified();
    return page;
}

/// Nothing of a page comes from elsewhere, and every picture is one.
inline QString faultOf(const ReadPage& page, const QByteArray& html)
{
    if (!page.error.isEmpty())
        return "not well-formed: " + page.error;
    if (page.language.isEmpty())
        return "no language";
    for (const QString& link : page.links)
        if (!link.startsWith("termscope:?") && !link.startsWith("https://arxiv.org/abs/")
            && !link.startsWith("data:image/") && !link.startsWith('#'))
            return "something from elsewhere: " + link;
    if (html.contains("<script") || html.contains("@import") || html.contains("url(http"))
        return "a script or a style from elsewhere";
    if (!page.emptyPictures.isEmpty())
        return "an empty picture: " + page.emptyPictures.join("; ");
    if (page.alts.contains(QString()))
        return "a picture without words";
    if (QSet<QString>(page.ids.begin(), page.ids.end()).size() != page.ids.size())
        return "an identifier twice";
    return {};
}

/// The text of each page of a PDF; empty where pdftotext is not installed.
inline QStringList pdfPages(const QByteArray& pdf)
{
    if (QStandardPaths::findExecutable("pdftotext").isEmpty())
        return {};
    QTemporaryDir folder;
    QFile file(folder.filePath("handout.pdf"));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        return {};
    file.close();
    QProcess reader;
    reader.start("pdftotext", {"-layout", file.fileName(), "-"});
    reader.waitForFinished(-1);
    QStringList pages = QString::fromUtf8(reader.readAllStandardOutput()).split('\f');
    pages.removeLast(); // each page ends with a form feed
    return pages;
}

} // namespace termscope
