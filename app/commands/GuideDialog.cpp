#include "app/commands/GuideDialog.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace termscope {
namespace {

const QString guideHome = QStringLiteral("qrc:/guide/docs/README.md");

/// Pages whose pictures are no wider than it.
class GuideBrowser : public QTextBrowser {
protected:
    QVariant loadResource(int type, const QUrl& address) override
    {
        const QVariant found = QTextBrowser::loadResource(type, address);
        if (type != QTextDocument::ImageResource)
            return found;
        const QImage picture = found.typeId() == QMetaType::QByteArray ? QImage::fromData(found.toByteArray())
                                                                       : found.value<QImage>();
        const int width = std::max(120, viewport()->width() - 24);
        return picture.width() > width ? picture.scaledToWidth(width, Qt::SmoothTransformation) : picture;
    }
};

} // namespace

GuideDialog::GuideDialog(QWidget* parent)
    : QDialog(parent), text_(new GuideBrowser), field_(new QLineEdit), note_(new QLabel)
{
    setObjectName(QStringLiteral("guide"));
    setWindowTitle(tr("User guide"));
    text_->setObjectName(QStringLiteral("guideText"));
    text_->setAccessibleName(tr("Page of the guide"));
    text_->setToolTip(tr("Tab goes from link to link, Return follows it, Alt+Left goes back"));
    text_->setWhatsThis(text_->toolTip());
    text_->setOpenLinks(false);
    field_->setObjectName(QStringLiteral("guideSearch"));
    field_->setAccessibleName(tr("Find in this page"));
    field_->setPlaceholderText(tr("Find in this page"));
    field_->setToolTip(tr("Return finds the next place"));
    field_->setWhatsThis(field_->toolTip());
    field_->setClearButtonEnabled(true);
    note_->setObjectName(QStringLiteral("guideNote"));
    note_->setWordWrap(true);
    note_->hide();
    auto* row = new QHBoxLayout;
    const auto add = [&](const QString& name, const QString& help, auto slot) {
        auto* button = new QPushButton(name);
        button->setToolTip(help);
        button->setWhatsThis(help);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, text_, slot);
        row->addWidget(button);
        return button;
    };
    add(tr("&Contents"), tr("The list of all pages"), [this] { text_->setSource(QUrl(guideHome)); });
    QPushButton* const back = add(tr("&Back"), tr("The page before"), &QTextBrowser::backward);
    QPushButton* const on = add(tr("F&orward"), tr("The page after, once you went back"), &QTextBrowser::forward);
    back->setEnabled(false);
    on->setEnabled(false);
    row->addWidget(field_, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Close the guide (Esc)"));
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(text_, 1);
    layout->addWidget(note_);
    layout->addWidget(buttons);
    connect(text_, &QTextBrowser::backwardAvailable, back, &QPushButton::setEnabled);
    connect(text_, &QTextBrowser::forwardAvailable, on, &QPushButton::setEnabled);
    connect(text_, &QTextBrowser::anchorClicked, this, &GuideDialog::follow);
    connect(text_, &QTextBrowser::sourceChanged, note_, &QLabel::hide);
    connect(field_, &QLineEdit::returnPressed, this, &GuideDialog::find);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    text_->setSource(QUrl(guideHome));
    text_->setFocus();
}

/// Within the guide; what is on the net is for the browser of the desktop, and what is in the source is in neither.
void GuideDialog::follow(const QUrl& link)
{
    QUrl address = text_->source().resolved(link);
    if (address.scheme().startsWith(QLatin1String("http"))) {
        QDesktopServices::openUrl(address);
        return;
    }
    address.setFragment(QString()); // headings have no names here
    const bool isPage = QFile::exists(QLatin1Char(':') + address.path())
                        && address.path().endsWith(QLatin1String(".md"));
    if (isPage)
        return text_->setSource(address);
    note_->setText(tr("%1 is a part of the source, not of the guide.").arg(address.fileName()));
    note_->show();
}

void GuideDialog::find()
{
    if (text_->find(field_->text()))
        return;
    text_->moveCursor(QTextCursor::Start); // from the top again
    const bool found = text_->find(field_->text());
    note_->setText(tr("“%1” is not on this page.").arg(field_->text()));
    note_->setVisible(!found);
}

QSize GuideDialog::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 40};
}

} // namespace termscope
