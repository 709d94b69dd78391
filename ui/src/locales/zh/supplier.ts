export const supplier = {
  title: "供应商",
  empty: "台账中还没有供应商。可以新建一家，或从“导入导出”导入供应商名录。",
  group_basic: "供应商",
  group_contact: "联系与账户",
  group_status: "状态",
  undertaken: "承接情况",
  contracts: "承接合同（{{count}} 份）",
  interviews: "{{count}} 次，其中违约 {{breaches}} 次",
};
