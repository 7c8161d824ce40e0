# The window's place on a desktop. One name for all of it: Main.cpp tells the same one to the window system.
set(TERMSCOPE_DESKTOP_ID org.termscope.TermScope)
set(desktop_folder ${CMAKE_CURRENT_LIST_DIR})

# The entry and the metainfo name the types that the MIME file declares.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.mime.xml)
file(STRINGS ${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.mime.xml mime_types REGEX "<mime-type type=")
list(TRANSFORM mime_types REPLACE ".*type=\"([^\"]*)\".*" "\\1")
list(APPEND mime_types x-scheme-handler/termscope)
set(TERMSCOPE_MIME_LIST "${mime_types};")
list(TRANSFORM mime_types REPLACE "(.+)" "    <mediatype>\\1</mediatype>")
list(JOIN mime_types "\n" TERMSCOPE_MEDIATYPES)
foreach(file desktop metainfo.xml)
    configure_file(${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.${file}.in
        ${PROJECT_BINARY_DIR}/desktop/${TERMSCOPE_DESKTOP_ID}.${file} @ONLY)
endforeach()
install(FILES ${PROJECT_BINARY_DIR}/desktop/${TERMSCOPE_DESKTOP_ID}.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT app)
install(FILES ${PROJECT_BINARY_DIR}/desktop/${TERMSCOPE_DESKTOP_ID}.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT app)
install(FILES ${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages
    RENAME ${TERMSCOPE_DESKTOP_ID}.xml COMPONENT app)
install(FILES ${desktop_folder}/icons/${TERMSCOPE_DESKTOP_ID}.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT app)
foreach(size 16 24 32 48 64 128 256)
    install(FILES ${desktop_folder}/icons/${size}.png RENAME ${TERMSCOPE_DESKTOP_ID}.png
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps COMPONENT app)
endforeach()
