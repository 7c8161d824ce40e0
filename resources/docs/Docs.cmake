# `ninja docs`: the pages of all public headers, where Doxygen is installed. The documents themselves are Markdown; they
# are installed as they are, in folders that lie to one another as in the tree, so that their pictures are found.
configure_file(${CMAKE_CURRENT_LIST_DIR}/Doxyfile.in ${PROJECT_BINARY_DIR}/Doxyfile @ONLY)
find_program(DOXYGEN_PROGRAM doxygen)
if(DOXYGEN_PROGRAM)
    add_custom_target(docs COMMAND ${DOXYGEN_PROGRAM} ${PROJECT_BINARY_DIR}/Doxyfile)
endif()

install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/termscope COMPONENT app
    FILES_MATCHING PATTERN "*.md")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/screenshots DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/termscope
    COMPONENT app FILES_MATCHING PATTERN "*.png")
