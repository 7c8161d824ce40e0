// The user guide as it lies in resources/docs, built into the program: pages to read, with links, back and forward, and
// a field to find words in the page.
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QTextBrowser;

namespace termscope {

class GuideDialog : public QDialog {
    Q_OBJECT

public:
    explicit GuideDialog(QWidget* parent = nullptr);

    QSize sizeHint() const override;

private:
    void follow(const QUrl& link);
    void find();

    QTextBrowser* text_;
    QLineEdit* field_;
    QLabel* note_;
};

} // namespace termscope
