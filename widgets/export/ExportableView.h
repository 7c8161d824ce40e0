// A view with a heading, a body and a caption that can be taken away as a picture or as data.
//
// Pictures (PNG, clipboard) look as on the screen. SVG and PDF go into documents: they always use the light theme, and
// their text is real text. Options and buttons of the heading row are left out of all of them.
#pragma once

#include "widgets/theme/Theme.h"

#include <QByteArray>
#include <QImage>
#include <QPicture>
#include <QString>
#include <QWidget>
#include <vector>

class QAction;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPaintDevice;
class QToolButton;

namespace termscope {

enum class ExportKind { Png, Svg, Pdf, Csv, CopyPicture, CopyData, CopyMarkdown, CopyLatex };

/// Where what is shown is from: network, data, settings and program.
struct ExportOrigin {
    QString sentence; ///< below pictures; empty: none
    QString lines;    ///< each with "# " before it, at the head of data

    bool isEmpty() const { return sentence.isEmpty(); }
};

class ExportableView : public QWidget {
    Q_OBJECT

public:
    explicit ExportableView(const QString& title, QWidget* parent = nullptr);

    QString title() const;
    void setTitle(const QString& title);

    /// A sentence or two under the body: the finding, the source. Part of every picture.
    QString caption() const;
    void setCaption(const QString& caption);

    /// Pictures say it below the caption, in lines that are added to their height, until it is set to an empty one.
    void setOrigin(const ExportOrigin& origin) { origin_ = origin; }

    /// Whether the user wants what is taken away to say its origin: the same for all views, switched in every menu.
    static bool saysOrigin();
    static void setSaysOrigin(bool says);

    /// The picture as shown, `scale` 1…4 pixels per pixel of the view.
    QImage image(double scale) const;
    QByteArray png(int scale) const;
    virtual QByteArray svg() const;
    /// A drawing of pictureSize(), to be played on any device of the screen's resolution; in the light theme.
    QPicture picture() const;
    QByteArray pdf() const;

    /// Size of the picture at scale 1: that of the view.
    virtual QSize pictureSize() const;

    /// The data shown: a header with units, one line per row, numbers in the C locale, "\n" at line ends.
    virtual QString csv() const = 0;

    /// The menu of the right mouse button, the menu key and the "⋯" button; a page may add actions.
    QMenu* menu() const { return menu_; }

signals:
    /// The user wants the picture or the data in a file or on the clipboard; the app does that.
    void exportRequested(termscope::ExportableView* view, termscope::ExportKind kind);
    /// The user has switched saysOrigin().
    void saysOriginChanged(bool says);

protected:
    /// Paints the whole picture at `scale`: begin a painter on `device`, call drawHeading, then the body.
    virtual void drawOn(QPaintDevice& device, double scale, const Theme& theme) const = 0;

    /// Fills the surface, draws title and caption; returns what is left for the body, in unscaled coordinates.
    QRect drawHeading(QPainter& painter, const Theme& theme) const;

    /// The widget between heading and caption; called once.
    void setBody(QWidget* body);

    /// A switch in the heading row and in the menu; where the row is too short for all, they are in the menu only.
    QAction* addOption(const QString& text, const QString& help, bool checked);

    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    /// The palette or the font changed; set all colours again.
    virtual void retint() = 0;

private:
    void fillMenu();
    void tintLabels();
    void fitOptions();
    QFont originFont() const;
    /// Of the picture with its origin, at scale 1.
    QSize wholeSize() const;

    ExportOrigin origin_;
    QLabel* title_;
    QLabel* caption_;
    QHBoxLayout* heading_;
    QToolButton* button_;
    QMenu* menu_;
    QAction* optionsEnd_;
    std::vector<QCheckBox*> options_;
};

} // namespace termscope
