# `ninja bundle`: one archive with both programs and all that they need, which runs from any folder; see bundle/make.
set(bundle_settings ${PROJECT_BINARY_DIR}/bundle/settings)
file(CONFIGURE OUTPUT ${bundle_settings} @ONLY CONTENT
"# Read by resources/package/bundle/make.
source='@PROJECT_SOURCE_DIR@'
version='@PROJECT_VERSION@'
architecture='@CMAKE_SYSTEM_PROCESSOR@'
triplet='@CMAKE_LIBRARY_ARCHITECTURE@'
cmake='@CMAKE_COMMAND@'
strip='@CMAKE_STRIP@'
objdump='@CMAKE_OBJDUMP@'
qt_plugins='@QT6_INSTALL_PREFIX@/@QT6_INSTALL_PLUGINS@'
qt_translations='@QT6_INSTALL_PREFIX@/@QT6_INSTALL_TRANSLATIONS@'
homepage='@TERMSCOPE_HOMEPAGE@'
")
add_custom_target(bundle
    COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/bundle/make ${PROJECT_BINARY_DIR}
    WORKING_DIRECTORY ${PROJECT_BINARY_DIR} USES_TERMINAL VERBATIM)
add_dependencies(bundle termscope termscope-cli)
