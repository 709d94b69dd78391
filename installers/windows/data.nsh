; What a user's ledger, backups, logs and settings are made of, removed where a person wants that.
; Each file goes by its name and each folder only where it is empty then: what others put there stays.

!define LEDGER "lantai.sqlite3"

; The ledger itself, and what SQLite may have beside it.
!macro RemoveDatabase FOLDER
  Delete "${FOLDER}\${LEDGER}"
  Delete "${FOLDER}\${LEDGER}-wal"
  Delete "${FOLDER}\${LEDGER}-shm"
  Delete "${FOLDER}\${LEDGER}-journal"
!macroend

; Removes the folders in $R0 whose names fit $R1; they hold files in the making, and nobody else's.
Function un.RemoveFoldersLike
  FindFirst $R2 $R3 "$R0\$R1"
  ${DoWhile} $R3 != ""
    RMDir /r "$R0\$R3"
    FindNext $R2 $R3
  ${Loop}
  FindClose $R2
FunctionEnd

!macro RemoveWorkshops FOLDER
  StrCpy $R0 "${FOLDER}"
  StrCpy $R1 ".lantai-work-*"
  Call un.RemoveFoldersLike
!macroend

; Damaged ledgers that were set aside, each in a folder of its own.
Function un.RemoveQuarantine
  FindFirst $R2 $R3 "$R0\quarantine\*"
  ${DoWhile} $R3 != ""
    ${If} $R3 != "."
    ${AndIf} $R3 != ".."
      !insertmacro RemoveDatabase "$R0\quarantine\$R3"
      Delete "$R0\quarantine\$R3\why.json"
      RMDir "$R0\quarantine\$R3"
    ${EndIf}
    FindNext $R2 $R3
  ${Loop}
  FindClose $R2
  RMDir "$R0\quarantine"
FunctionEnd

Function un.RemoveSettings
  Delete "$R0\settings.json"
  Delete "$R0\preferences.json"
  Delete "$R0\backup.json"
  Delete "$R0\backup-key.json"
  Delete "$R0\backup-memory.json"
  Delete "$R0\go-live.json"
  Delete "$R0\upgrade.json"
  Delete "$R0\logs\lantai.*.log"
  RMDir "$R0\logs"
  Delete "$R0\window\place.json"
  ; What the web view keeps: only it knows the names.
  RMDir /r "$R0\window\page"
  RMDir "$R0\window"
FunctionEnd

Function un.RemoveLedger
  !insertmacro RemoveDatabase "$R0"
  Delete "$R0\${LEDGER}.lock"
  Delete "$R0\${LEDGER}.lock.txt"
  Delete "$R0\${LEDGER}.head"
  Delete "$R0\.head-*"
  RMDir /r "$R0\${LEDGER}.restore"
  RMDir /r "$R0\${LEDGER}.migration"
  Delete "$R0\import-drafts\lantai-*.json"
  RMDir "$R0\import-drafts"
  RMDir "$R0\templates"
FunctionEnd

Function un.RemoveBackups
  Delete "$R0\backups\db_backup_*.sqlite3"
  Delete "$R0\backups\db_backup_*.sqlite3.age"
  Delete "$R0\backups\db_backup_*.json"
  Delete "$R0\backups\journal\journal_*.segment"
  Delete "$R0\backups\journal\journal_*.segment.age"
  RMDir "$R0\backups\journal"
  RMDir "$R0\backups"
  Call un.RemoveQuarantine
FunctionEnd

Function un.RemoveData
  SetShellVarContext current
  !insertmacro RemoveWorkshops "$LOCALAPPDATA\Lantai\data\backups\journal"
  !insertmacro RemoveWorkshops "$LOCALAPPDATA\Lantai\data\backups"
  !insertmacro RemoveWorkshops "$LOCALAPPDATA\Lantai\data"
  Call un.RemoveSettings
  Call un.RemoveLedger
  ; Another ledger in the folder has its backups in the same place.
  ${IfNot} ${FileExists} "$R0\*.sqlite3"
    Call un.RemoveBackups
  ${EndIf}
  RMDir "$R0"
  RMDir "$LOCALAPPDATA\Lantai"
  SetShellVarContext ${CONTEXT}
FunctionEnd
