#include "app/teach/handout/HandoutDialog.h"

#include "app/session/FileDialogs.h"
#include "app/window/MainWindow.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace termscope {
namespace {

const QString folderKey = QStringLiteral("handoutFolder");

template <class Field>
Field* named(Field* field, const char* name, const QString& accessible, const QString& help)
{
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(accessible);
    field->setToolTip(help);
    return field;
}

QHBoxLayout* inRow(std::initializer_list<QWidget*> fields)
{
    auto* row = new QHBoxLayout;
    for (QWidget* field : fields)
        row->addWidget(field);
    return row;
}

/// A row of several fields, whose label leads to the first of them.
void addRow(QFormLayout& form, const QString& text, QHBoxLayout* fields)
{
    auto* label = new QLabel(text);
    label->setBuddy(fields->itemAt(0)->widget());
    form.addRow(label, fields);
}

QPushButton* browseButton(const char* name, const QString& accessible, const QString& help)
{
    auto* button = named(new QPushButton(QStringLiteral("…")), name, accessible, help);
    button->setMaximumWidth(button->fontMetrics().averageCharWidth() * 6);
    return button;
}

} // namespace

HandoutDialog::HandoutDialog(WindowParts& window, const std::vector<Lesson>& lessons)
    : QDialog(&window.frame()), window_(window), lessons_(lessons), fields_(new QWidget)
{
    setObjectName(QStringLiteral("handout"));
    setWindowTitle(tr("Hand out"));
    auto* fields = new QVBoxLayout(fields_);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->addWidget(buildWhat());
    fields->addWidget(buildSheets());
    fields->addWidget(buildForm());
    message_ = new QLabel;
    message_->setObjectName(QStringLiteral("handoutMessage"));
    message_->setWordWrap(true);
    message_->hide();
    progress_ = named(new QProgressBar, "handoutProgress", tr("Progress"), tr("Steps drawn and files written"));
    progress_->hide();
    start_ = named(new QPushButton(tr("&Write")), "writeHandout", tr("Write the handout"), tr("Write the files"));
    start_->setDefault(true);
    close_ = named(new QPushButton(tr("Close")), "closeHandout", tr("Close"), tr("Close; while it writes: stop"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(fields_);
    layout->addWidget(message_);
    layout->addWidget(progress_);
    layout->addStretch();
    QHBoxLayout* buttons = inRow({start_, close_});
    buttons->insertStretch(0);
    layout->addLayout(buttons);
    connect(start_, &QPushButton::clicked, this, &HandoutDialog::run);
    connect(close_, &QPushButton::clicked, this, &HandoutDialog::reject);
    setMinimumWidth(fontMetrics().averageCharWidth() * 75);
    updateFields();
}

HandoutDialog::~HandoutDialog() = default;

/// While it writes: stops that alone.
void HandoutDialog::reject()
{
    if (job_)
        stop();
    else
        QDialog::reject();
}

QWidget* HandoutDialog::buildWhat()
{
    auto* box = new QGroupBox(tr("What"));
    auto* layout = new QVBoxLayout(box);
    kinds_ = new QButtonGroup(this);
    const auto add = [&](HandoutKind which, const QString& text, const char* name, const QString& help) {
        auto* button = named(new QRadioButton(text), name, QString(text).remove(QLatin1Char('&')), help);
        kinds_->addButton(button, static_cast<int>(which));
        layout->addWidget(button);
    };
    add(HandoutKind::View, tr("This &page"), "handView",
        tr("Its pictures and their data, the figures, the settings, and a link "
           "that opens it again"));
    add(HandoutKind::Lesson, tr("A &lesson"), "handLesson",
        tr("Its text with the pictures of each step, its questions, and the "
           "answers on the last page"));
    add(HandoutKind::Worksheet, tr("&Worksheets of a lesson"), "handWorksheet",
        tr("Its questions with room to answer, other numbers on each sheet, and "
           "the answers on the last page"));
    kinds_->button(0)->setChecked(true);
    lesson_ = named(new QComboBox, "handoutLesson", tr("Lesson"), tr("The lesson that is handed out"));
    for (const Lesson& lesson : lessons_)
        lesson_->addItem(lesson.title, lesson.name);
    layout->addWidget(lesson_);
    connect(kinds_, &QButtonGroup::idClicked, this, &HandoutDialog::updateFields);
    connect(lesson_, &QComboBox::currentIndexChanged, this, &HandoutDialog::updateFields);
    return box;
}

QWidget* HandoutDialog::buildSheets()
{
    auto* box = new QGroupBox(tr("Sheets"));
    auto* form = new QFormLayout(box);
    const QString help = tr("The number of a sheet decides the numbers of its "
                            "exercises: the same on every machine. "
                            "Students who enter it in the pane of lessons get "
                            "the same exercises there.");
    first_ = named(new QSpinBox, "firstSheet", tr("First sheet"), help);
    last_ = named(new QSpinBox, "lastSheet", tr("Last sheet"), help);
    for (QSpinBox* number : {first_, last_}) {
        number->setRange(1, largestSheet);
        connect(number, &QSpinBox::valueChanged, this, &HandoutDialog::updateFields);
    }
    connect(first_, &QSpinBox::valueChanged, this, [this](int first) { last_->setMinimum(first); });
    QHBoxLayout* range = inRow({first_, new QLabel(tr("to")), last_});
    range->addStretch();
    addRow(*form, tr("&Numbers:"), range);
    names_ = named(new QLineEdit, "studentNames", tr("File of names"),
                   tr("One name a line, or CSV: one for each sheet. Empty: a "
                      "line to write on."));
    QPushButton* browse = browseButton("browseNames", tr("Choose the file of names"), tr("Choose a file"));
    connect(browse, &QPushButton::clicked, this, &HandoutDialog::browseNames);
    addRow(*form, tr("N&ames, from a file:"), inRow({names_, browse}));
    withText_ = named(new QCheckBox(tr("With the &text of the lesson")), "withText", tr("With the text of the lesson"),
                      tr("The text of each step that asks something, not only "
                         "its question and its pictures"));
    withText_->setChecked(true);
    form->addRow(withText_);
    together_ = named(new QCheckBox(tr("All in &one file")), "together", tr("All sheets in one file"),
                      tr("One PDF to print; else a file for each sheet"));
    form->addRow(together_);
    answers_ = named(new QComboBox, "answers", tr("Answers"),
                     tr("On the last page of each sheet, in one file of their own, or not at all"));
    answers_->addItem(tr("on the last page"), static_cast<int>(AnswerPlace::LastPage));
    answers_->addItem(tr("in a file of their own"), static_cast<int>(AnswerPlace::OwnFile));
    answers_->addItem(tr("none"), static_cast<int>(AnswerPlace::Nowhere));
    addRow(*form, tr("An&swers:"), inRow({answers_}));
    connect(answers_, &QComboBox::currentIndexChanged, this, &HandoutDialog::updateFields);
    connect(together_, &QCheckBox::toggled, this, &HandoutDialog::updateFields);
    return box;
}

QWidget* HandoutDialog::buildForm()
{
    auto* box = new QGroupBox(tr("Form"));
    auto* form = new QFormLayout(box);
    formats_ = new QButtonGroup(this);
    auto* html = named(new QRadioButton(tr("&HTML")), "html", tr("HTML"), tr("A page that needs nothing but itself"));
    auto* pdf = named(new QRadioButton(tr("P&DF")), "pdf", tr("PDF"), tr("Pages to print"));
    formats_->addButton(html, static_cast<int>(HandoutFormat::Html));
    formats_->addButton(pdf, static_cast<int>(HandoutFormat::Pdf));
    pdf->setChecked(true);
    paper_ = named(new QComboBox, "paper", tr("Paper"), tr("Size of the pages of a PDF"));
    paper_->addItem(tr("A4"), static_cast<int>(QPageSize::A4));
    paper_->addItem(tr("Letter"), static_cast<int>(QPageSize::Letter));
    QHBoxLayout* row = inRow({html, pdf, paper_});
    row->addStretch();
    addRow(*form, tr("Format:"), row);
    folder_ = named(new QLineEdit, "handoutFolder", tr("Folder"),
                    tr("Where the files go; it is made if it is missing"));
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    folder_->setText(QSettings().value(folderKey, documents).toString());
    QPushButton* browse = browseButton("browseFolder", tr("Choose the folder"), tr("Choose a folder"));
    connect(browse, &QPushButton::clicked, this, &HandoutDialog::browseFolder);
    addRow(*form, tr("&Folder:"), inRow({folder_, browse}));
    files_ = named(new QLabel, "handoutFiles", tr("Files"), tr("What is written"));
    files_->setWordWrap(true);
    files_->setMinimumHeight(2 * files_->fontMetrics().lineSpacing());
    form->addRow(tr("Writes:"), files_);
    connect(formats_, &QButtonGroup::idClicked, this, &HandoutDialog::updateFields);
    return box;
}

HandoutKind HandoutDialog::kind() const
{
    return static_cast<HandoutKind>(kinds_->checkedId());
}

HandoutFormat HandoutDialog::format() const
{
    return static_cast<HandoutFormat>(formats_->checkedId());
}

void HandoutDialog::updateFields()
{
    const bool isSheet = kind() == HandoutKind::Worksheet;
    lesson_->setEnabled(kind() != HandoutKind::View);
    for (QWidget* field : std::initializer_list<QWidget*>{last_, names_, withText_})
        field->setEnabled(isSheet);
    for (QWidget* field : std::initializer_list<QWidget*>{first_, answers_})
        field->setEnabled(kind() != HandoutKind::View);
    together_->setEnabled(isSheet && format() == HandoutFormat::Pdf);
    paper_->setEnabled(format() == HandoutFormat::Pdf);
    const Result<HandoutRequest> wanted = request();
    if (!wanted)
        return;
    const QStringList files = handoutFiles(*wanted, window_.session().view().page);
    files_->setText(files.size() > 1 ? tr("%1 files: %2 … %3").arg(files.size()).arg(files.front(), files.back())
                                     : files.value(0));
}

void HandoutDialog::browseNames()
{
    chooseFile(*this, tr("Names of students"), tr("Text (*.txt *.csv);;All files (*)"),
               [this](const QString& path) { names_->setText(path); });
}

void HandoutDialog::browseFolder()
{
    chooseFolder(*this, tr("Folder for handouts"), folder_->text(),
                 [this](const QString& path) { folder_->setText(path); });
}

Result<HandoutRequest> HandoutDialog::request() const
{
    HandoutRequest wanted;
    wanted.kind = kind();
    if (wanted.kind != HandoutKind::View && lesson_->currentIndex() >= 0)
        wanted.lesson = lessons_[static_cast<std::size_t>(lesson_->currentIndex())];
    wanted.firstSheet = first_->value();
    const bool isSheet = wanted.kind == HandoutKind::Worksheet;
    wanted.lastSheet = isSheet ? std::max(last_->value(), first_->value()) : wanted.firstSheet;
    wanted.format = format();
    wanted.together = isSheet && together_->isChecked() && wanted.format == HandoutFormat::Pdf;
    wanted.withText = withText_->isChecked();
    wanted.answers = static_cast<AnswerPlace>(answers_->currentData().toInt());
    wanted.paper = static_cast<QPageSize::PageSizeId>(paper_->currentData().toInt());
    wanted.folder = folder_->text().trimmed();
    if (isSheet && !names_->text().trimmed().isEmpty()) {
        Result<QStringList> names = readNames(names_->text().trimmed());
        if (!names)
            return tl::unexpected(names.error());
        wanted.names = std::move(*names);
    }
    return wanted;
}

void HandoutDialog::say(const QString& sentence)
{
    message_->setText(sentence);
    message_->setVisible(!sentence.isEmpty());
}

void HandoutDialog::run()
{
    const Result<HandoutRequest> wanted = request();
    if (!wanted)
        return say(QString::fromStdString(wanted.error().message));
    if (wanted->folder.isEmpty())
        return say(tr("Please choose a folder."));
    if (const Result<void> checked = checkHandout(*wanted); !checked)
        return say(QString::fromStdString(checked.error().message));
    QSettings().setValue(folderKey, wanted->folder);
    say({});
    fields_->setEnabled(false);
    start_->setEnabled(false);
    close_->setText(tr("Stop"));
    progress_->setRange(0, 0);
    progress_->show();
    job_ = std::make_unique<HandoutJob>(window_, *wanted);
    connect(job_.get(), &HandoutJob::progressed, this, [this](int done, int all) {
        progress_->setRange(0, all);
        progress_->setValue(done);
    });
    // The job is destroyed by what these do: not while it is telling.
    connect(
        job_.get(), &HandoutJob::failed, this,
        [this](const QString& sentence) {
            if (!job_)
                return;
            stop();
            say(sentence);
        },
        Qt::QueuedConnection);
    connect(
        job_.get(), &HandoutJob::finished, this,
        [this] {
            if (!job_)
                return;
            const QStringList written = job_->written();
            stop();
            say(written.size() == 1 ? tr("Wrote %1.").arg(written.front())
                                    : tr("Wrote %1 files to %2.").arg(written.size()).arg(folder_->text()));
            emit done(written);
        },
        Qt::QueuedConnection);
    job_->start();
}

void HandoutDialog::stop()
{
    if (!job_)
        return;
    const int written = static_cast<int>(job_->written().size());
    job_.reset();
    progress_->hide();
    fields_->setEnabled(true);
    start_->setEnabled(true);
    close_->setText(tr("Close"));
    say(written > 0 ? tr("Stopped. Files written: %1.").arg(written) : tr("Stopped; nothing was written."));
}

void connectHandouts(MainWindow& window)
{
    QObject::connect(&window, &MainWindow::handoutWanted, &window, [&window] {
        auto* dialog = new HandoutDialog(window, window.lessons());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace termscope
