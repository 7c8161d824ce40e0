# cpack -G DEB, or the target `deb`: three packages.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME termscope)
# Each package has a sentence of its own; this one would stand before all of them.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_PACKAGE_VENDOR "The TermScope developers")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL cli dev)
if(TERMSCOPE_APP)
    list(APPEND CPACK_COMPONENTS_ALL app)
endif()

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The TermScope developers <packages@termscope.example>" CACHE STRING
    "Who answers for the Debian packages")
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE ${TERMSCOPE_HOMEPAGE})
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_CLI_PACKAGE_NAME termscope-cli)
set(CPACK_DEBIAN_CLI_PACKAGE_SECTION science)
set(CPACK_COMPONENT_CLI_DESCRIPTION "Term Revealing on trained networks, from a shell
Says what Term Revealing does to the weights of a trained network, to its
accuracy, to the work and to an array of processing elements. It needs no
display and no Qt.")

set(CPACK_DEBIAN_APP_PACKAGE_NAME termscope)
set(CPACK_DEBIAN_APP_PACKAGE_SECTION science)
# Qt loads these by itself, so nothing shows up as a linked library: the window systems, its own texts in other languages.
set(CPACK_DEBIAN_APP_PACKAGE_DEPENDS "termscope-cli (= ${PROJECT_VERSION}), qt6-qpa-plugins, qt6-translations-l10n")
set(CPACK_DEBIAN_APP_PACKAGE_RECOMMENDS "qt6-wayland, fonts-dejavu-core, fonts-noto-cjk, xdg-desktop-portal")
set(CPACK_DEBIAN_APP_PACKAGE_SUGGESTS "ffmpeg, gtkwave")
set(CPACK_COMPONENT_APP_DESCRIPTION "see what the weights of a trained network are made of
Writes every weight and activation of a trained network as signed powers of
two, keeps the largest ones of each group (Term Revealing), and shows at once
what becomes of the weights, the accuracy, the work and the hardware.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libtermscope-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libeigen3-dev, libdnnl-dev, ocl-icd-opencl-dev, libonnx-dev, libprotobuf-dev, \
protobuf-compiler, libzip-dev, zlib1g-dev, libjpeg62-turbo-dev | libjpeg-dev, libpng-dev, nlohmann-json3-dev, libexpected-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION "TermScope's libraries for other programs
Terms, quantizers, networks and inference (core) and arrays of MACs (hwmodel):
static libraries, headers and a CMake package.")

include(CPack)
add_custom_target(deb
    COMMAND ${CMAKE_CPACK_COMMAND} --config ${PROJECT_BINARY_DIR}/CPackConfig.cmake -G DEB
    WORKING_DIRECTORY ${PROJECT_BINARY_DIR} USES_TERMINAL)
add_dependencies(deb termscope_hwmodel termscope-cli)
if(TERMSCOPE_APP)
    add_dependencies(deb termscope)
endif()
