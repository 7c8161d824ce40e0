// What a search of plans is asked for: what may vary, what plans cost, the bounds, and the images.
#pragma once

#include "app/session/Session.h"
#include "app/worker/StudyResults.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace termscope {

class SearchControls : public QWidget {
    Q_OBJECT

public:
    explicit SearchControls(Session& session, QWidget* parent = nullptr);

    /// Error: a list that is none, or a budget that is too large for the group size.
    Result<SearchChoice> choice() const;

signals:
    /// What is asked for is another, whether it can be read or not.
    void changed();

private:
    struct Varied {
        QCheckBox* varies = nullptr;
        QLineEdit* values = nullptr;
    };
    struct Bound {
        QCheckBox* given = nullptr;
        QDoubleSpinBox* value = nullptr;
    };

    Varied addVaried(const QString& title, const QString& help, const QString& name, bool varies = true);
    Bound addBound(const QString& title, const QString& help, const QString& name, double value, double step);
    QSpinBox* addCount(const QString& title, const QString& help, const QString& name, int least, int most,
                       const QString& special);
    std::vector<GroupChoice> groupsOf(const SearchWish& wanted) const;
    static Result<VariedValues> valuesOf(const Varied& varied, const char* key, int least, int most);
    Result<SearchWish> wish() const;
    void take();
    void show();
    void showUsual();

    Session& session_;
    QFormLayout* form_;
    Varied budgets_;
    Varied groupSizes_;
    Varied dataTerms_;
    Varied bits_;
    QComboBox* cost_;
    Bound loss_;
    Bound most_;
    QSpinBox* searched_;
    QSpinBox* scored_;
    QSpinBox* points_;
    bool showing_ = false; ///< what the session has; that is no change
};

} // namespace termscope
