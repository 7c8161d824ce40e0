#include "app/language/LanguageMenu.h"

#include "widgets/language/Translated.h"

#include <QActionGroup>
#include <QMenu>

namespace termscope {

void fillLanguageMenu(QMenu& menu)
{
    auto* choices = new QActionGroup(&menu);
    for (const LanguageInfo& info : languagesTable()) {
        // Every language under its own name: who cannot read the present one finds theirs.
        const QString title = info.language == Language::System ? tr(info.title) : QString::fromUtf8(info.title);
        QAction* action = menu.addAction(title);
        action->setObjectName(QStringLiteral("language_") + QLatin1String(info.name));
        action->setCheckable(true);
        action->setChecked(info.language == chosenLanguage());
        choices->addAction(action);
        QObject::connect(action, &QAction::triggered, &menu, [language = info.language] {
            storeLanguage(language);
            applyLanguage(language);
        });
    }
}

} // namespace termscope
