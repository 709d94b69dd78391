export const project = {
  title: "项目",
  empty: "台账中还没有项目。可以新建一个，或从“导入导出”导入项目清单。",
  group_basic: "项目",
  position: "付款情况",
  families: "合同状态",
  families_text: "在执行 {{in_execution}} · 已结算 {{settled}} · 已解除 {{terminated}}",
  contracts: "合同（{{count}} 份）",
  procurements: "采购（{{count}} 项）",
  no_procurements: "还没有采购",
  file: {
    export: "导出项目档案",
    written: "已导出项目档案",
  },
};
