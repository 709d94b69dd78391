; A program that runs is asked to close, as by its own cross, and waited for. It is never ended by
; force: it may be writing the ledger, or making the backup before its end.

; Seconds that a running program has to end; /WAIT= sets them.
Var Wait

!macro RunningFunctions UN
  Function ${UN}ReadWait
    StrCpy $Wait 60
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/WAIT=" $R1
    ${IfNot} ${Errors}
      IntOp $Wait $R1 + 0
    ${EndIf}
  FunctionEnd

  ; Returns in $R9 whether a program of this folder runs: Windows lets nobody write to it then.
  Function ${UN}LookWhetherRuns
    StrCpy $R9 0
    !insertmacro LookAtProgram lantai-desktop.exe
    !insertmacro LookAtProgram lantai.exe
  FunctionEnd

  ; Sends WM_CLOSE to the windows of the program in this folder, and of no other: a portable copy
  ; elsewhere goes on.
  Function ${UN}AskToClose
    GetFullPathName $R0 "$INSTDIR\lantai-desktop.exe"
    StrCpy $R1 0
    ${Do}
      System::Call 'user32::FindWindowExW(p 0, p R1, p 0, p 0) p .R1'
      ${If} $R1 P= 0
        ${ExitDo}
      ${EndIf}
      System::Call 'user32::IsWindowVisible(p R1) i .R2'
      ; A window with an owner is a box of the program: an answer to it is the person's.
      System::Call 'user32::GetWindow(p R1, i 4) p .R3'
      ${If} $R2 <> 0
      ${AndIf} $R3 P= 0
        Call ${UN}AskWindowToClose
      ${EndIf}
    ${Loop}
  FunctionEnd

  Function ${UN}AskWindowToClose
    System::Call 'user32::GetWindowThreadProcessId(p R1, *i .R4) i'
    ; 0x1000: PROCESS_QUERY_LIMITED_INFORMATION
    System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i R4) p .R5'
    ${If} $R5 P<> 0
      System::Call 'kernel32::QueryFullProcessImageNameW(p R5, i 0, w .R6, *i ${NSIS_MAX_STRLEN} R7) i .R8'
      System::Call 'kernel32::CloseHandle(p R5)'
      ${If} $R8 <> 0
      ${AndIf} $R6 == $R0
        System::Call 'user32::PostMessageW(p R1, i ${WM_CLOSE}, p 0, p 0)'
      ${EndIf}
    ${EndIf}
  FunctionEnd

  Function ${UN}CloseProgram
    Call ${UN}LookWhetherRuns
    ${If} $R9 = 0
      Return
    ${EndIf}
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(ProgramRuns)" /SD IDOK IDOK ask
      Call ${UN}GiveUp
    ask:
    ${For} $1 1 $Wait
      ; Again each second: a program that is just starting has no window yet.
      Call ${UN}AskToClose
      Sleep 1000
      Call ${UN}LookWhetherRuns
      ${If} $R9 = 0
        Return
      ${EndIf}
    ${Next}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(ProgramStillRuns)" /SD IDCANCEL IDRETRY ask
    Call ${UN}GiveUp
  FunctionEnd
!macroend

!macro LookAtProgram FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $R8 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      StrCpy $R9 1
    ${Else}
      FileClose $R8
    ${EndIf}
  ${EndIf}
!macroend

!insertmacro RunningFunctions ""
!insertmacro RunningFunctions "un."

; Nothing was changed yet; what was made ready goes.
Function GiveUp
  Call RemoveStage
  !insertmacro Note "refused with ${STILL_RUNS}: the program in $INSTDIR runs"
  SetErrorLevel ${STILL_RUNS}
  Quit
FunctionEnd

Function un.GiveUp
  !insertmacro Note "refused with ${STILL_RUNS}: the program in $INSTDIR runs"
  SetErrorLevel ${STILL_RUNS}
  Quit
FunctionEnd
