export const project = {
  title: "项目",
  empty: "台账中还没有项目。请从“导入导出”导入项目清单。",
  contracts: "合同（{{count}} 份）",
};
