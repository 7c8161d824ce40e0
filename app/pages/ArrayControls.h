// The controls of the Array page, one for every field of ArrayChoice, and the choice of the layer.
#pragma once

#include "app/session/Session.h"

#include <QWidget>

#include <map>

class QComboBox;
class QFormLayout;

namespace termscope {

class ArrayControls : public QWidget {
    Q_OBJECT

public:
    explicit ArrayControls(Session& session, QWidget* parent = nullptr);

private:
    QWidget* makeControl(const ArrayField& field);
    void showLayers();
    void showChoice();

    Session& session_;
    QFormLayout* form_;
    QComboBox* layer_;
    std::map<std::string_view, QWidget*> controls_; ///< by key
};

} // namespace termscope
