#include "app/files/TextDialog.h"

#include "app/session/FileDialogs.h"
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace termscope {

TextDialog::TextDialog(const OpenFiles& now, QWidget* parent)
    : QDialog(parent), now_(now), streams_(new QSpinBox), window_(new QSpinBox), order_(new QComboBox),
      limit_(new QSpinBox)
{
    setWindowTitle(tr("Open text"));
    setLayout(new QFormLayout);
    auto* form = static_cast<QFormLayout*>(layout());
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    tokens_ = addPath(tr("&Text"),
                      tr("Tokens between blanks, or their numbers (an npz or npy file too); gzipped or not"),
                      now.tokens, tr("Open text"));
    tokens_->setObjectName(QStringLiteral("tokens"));
    vocabulary_ = addPath(tr("&Vocabulary"), tr("The tokens the network knows, one a line, number 0 first"),
                          now.vocabulary, tr("Open vocabulary"));
    vocabulary_->setObjectName(QStringLiteral("vocabulary"));
    vocabulary_->setPlaceholderText(tr("none: the example's, or tokens numbered as they appear"));
    streams_->setRange(1, 4096);
    streams_->setValue(now.streams);
    streams_->setObjectName(QStringLiteral("streams"));
    streams_->setToolTip(
        tr("Parts of equal length that the text is cut into, read side by side, each from a state of zeros"));
    form->addRow(tr("&Streams"), streams_);
    window_->setRange(0, 65536);
    window_->setSpecialValueText(tr("automatic"));
    window_->setValue(now.window);
    window_->setObjectName(QStringLiteral("window"));
    window_->setToolTip(tr("Tokens of a stream that are read at a time. A network without states, as decoders of "
                           "transformers are, sees no others before them."));
    form->addRow(tr("&Window"), window_);
    order_->addItems({tr("automatic"), tr("time first: [time, streams]"), tr("streams first: [streams, time]")});
    order_->setCurrentIndex(static_cast<int>(now.order));
    order_->setObjectName(QStringLiteral("order"));
    order_->setToolTip(tr("How the network takes its tokens"));
    form->addRow(tr("Token &order"), order_);
    limit_->setRange(0, 1'000'000'000);
    limit_->setSingleStep(10'000);
    limit_->setSpecialValueText(tr("all"));
    limit_->setValue(static_cast<int>(std::min<std::int64_t>(now.limit, limit_->maximum())));
    limit_->setObjectName(QStringLiteral("limit"));
    limit_->setToolTip(tr("Tokens that are evaluated, the first ones of every stream"));
    form->addRow(tr("&Evaluate tokens"), limit_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel);
    QPushButton* open = buttons->button(QDialogButtonBox::Open);
    open->setEnabled(!now.tokens.isEmpty());
    connect(tokens_, &QLineEdit::textChanged, open,
            [open](const QString& text) { open->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    resize(560, sizeHint().height());
}

QLineEdit* TextDialog::addPath(const QString& title, const QString& help, const QString& path,
                               const QString& dialogTitle)
{
    auto* field = new QLineEdit(path);
    field->setToolTip(help);
    auto* browse = new QPushButton(tr("Browse …"));
    browse->setAccessibleName(dialogTitle);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, field, dialogTitle] {
        chooseFile(*this, dialogTitle, tr("Text (*.txt *.gz *.tokens *.npz *.npy);;All files (*)"),
                   [field](const QString& chosen) { field->setText(chosen); });
    });
    auto* row = new QHBoxLayout;
    row->addWidget(field, 1);
    row->addWidget(browse);
    auto* label = new QLabel(title);
    label->setBuddy(field);
    static_cast<QFormLayout*>(layout())->addRow(label, row);
    return field;
}

OpenFiles TextDialog::files() const
{
    OpenFiles files = now_;
    files.tokens = tokens_->text().trimmed();
    files.vocabulary = vocabulary_->text().trimmed();
    files.streams = streams_->value();
    files.window = window_->value();
    files.order = static_cast<TokenOrder>(order_->currentIndex());
    files.limit = limit_->value();
    return files;
}

} // namespace termscope
