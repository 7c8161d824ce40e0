# Texts in other languages: lrelease makes .qm files, which become part of termscope_app; "ninja update_translations"
# brings the .ts files up to date with the sources.

# Qt's own find_package(Qt6 LinguistTools) asks for Designer and Assistant too: these two programs are all that is needed.
foreach(tool IN ITEMS lrelease lupdate)
    find_program(QT6_${tool} ${tool} PATHS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" NO_DEFAULT_PATH)
    if(NOT QT6_${tool})
        message(FATAL_ERROR "Qt's ${tool} was not found in ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} "
            "(Debian: qt6-l10n-tools)")
    endif()
endforeach()

set(translations_folder ${CMAKE_CURRENT_BINARY_DIR}/translations)
file(MAKE_DIRECTORY ${translations_folder})
set(translations)
foreach(language IN ITEMS de zh_CN en)
    set(source ${CMAKE_CURRENT_LIST_DIR}/termscope_${language}.ts)
    set(compiled ${translations_folder}/termscope_${language}.qm)
    add_custom_command(OUTPUT ${compiled}
        COMMAND ${QT6_lrelease} -silent ${source} -qm ${compiled}
        DEPENDS ${source} COMMENT "Compiling the texts in ${language}" VERBATIM)
    list(APPEND translations ${compiled})
endforeach()
qt_add_resources(termscope_app translations PREFIX /translations BASE ${translations_folder} FILES ${translations})

add_custom_target(update_translations
    COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/update ${QT6_lupdate} ${CMAKE_CURRENT_LIST_DIR}
    COMMENT "Bringing the translations up to date" VERBATIM)
