// A button that says what it begins in bold, and more about it below: for pages with a choice of things to do.
#pragma once

#include <QAbstractButton>

namespace termscope {

class CardButton : public QAbstractButton {
    Q_OBJECT

public:
    /// `text()` is the title.
    CardButton(const QString& title, const QString& description, QWidget* parent = nullptr);

    const QString& description() const { return description_; }
    /// Shown below the title; the accessible description and the tooltip too.
    void setDescription(const QString& description);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int padding() const;
    QRect textRect(int width) const;

    QString description_;
};

} // namespace termscope
