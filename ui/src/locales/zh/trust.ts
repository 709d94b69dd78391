/** Traces of changes that went around the program. */
export const trust = {
  title: "台账文件被绕过本程序改动过（{{at}} 发现）",
  more: "共发现 {{count, number}} 处。",
  read_only: "在系统管理员确认之前，台账只能查看，不能修改。",
  look: "查看并处理",
  dialog: "台账文件被改动过",
  at_the_door: "台账文件被绕过本程序改动过。可以登录查看；需要系统管理员登录后处理。",
  kind: {
    entry_edited: "操作日志第 {{seq}} 号的内容被改动过。",
    entry_missing: "操作日志第 {{seq}} 号附近有操作被删除或移动。",
    journal_cut:
      "操作日志最后的操作不见了（第 {{seq}} 号起）：日志被截断，或文件被换成了较早的或另外的一份。",
    account_edited: "账号“{{name}}”被改动过，不是在“用户与权限”中改的。",
    access_edited: "使用方式、闲置锁定或功能开关被改动过，不是在“用户与权限”中改的。",
  },
  todo: {
    title: "怎样处理",
    ask: "查明是谁、用什么工具改动的；把这个窗口给运维看。",
    compare: "选一份改动之前的备份，与现在比较，看哪些记录不同：",
    restore: "记录被改坏时，恢复到改动之前的时刻：",
    keep: "程序不会自行“修复”：改动的痕迹一直留在文件中。",
  },
  ask_administrator: "请系统管理员登录后核对并确认。",
  acknowledge: {
    title: "确认",
    reason: "核对的结果或原因（记入操作日志）",
    hint: "确认后台账又可以修改。同一处改动不再提示。",
    button: "我已核对，恢复使用",
    done: "已确认，台账可以修改",
  },
  check: {
    title: "台账文件是否被改动",
    hint: "每次打开时在后台检查操作日志的校验链和每个账号。也可以现在检查。",
    button: "现在检查",
    sound: "未发现改动。",
  },
};
