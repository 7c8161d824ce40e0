// The control strip that stays in sight on every page: all settings in groups, and what they come to.
//
// A vertical panel about 300 pixels wide; it scrolls where the window is too low. It shows what it is given and emits
// what the user asked for.
#pragma once

#include "core/evaluate/Evaluation.h"
#include "core/settings/Settings.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;

namespace termscope {

class ColumnScroll;
class SettingControl;

/// Top-1 accuracy as far as it is known.
struct AccuracyFigure {
    double top1 = 0.0;                ///< percent
    std::optional<Interval> interval; ///< percent, 95 %; none when the figure is exact
    std::int64_t evaluated = 0;
    std::int64_t total = 0;
    std::optional<double> sqnr = {}; ///< dB; of data without labels, of which `top1` is the agreement with float
    bool hasClasses = true;          ///< false: the outputs are values, of which only `sqnr` says anything
    bool ofImages = true;            ///< false: of samples that are arrays
};

/// Perplexity of a text as far as it is known.
struct PerplexityFigure {
    double perplexity = 0.0;
    Interval interval; ///< 95 %
    std::int64_t predicted = 0;
    std::int64_t total = 0;
};

/// What a network that its file quantizes runs on, unless it is requantized.
struct GivenFigure {
    QString words;                     ///< "weights int8 per channel, data int8"; "Q4_0 in blocks of 32"
    std::optional<double> provisioned; ///< term pairs per multiply-accumulate, nothing revealed; none where the file
                                       ///< quantizes weights alone
};

class SettingsStrip : public QWidget {
    Q_OBJECT

public:
    explicit SettingsStrip(QWidget* parent = nullptr);

    /// Updates all controls, α and the advice. Emits nothing.
    void setSettings(const Settings& settings);

    /// Term pairs per multiply-accumulate; none while unknown.
    void setWork(std::optional<double> provisioned, std::optional<double> measured);

    /// Of a network that its file quantizes; none for any other. With Source::Given the settings that the file decides
    /// are shown, but cannot be changed.
    void setGiven(const std::optional<GivenFigure>& given);
    /// Whether the network multiplies activations with each other: then how they run can be chosen.
    void setAttention(bool there);

    /// None when there is no figure; `reason` then says why ("weights only").
    void setAccuracy(const std::optional<AccuracyFigure>& accuracy, const QString& reason = {});

    /// The same of a language model: the figure is then perplexity in place of accuracy.
    void setPerplexity(const std::optional<PerplexityFigure>& perplexity, const QString& reason = {});

    /// That the chosen layer has settings of its own, so that the controls may do nothing to what is shown; empty: it
    /// has none.
    void setLayerHint(const QString& layer, const QString& own);

    /// What the settings come to, as it is shown: a name and a figure each.
    std::vector<std::pair<QString, QString>> figures() const;

    /// The control of a setting, or nullptr.
    SettingControl* control(const QString& key) const;

    /// Only these controls, in a row with provisioned pairs and score, for below a page. Empty: all of them, in a
    /// column beside it.
    void fold(const QStringList& keys);
    bool isFolded() const { return !folded_.isEmpty(); }

    QSize sizeHint() const override;

signals:
    void settingEdited(const QString& key, int value, bool inProgress);
    void resetAllRequested();
    void editLayerRequested();
    void resetLayerRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void addGroup(QBoxLayout* layout, const QString& title, const std::vector<std::string_view>& keys);
    std::vector<std::string_view> keysWithoutControl() const;
    void setScore(const QString& title, const QString& text, const QString& tip);
    QLabel* addFigure(QGridLayout* grid, const QString& name, const QString& tip);
    void addSummary(QBoxLayout* layout);
    void alignLabels();
    void showGiven();
    void showControls();
    void showRows();
    void showRatios();

    std::optional<GivenFigure> givenFigure_;
    std::optional<double> pairs_; ///< provisioned
    Source source_ = Source::Given;
    std::vector<SettingControl*> controls_;
    std::vector<QLabel*> headings_;                       ///< of groups of controls, and of the figures
    std::vector<std::pair<QLabel*, QLabel*>> figureRows_; ///< title and value
    QStringList folded_;                                  ///< keys of the controls that are left; empty: all
    bool attention_ = false;                              ///< whether there is any to run
    QBoxLayout* body_ = nullptr;                          ///< controls, then figures
    ColumnScroll* scroll_ = nullptr;
    QLabel* alpha_ = nullptr;
    QLabel* provisioned_ = nullptr;
    QLabel* measured_ = nullptr;
    QLabel* reduction_ = nullptr;
    QLabel* againstGiven_ = nullptr;
    QLabel* given_ = nullptr;
    QLabel* accuracy_ = nullptr;
    QLabel* accuracyTitle_ = nullptr;
    QLabel* advice_ = nullptr;
    QLabel* hint_ = nullptr;
    QPushButton* resetAll_ = nullptr;
};

} // namespace termscope
