; The files of the program. A new version is made ready beside the old one and then takes its place
; file by file, by renaming: either all files are the new ones or all are the old ones.

!define STAGE "$INSTDIR\new-version"
!define ASIDE "$INSTDIR\old-version"

!ifdef LOADER
  !define IF_LOADER `!insertmacro`
!else
  !define IF_LOADER `!insertmacro Without`
!endif
!macro Without MACRO FILE
!macroend

; Every file of the program, each handed to a macro.
!macro EachFile MACRO
  !insertmacro ${MACRO} lantai-desktop.exe
  !insertmacro ${MACRO} lantai.exe
  ${IF_LOADER} ${MACRO} WebView2Loader.dll
  !insertmacro ${MACRO} LICENSE.txt
!macroend

; Asking for errors forgets them, so that each step is asked by itself.
Function StageFiles
  Call RemoveStage
  ClearErrors
  SetOutPath "${STAGE}"
  IfErrors failed
  File "/oname=lantai-desktop.exe" "${DESKTOP}"
  File "/oname=lantai.exe" "${CLI}"
  !ifdef LOADER
    File "/oname=WebView2Loader.dll" "${LOADER}"
  !endif
  File "/oname=LICENSE.txt" "${LICENSE}"
  IfErrors failed
  ; Windows removes no folder that a program stands in.
  SetOutPath "$TEMP"
  Return
  failed:
  SetOutPath "$TEMP"
  Call RemoveStage
  !insertmacro Refuse ${CANNOT_WRITE} CannotWrite
FunctionEnd

!macro RemoveStaged FILE
  Delete "${STAGE}\${FILE}"
!macroend

Function RemoveStage
  !insertmacro EachFile RemoveStaged
  RMDir "${STAGE}"
  RMDir "$INSTDIR"
FunctionEnd

!macro RemoveOld FILE
  Delete "${ASIDE}\${FILE}"
!macroend

; What an earlier run left there must not be taken for the version before.
!macro RequireNoOld FILE
  IfFileExists "${ASIDE}\${FILE}" untouched
!macroend

; A running program can be renamed, so that one that was started a moment ago hinders nothing.
!macro PutAside FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    Rename "$INSTDIR\${FILE}" "${ASIDE}\${FILE}"
  ${EndIf}
!macroend

!macro BringIn FILE
  Rename "${STAGE}\${FILE}" "$INSTDIR\${FILE}"
!macroend

!macro TakeBack FILE
  ${If} ${FileExists} "${ASIDE}\${FILE}"
    Delete "$INSTDIR\${FILE}"
    Rename "${ASIDE}\${FILE}" "$INSTDIR\${FILE}"
  ${EndIf}
!macroend

Function PutInPlace
  !insertmacro EachFile RemoveOld
  !insertmacro EachFile RequireNoOld
  CreateDirectory "${ASIDE}"
  ClearErrors
  !insertmacro EachFile PutAside
  IfErrors failed
  !insertmacro EachFile BringIn
  IfErrors failed
  WriteUninstaller "$INSTDIR\uninstall.exe"
  IfErrors failed
  !insertmacro EachFile RemoveOld
  RMDir "${ASIDE}"
  Call RemoveStage
  Return
  failed:
  !insertmacro EachFile TakeBack
  untouched:
  RMDir "${ASIDE}"
  Call RemoveStage
  !insertmacro Refuse ${CANNOT_WRITE} CannotWrite
FunctionEnd

!macro RemoveFile FILE
  Delete "$INSTDIR\${FILE}"
  Delete "${ASIDE}\${FILE}"
!macroend

; By name, and the folder only where nothing else lies in it.
Function un.RemoveFiles
  !insertmacro EachFile RemoveFile
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "${ASIDE}"
  RMDir "$INSTDIR"
FunctionEnd
