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
#include <QLineEdit>

namespace termscope {

void FileActions::askForNetwork()
{
    const QString path = chooseFile(&window_, tr("Open network"),
                                    tr("Networks (%1);;All files (*)").arg(networkPatterns()));
    if (!path.isEmpty())
        open({path});
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
    const QString path = chooseFolder(&window_, tr("Open image folder"));
    if (!path.isEmpty())
        askForImages(withImages(path, {}));
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
    bool accepted = false;
    const QString given = QInputDialog::getText(&window_, tr("Input sizes"),
                                                tr("Every input with its sizes, and semicolons between them: "
                                                   "x=1x3x48x320\nPut a number for each question mark; "
                                                   "empty leaves them open."),
                                                QLineEdit::Normal,
                                                now.isEmpty() ? QString::fromStdString(toText(open)) : now, &accepted);
    if (accepted)
        changeInputShapes(given.trimmed());
}

void FileActions::askForClassNames()
{
    askForImages(session_.files());
    imagesForm_->begin(ImagesDialog::Field::ClassNames);
}

void FileActions::askForVocabulary()
{
    const QString path = chooseFile(&window_, tr("Open vocabulary"), tr("Text (*.txt *.txt.gz);;All files (*)"));
    if (!path.isEmpty())
        nameTokens(path);
}

void FileActions::askForDrawing()
{
    if (auto* open = window_.findChild<DrawDialog*>())
        return open->raise();
    (new DrawDialog(session_, &window_))->show();
}

void FileActions::askForText()
{
    TextDialog dialog(session_.files(), &window_);
    if (dialog.exec() == QDialog::Accepted)
        openText(dialog.files());
}

void FileActions::askForSession()
{
    const QString path = chooseFile(&window_, tr("Open session"), tr("Sessions (*.json);;All files (*)"));
    if (!path.isEmpty())
        open({path});
}

void FileActions::askForLesson()
{
    const QString path = chooseFile(&window_, tr("Open lesson"), tr("Lessons (*.md);;All files (*)"));
    if (!path.isEmpty())
        open({path});
}

void FileActions::askForExport()
{
    const QString path = chooseFileToSave(&window_, tr("Export revealed weights"),
                                          QStringLiteral("revealed.safetensors"),
                                          tr("Weights (%1)").arg(writtenPatterns()));
    if (!path.isEmpty())
        exportWeights(path);
}

void FileActions::pasteLink()
{
    const QString clipboard = QGuiApplication::clipboard()->text();
    bool accepted = false;
    const QString link = QInputDialog::getText(&window_, tr("Open link"), tr("A termscope: link:"), QLineEdit::Normal,
                                               isLink(clipboard) ? clipboard : QString(), &accepted);
    if (accepted && !link.trimmed().isEmpty())
        open({link.trimmed()});
}

} // namespace termscope
