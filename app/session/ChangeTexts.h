// What steps of undo are called: "term budget 12 → 9".
#pragma once

#include "app/session/ArrayChoice.h"
#include "core/settings/Settings.h"

#include <QString>

namespace termscope {

QString changeText(const QString& name, const QString& from, const QString& to);
QString changeText(const SettingInfo& info, const Settings& before, const Settings& after);
QString changeText(const ArrayField& field, const ArrayChoice& before, const ArrayChoice& after);

} // namespace termscope
