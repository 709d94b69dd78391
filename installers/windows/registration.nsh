; What Windows knows of the program: the start menu, the list of programs, the type of backup files.

!define SHORTCUT "$SMPROGRAMS\${PRODUCT}.lnk"
!define BACKUP_TYPE "Lantai.Backup"
!define CLASSES "Software\Classes"

Function Register
  CreateShortcut "${SHORTCUT}" "$INSTDIR\lantai-desktop.exe"
  WriteRegStr ${ROOT} "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr ${ROOT} "${OWN_KEY}" "Version" "${VERSION}"
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\lantai-desktop.exe"
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr ${ROOT} "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD ${ROOT} "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD ${ROOT} "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD ${ROOT} "${UNINSTALL_KEY}" "NoRepair" 1
  Call RegisterBackupFiles
FunctionEnd

; A backup is a .sqlite3 file, encrypted an .age file. Those endings belong to others as well: Lantai
; stands under “Open with” and takes neither from the program that has it.
Function RegisterBackupFiles
  WriteRegStr ${ROOT} "${CLASSES}\${BACKUP_TYPE}" "" "$(BackupFile)"
  WriteRegStr ${ROOT} "${CLASSES}\${BACKUP_TYPE}\DefaultIcon" "" "$INSTDIR\lantai-desktop.exe,0"
  WriteRegStr ${ROOT} "${CLASSES}\${BACKUP_TYPE}\shell\open\command" "" '"$INSTDIR\lantai-desktop.exe" "%1"'
  WriteRegStr ${ROOT} "${CLASSES}\.sqlite3\OpenWithProgids" "${BACKUP_TYPE}" ""
  WriteRegStr ${ROOT} "${CLASSES}\.age\OpenWithProgids" "${BACKUP_TYPE}" ""
  ${RefreshShellIcons}
FunctionEnd

!macro ForgetEnding ENDING
  DeleteRegValue ${ROOT} "${CLASSES}\${ENDING}\OpenWithProgids" "${BACKUP_TYPE}"
  DeleteRegKey /ifempty ${ROOT} "${CLASSES}\${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty ${ROOT} "${CLASSES}\${ENDING}"
!macroend

Function un.Unregister
  Delete "${SHORTCUT}"
  DeleteRegKey ${ROOT} "${UNINSTALL_KEY}"
  DeleteRegKey ${ROOT} "${OWN_KEY}"
  DeleteRegKey ${ROOT} "${CLASSES}\${BACKUP_TYPE}"
  !insertmacro ForgetEnding .sqlite3
  !insertmacro ForgetEnding .age
  ${un.RefreshShellIcons}
FunctionEnd
