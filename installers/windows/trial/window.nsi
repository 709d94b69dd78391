; Stands in for the window of Lantai when setups are tried out: it ends when it is asked to close, or,
; with -DSTUBBORN, does not.
Unicode true
Target amd64-unicode
Name "Lantai"
OutFile "${OUT}"
RequestExecutionLevel user

; Where the window is up, a file beside the program says so.
Function .onGUIInit
  FileOpen $0 "$EXEPATH.up" w
  FileClose $0
FunctionEnd

Page directory
Page instfiles
Section
SectionEnd

!ifdef STUBBORN
  Function .onUserAbort
    Abort
  FunctionEnd
!endif
