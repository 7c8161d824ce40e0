// What FileActions asks the user for: files and words in dialogs.
#include "app/draw/DrawDialog.h"
#include "app/files/FileActions.h"
#include "app/files/FormatTexts.h"
#include "app/files/ImagesDialog.h"
#include "app/files/TextDialog.h"
#include "app/session/FileDialogs.h"
#include "app/session/Link.h"
#include "core/graph/InputShapes.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>

#include <functional>

namespace termscope {
namespace {

/// Returns at once, as chooseFile; `receive` gets the line without blanks around it.
void askForLine(QWidget& owner, const QString& title, const QString& label, const QString& now,
                std::function<void(const QString& line)> receive)
{
    auto* dialog = new QInputDialog(&owner);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(now);
    QObject::connect(
        dialog, &QInputDialog::textValueSelected, &owner,
        [receive = std::move(receive)](const QString& line) { receive(line.trimmed()); }, Qt::QueuedConnection);
    dialog->open();
}

} // namespace

void FileActions::askForNetwork()
{
    chooseFile(window_, tr("Open network"), tr("Networks (%1);;All files (*)").arg(networkPatterns()),
               [this](const QString& path) { open({path}); });
}

void FileActions::askForImages()
{
    askForImages(session_.files());
}

void FileActions::askForImages(const OpenFiles& files, const QString& message)
{
    if (imagesForm_)
        imagesForm_->close();
    auto* form = new ImagesDialog(files, session_.network(), &window_);
    imagesForm_ = form;
    form->setObjectName(QStringLiteral("imagesForm"));
    form->setMessage(message);
    connect(form, &ImagesDialog::opened, this,
            [this](const DatasetPtr& dataset, const OpenFiles& wanted) { showDataset(dataset, wanted)(); });
    form->open();
    form->begin(ImagesDialog::Field::Images);
}

ImagesDialog* FileActions::imagesForm() const
{
    return imagesForm_;
}

void FileActions::askForFolder()
{
    chooseFolder(window_, tr("Open image folder"), {},
                 [this](const QString& path) { askForImages(withImages(path, {})); });
}

void FileActions::askForPreprocessing()
{
    askForImages(session_.files());
    imagesForm_->begin(ImagesDialog::Field::Preprocessing);
}

void FileActions::tryPreprocessings()
{
    askForPreprocessing();
    imagesForm_->tryPresets();
}

void FileActions::askForInputShapes()
{
    if (!session_.network())
        return;
    const std::vector<InputShape> open = openInputs(*session_.network());
    const QString& now = session_.files().inputShapes;
    if (open.empty() && now.isEmpty())
        return emit said(tr("The network's file leaves no sizes of its inputs open."));
    askForLine(window_, tr("Input sizes"),
               tr("Every input with its sizes, and semicolons between them: "
                  "x=1x3x48x320\nPut a number for each question mark; "
                  "empty leaves them open."),
               now.isEmpty() ? QString::fromStdString(toText(open)) : now,
               [this](const QString& given) { changeInputShapes(given); });
}

void FileActions::askForClassNames()
{
    askForImages(session_.files());
    imagesForm_->begin(ImagesDialog::Field::ClassNames);
}

void FileActions::askForVocabulary()
{
    chooseFile(window_, tr("Open vocabulary"), tr("Text (*.txt *.txt.gz);;All files (*)"),
               [this](const QString& path) { nameTokens(path); });
}

void FileActions::askForDrawing()
{
    if (auto* open = window_.findChild<DrawDialog*>())
        return open->raise();
    (new DrawDialog(session_, &window_))->show();
}

void FileActions::askForText()
{
    auto* dialog = new TextDialog(session_.files(), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { openText(dialog->files()); });
    dialog->open();
}

void FileActions::askForSession()
{
    chooseFile(window_, tr("Open session"), tr("Sessions (*.json);;All files (*)"),
               [this](const QString& path) { open({path}); });
}

void FileActions::askForLesson()
{
    chooseFile(window_, tr("Open lesson"), tr("Lessons (*.md);;All files (*)"),
               [this](const QString& path) { open({path}); });
}

void FileActions::askForExport()
{
    chooseFileToSave(window_, tr("Export revealed weights"), QStringLiteral("revealed.safetensors"),
                     tr("Weights (%1)").arg(writtenPatterns()), [this](const QString& path) { exportWeights(path); });
}

void FileActions::pasteLink()
{
    const QString clipboard = QGuiApplication::clipboard()->text();
    askForLine(window_, tr("Open link"), tr("A termscope: link:"), isLink(clipboard) ? clipboard : QString(),
               [this](const QString& link) {
                   if (!link.isEmpty())
                       open({link});
               });
}

} // namespace termscope
