; The WebView2 runtime, which draws the window. Windows 11 has it. Where -DWEBVIEW2 names Microsoft's
; standalone installer it is carried along, and run where the runtime is missing.

!define RUNTIME_KEY "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

; Returns in $R0 the version of the runtime; empty where there is none. It is installed for the
; computer, in the part of the registry for 32-bit programs, or for the user.
Function FindRuntime
  SetRegView 32
  ReadRegStr $R0 HKLM "SOFTWARE\${RUNTIME_KEY}" "pv"
  SetRegView 64
  ${If} $R0 == ""
  ${OrIf} $R0 == "0.0.0.0"
    ReadRegStr $R0 HKCU "Software\${RUNTIME_KEY}" "pv"
  ${EndIf}
  ${If} $R0 == "0.0.0.0"
    StrCpy $R0 ""
  ${EndIf}
FunctionEnd

Function CompleteWebView2
  Call FindRuntime
  ${If} $R0 != ""
    Return
  ${EndIf}
  !ifdef WEBVIEW2
    InitPluginsDir
    File "/oname=$PLUGINSDIR\webview2.exe" "${WEBVIEW2}"
    ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install' $R1
    Call FindRuntime
    ${If} $R0 != ""
      !insertmacro Note "WebView2 $R0 installed"
      Return
    ${EndIf}
    !insertmacro Note "WebView2 was not installed: its installer ended with $R1"
    SetErrorLevel ${RUNTIME_FAILED}
  !endif
  !insertmacro Note "this computer has no WebView2"
  MessageBox MB_OK|MB_ICONEXCLAMATION "$(RuntimeMissing)" /SD IDOK
FunctionEnd
