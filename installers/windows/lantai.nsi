; The setup of Lantai for Windows. One script makes two setups, by -DSCOPE=user or -DSCOPE=machine;
; `cargo xtask installers` calls it. What it takes and what it ends with stands in ../README.md.

Unicode true
Target amd64-unicode

!ifndef VERSION | VERSION_QUAD | SCOPE | DESKTOP | CLI | LICENSE | ICON | SIZE_KB | OUT
  !error "this script is called by `cargo xtask installers`, which says what goes in"
!endif
!ifndef COMPRESSION
  !define COMPRESSION lzma
!endif
SetCompressor /SOLID ${COMPRESSION}
!if ${COMPRESSION} == lzma
  ; Both programs hold the same libraries, and this much lies between their like parts.
  SetCompressorDictSize 64
!endif

!define PRODUCT "兰台 Lantai"
!define PUBLISHER "Lantai contributors"
!define OWN_KEY "Software\Lantai"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Lantai"

!if ${SCOPE} == machine
  !define ROOT HKLM
  !define PLACE "$PROGRAMFILES64\Lantai"
  !define CONTEXT all
  RequestExecutionLevel admin
!else if ${SCOPE} == user
  !define ROOT HKCU
  !define PLACE "$LOCALAPPDATA\Programs\Lantai"
  !define CONTEXT current
  RequestExecutionLevel user
!else
  !error "SCOPE is user or machine"
!endif

Name "${PRODUCT} ${VERSION}"
OutFile "${OUT}"
InstallDir "${PLACE}"
InstallDirRegKey ${ROOT} "${OWN_KEY}" "InstallDir"
BrandingText " "
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
ShowInstDetails nevershow
ShowUninstDetails nevershow
; A file that cannot be written is dealt with by the script, not asked about.
AllowSkipFiles off

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include Sections.nsh
!include WinMessages.nsh

!include screens.nsh
!include texts.nsh
!include outcome.nsh
!include running.nsh
!include files.nsh
!include registration.nsh
!include webview2.nsh
!include data.nsh

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

VIProductVersion "${VERSION_QUAD}"
!macro VersionResource LANGUAGE
  VIAddVersionKey /LANG=${LANGUAGE} ProductName "${PRODUCT}"
  VIAddVersionKey /LANG=${LANGUAGE} ProductVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileDescription "${PRODUCT} setup (${SCOPE})"
  VIAddVersionKey /LANG=${LANGUAGE} CompanyName "${PUBLISHER}"
  VIAddVersionKey /LANG=${LANGUAGE} LegalCopyright "MIT"
!macroend
!insertmacro VersionResource ${LANG_SIMPCHINESE}
!insertmacro VersionResource ${LANG_ENGLISH}

Function .onInit
  SetRegView 64
  SetShellVarContext ${CONTEXT}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse ${WRONG_WINDOWS} TooOldWindows
  ${EndIf}
  !if ${SCOPE} == machine
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro Refuse ${NO_ADMINISTRATOR} NeedsAdministrator
    ${EndIf}
  !endif
  Call ReadOptions
  Call RefuseInvalidPlace
  Call RefuseAnotherPlace
  Call RefuseDowngrade
FunctionEnd

Section "-program"
  AddSize ${SIZE_KB}
  Call StageFiles
  Call CloseProgram
  Call PutInPlace
  Call Register
  Call CompleteWebView2
  !insertmacro Note "installed ${VERSION} for ${SCOPE} in $INSTDIR"
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext ${CONTEXT}
  Call un.ReadOptions
FunctionEnd

Section "un.$(ProgramPart)" UN_PROGRAM
  SectionIn RO
  Call un.CloseProgram
  Call un.RemoveFiles
  Call un.Unregister
  !insertmacro Note "removed ${VERSION} for ${SCOPE} from $INSTDIR"
SectionEnd

Section /o "un.$(DataPart)" UN_DATA
  Call un.RemoveData
  !insertmacro Note "removed ledger, backups and settings of this user"
SectionEnd

; What is ticked cannot be taken back.
Function un.ConfirmData
  ${If} ${SectionIsSelected} ${UN_DATA}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DataGoes)" IDYES delete
    Abort
    delete:
  ${EndIf}
FunctionEnd

; The option /PURGE ticks what a person would tick on the page.
Function un.ReadOptions
  Call un.ReadWait
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PURGE" $R1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${UN_DATA}
  ${EndIf}
FunctionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_PROGRAM} $(ProgramPartSays)
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_DATA} $(DataPartSays)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
