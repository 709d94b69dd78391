; How a setup ends: exit codes, and a line in a log of its own.

; 0 is success; 1 (a person cancelled) comes from NSIS itself.
!define CANNOT_WRITE 2
!define STILL_RUNS 3
!define NEWER_INSTALLED 4
!define WRONG_WINDOWS 5
!define INSTALLED_ELSEWHERE 6
!define RUNTIME_FAILED 7
!define NO_ADMINISTRATOR 8

; The place or the version that a message names.
Var Found

; Appends a line to lantai-setup.log in the folder for temporary files: what happened, and when.
!macro Note WHAT
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  Push $7
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  FileOpen $7 "$TEMP\lantai-setup.log" a
  FileSeek $7 0 END
  FileWriteUTF16LE /BOM $7 "$2-$1-$0 $4:$5:$6  ${WHAT}$\r$\n"
  FileClose $7
  Pop $7
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
!macroend

; Says why nothing is done and ends with a code; silent, only the log and the code tell.
!macro Refuse CODE TEXT
  !insertmacro Note "refused with ${CODE}: ${TEXT} $Found"
  MessageBox MB_OK|MB_ICONSTOP "$(${TEXT})" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

Var AllowDowngrade

Function ReadOptions
  Call ReadWait
  StrCpy $AllowDowngrade 0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLOWDOWNGRADE" $R1
  ${IfNot} ${Errors}
    StrCpy $AllowDowngrade 1
  ${EndIf}
FunctionEnd

; NSIS takes its own folder where the one of /D= cannot be one, and says nothing.
Function RefuseInvalidPlace
  System::Call 'kernel32::GetCommandLineW() w .r0'
  ClearErrors
  ${GetOptions} $0 "/D=" $1
  IfErrors none
  StrCpy $2 $1 1 -1
  ${If} $2 == "\"
    StrCpy $1 $1 -1
  ${EndIf}
  ${If} $1 != $INSTDIR
    StrCpy $INSTDIR $1
    !insertmacro Refuse ${CANNOT_WRITE} CannotWrite
  ${EndIf}
  none:
FunctionEnd

; Two copies would differ after the next upgrade of one of them.
Function RefuseAnotherPlace
  !if ${SCOPE} == user
    ReadRegStr $Found HKLM "${OWN_KEY}" "InstallDir"
    ${If} $Found != ""
    ${AndIf} ${FileExists} "$Found\lantai-desktop.exe"
      !insertmacro Refuse ${INSTALLED_ELSEWHERE} InstalledForAll
    ${EndIf}
  !endif
  ReadRegStr $Found ${ROOT} "${OWN_KEY}" "InstallDir"
  ${If} $Found != ""
  ${AndIf} $Found != $INSTDIR
  ${AndIf} ${FileExists} "$Found\lantai-desktop.exe"
    !insertmacro Refuse ${INSTALLED_ELSEWHERE} InstalledElsewhere
  ${EndIf}
FunctionEnd

; An older program cannot open what a newer one has written.
Function RefuseDowngrade
  ReadRegStr $Found ${ROOT} "${OWN_KEY}" "Version"
  ${If} $Found != ""
  ${AndIf} ${FileExists} "$INSTDIR\lantai-desktop.exe"
  ${AndIf} $AllowDowngrade = 0
    ${VersionCompare} $Found ${VERSION} $R0
    ${If} $R0 = 1
      !insertmacro Refuse ${NEWER_INSTALLED} NewerInstalled
    ${EndIf}
  ${EndIf}
FunctionEnd

Function SkipWhenInstalled
  ReadRegStr $Found ${ROOT} "${OWN_KEY}" "InstallDir"
  ${If} $Found != ""
  ${AndIf} ${FileExists} "$Found\lantai-desktop.exe"
    Abort
  ${EndIf}
FunctionEnd
