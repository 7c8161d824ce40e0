# The window's place on a desktop. One name for all of it: Main.cpp tells the same one to the window system.
set(TERMSCOPE_DESKTOP_ID org.termscope.TermScope)
set(desktop_folder ${CMAKE_CURRENT_LIST_DIR})

configure_file(${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.metainfo.xml.in
    ${PROJECT_BINARY_DIR}/desktop/${TERMSCOPE_DESKTOP_ID}.metainfo.xml @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/desktop/${TERMSCOPE_DESKTOP_ID}.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT app)
install(FILES ${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT app)
install(FILES ${desktop_folder}/${TERMSCOPE_DESKTOP_ID}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages
    RENAME ${TERMSCOPE_DESKTOP_ID}.xml COMPONENT app)
install(FILES ${desktop_folder}/icons/${TERMSCOPE_DESKTOP_ID}.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT app)
foreach(size 16 24 32 48 64 128 256)
    install(FILES ${desktop_folder}/icons/${size}.png RENAME ${TERMSCOPE_DESKTOP_ID}.png
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps COMPONENT app)
endforeach()
