; Stands in for the installer of the WebView2 runtime when setups are tried out: it leaves in the
; registry what the runtime would, or, with -DBROKEN, fails.
Unicode true
Target amd64-unicode
Name "WebView2"
OutFile "${OUT}"
RequestExecutionLevel user
SilentInstall silent

Section
  !ifdef BROKEN
    SetErrorLevel 5
  !else
    WriteRegStr HKCU "Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}" "pv" "120.0.0.1"
  !endif
SectionEnd
