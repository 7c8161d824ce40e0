# The documents are Markdown and are installed as they are, in folders that lie to one another as in the tree, so that their
# pictures are found.
install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/termscope COMPONENT app
    FILES_MATCHING PATTERN "*.md")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/screenshots DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/termscope
    COMPONENT app FILES_MATCHING PATTERN "*.png")
