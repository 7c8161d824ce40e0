#include "app/commands/ShortcutDialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace termscope {

ShortcutDialog::ShortcutDialog(const std::vector<ShortcutRow>& rows, QWidget* parent)
    : QDialog(parent), field_(new QLineEdit), tree_(new QTreeWidget)
{
    setObjectName(QStringLiteral("shortcuts"));
    setWindowTitle(tr("Keyboard shortcuts"));
    field_->setObjectName(QStringLiteral("shortcutSearch"));
    field_->setAccessibleName(tr("Search shortcuts"));
    field_->setPlaceholderText(tr("A key or what it does"));
    field_->setToolTip(tr("Shows only keys that have this in their name or in what they do"));
    field_->setWhatsThis(field_->toolTip());
    field_->setClearButtonEnabled(true);
    tree_->setObjectName(QStringLiteral("shortcutTree"));
    tree_->setAccessibleName(tr("Shortcuts by topic"));
    tree_->setToolTip(tr("Keys and what they do, by topic"));
    tree_->setWhatsThis(tr("The keys of a topic work while what it names has the focus; those of menus work always."));
    tree_->setHeaderLabels({tr("What it does"), tr("Keys")});
    tree_->setAlternatingRowColors(true);
    tree_->setUniformRowHeights(true);
    tree_->setTabKeyNavigation(false);
    QTreeWidgetItem* heading = nullptr;
    for (const ShortcutRow& row : rows) {
        if (heading == nullptr || heading->text(0) != row.topic) {
            heading = new QTreeWidgetItem(tree_, {row.topic});
            heading->setFirstColumnSpanned(true);
            QFont bold = font();
            bold.setBold(true);
            heading->setFont(0, bold);
        }
        new QTreeWidgetItem(heading, {row.effect, row.keys});
    }
    tree_->expandAll();
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree_->header()->setStretchLastSection(false);
    tree_->setCurrentItem(tree_->topLevelItem(0));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    close->setToolTip(tr("Close the list (Esc)"));
    close->setWhatsThis(close->toolTip());
    close->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(field_);
    layout->addWidget(tree_, 1);
    layout->addWidget(buttons);
    connect(field_, &QLineEdit::textChanged, this, &ShortcutDialog::filter);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    field_->setFocus();
}

void ShortcutDialog::filter(const QString& typed)
{
    for (int topic = 0; topic < tree_->topLevelItemCount(); ++topic) {
        QTreeWidgetItem* heading = tree_->topLevelItem(topic);
        const bool whole = heading->text(0).contains(typed, Qt::CaseInsensitive);
        bool any = false;
        for (int i = 0; i < heading->childCount(); ++i) {
            QTreeWidgetItem* row = heading->child(i);
            const bool fits = whole || row->text(0).contains(typed, Qt::CaseInsensitive)
                              || row->text(1).contains(typed, Qt::CaseInsensitive);
            row->setHidden(!fits);
            any = any || fits;
        }
        heading->setHidden(!any);
    }
}

QSize ShortcutDialog::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 34};
}

} // namespace termscope
