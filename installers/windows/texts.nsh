; Everything that the setup says, in both languages.

!macro Text NAME CHINESE ENGLISH
  LangString ${NAME} ${LANG_SIMPCHINESE} "${CHINESE}"
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
!macroend

!insertmacro Text TooOldWindows \
  "兰台需要 64 位的 Windows 10 或 Windows 11。没有安装任何东西。" \
  "Lantai needs 64-bit Windows 10 or Windows 11. Nothing was installed."
!insertmacro Text NeedsAdministrator \
  "这是为本机所有用户安装的安装包，需要管理员权限。没有管理员权限时，请用“user-setup”安装包。" \
  "This setup installs for everybody on this computer and needs an administrator. Without one, use the “user-setup”."
!insertmacro Text InstalledElsewhere \
  "本机已经装有兰台，在：$\r$\n$Found$\r$\n$\r$\n请先卸载它（台账和备份会保留），或者不指定别的文件夹，直接升级。" \
  "Lantai is installed already, in:$\r$\n$Found$\r$\n$\r$\nRemove it first (ledger and backups are kept), or name no other folder, which upgrades it."
!insertmacro Text InstalledForAll \
  "本机已经为所有用户装有兰台，在：$\r$\n$Found$\r$\n$\r$\n请用“machine-setup”安装包升级它。" \
  "Lantai is installed for everybody on this computer, in:$\r$\n$Found$\r$\n$\r$\nUpgrade it with the “machine-setup”."
!insertmacro Text NewerInstalled \
  "已经装有更新的版本 $Found。没有改动任何东西。$\r$\n要回到旧版本，请先按手册“升级与回退”回退台账，再以 /ALLOWDOWNGRADE 运行本安装包。" \
  "The newer version $Found is installed. Nothing was changed.$\r$\nTo go back, first roll the ledger back (manual, “Upgrade and rollback”), then run this setup with /ALLOWDOWNGRADE."
!insertmacro Text ProgramRuns \
  "兰台正在运行。请保存手头的内容，然后点“确定”：程序会备份并退出，安装程序等它结束。" \
  "Lantai is running. Save what you are working on, then press OK: the program backs up and ends, and setup waits for it."
!insertmacro Text ProgramStillRuns \
  "兰台还没有退出，因此没有改动任何东西。$\r$\n请关闭它的窗口和正在执行的 lantai 命令，再重试。" \
  "Lantai has not ended, so nothing was changed.$\r$\nClose its window and any running lantai command, then retry."
!insertmacro Text CannotWrite \
  "写不进文件夹 $INSTDIR：没有权限、磁盘已满，或者文件被别的程序占用。原来的版本没有改动。" \
  "The folder $INSTDIR cannot be written: no right to, the disk is full, or another program holds a file. The version before is as it was."
!insertmacro Text RuntimeMissing \
  "程序已经装好，但本机没有 Microsoft Edge WebView2 运行时，窗口打不开。$\r$\n请安装“WebView2 Runtime（Evergreen Standalone Installer，x64）”。" \
  "The program is installed, but this computer lacks the Microsoft Edge WebView2 Runtime, and the window cannot open.$\r$\nInstall “WebView2 Runtime (Evergreen Standalone Installer, x64)”."
!insertmacro Text ProgramPart "程序" "The program"
!insertmacro Text ProgramPartSays \
  "卸载程序。台账、备份和设置保留在原处。" \
  "Removes the program. Ledger, backups and settings stay where they are."
!insertmacro Text DataPart "我的台账、备份和设置" "My ledger, backups and settings"
!insertmacro Text DataPartSays \
  "永久删除当前用户的台账、台账旁边的备份、日志和设置，无法撤销。别处的台账和备份不会动。" \
  "Deletes this user's ledger, the backups beside it, logs and settings for good. Ledgers and backups elsewhere are not touched."
!insertmacro Text DataGoes \
  "您的台账、台账旁边的备份、日志和设置将被永久删除，无法撤销。$\r$\n$\r$\n确定删除吗？" \
  "Your ledger, the backups beside it, logs and settings will be deleted for good.$\r$\n$\r$\nDelete them?"
!insertmacro Text BackupFile "兰台备份" "Lantai backup"
