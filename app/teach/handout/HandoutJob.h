// Makes handouts and writes them into a folder: of the page in sight, of a
// lesson, or a worksheet for each student.
#pragma once

#include "app/layout/WindowParts.h"
#include "app/teach/handout/LessonHandout.h"

#include <QPageSize>

namespace termscope {

enum class HandoutKind { View, Lesson, Worksheet };

enum class HandoutFormat { Html, Pdf };

/// Where the answers of worksheets and lessons go.
enum class AnswerPlace { LastPage, OwnFile, Nowhere };

struct HandoutRequest {
    HandoutKind kind = HandoutKind::View;
    Lesson lesson;      ///< not of a view
    int firstSheet = 1; ///< of a worksheet, and the numbers of a lesson's exercises
    int lastSheet = 1;
    QStringList names;                           ///< of students, one for each sheet; empty: a line to write on
    bool together = false;                       ///< all sheets in one PDF, and the pages of answers at its end
    bool withText = true;                        ///< worksheets: the text of the steps too
    AnswerPlace answers = AnswerPlace::LastPage; ///< OwnFile: one for all sheets
    HandoutFormat format = HandoutFormat::Html;
    QPageSize::PageSizeId paper = QPageSize::A4;
    QString folder; ///< made if it is missing
};

inline constexpr int mostSheets = 1000; ///< at a time

/// What cannot be done, before anything is begun: "sheets: expected 1…999999
/// …".
Result<void> checkHandout(const HandoutRequest& request);

/// The names of the files that the request writes, in the folder:
/// "3-weights-worksheet-17.pdf".
QStringList handoutFiles(const HandoutRequest& request, const QString& page);

/// Names of students: one a line; of a CSV file the cells of a line in one,
/// without a first line that says "name". Errors: unreadable, above 1 MB, no
/// UTF-8, no names.
Result<QStringList> readNames(const QString& path);

/// Lives on the GUI thread and does a little at a time, so that the window
/// stays awake. Destroying it ends the work: files that are written are whole,
/// the others not there.
class HandoutJob : public QObject {
    Q_OBJECT

public:
    /// `window`: shown, if only offscreen, and settled where its view is handed
    /// out; it is not changed.
    HandoutJob(const WindowParts& window, HandoutRequest request, QObject* parent = nullptr);

    /// Range: called once.
    void start();

    /// The files written so far, with their folder.
    const QStringList& written() const { return written_; }

    /// The job failed because a file could not be written.
    bool failedToWrite() const { return failedToWrite_; }

signals:
    /// Steps of a lesson drawn and sheets written, of all.
    void progressed(int done, int all);
    void finished();
    /// A sentence; the job is over.
    void failed(const QString& sentence);

private:
    void writeNext();
    Result<QByteArray> makeFile(int index) const;
    Result<QByteArray> makeAnswers() const;
    Result<LessonHandout> makeSheet(int sheet) const;
    QByteArray drawn(const Handout& handout) const;
    int fileCount() const { return static_cast<int>(files_.size()); }

    const WindowParts& window_;
    HandoutRequest request_;
    QStringList files_;
    QStringList written_;
    LessonTour tour_;
    QTimer next_;
    bool failedToWrite_ = false;
};

} // namespace termscope
