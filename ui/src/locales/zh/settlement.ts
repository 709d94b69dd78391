export const settlement = {
  title: "结算",
  empty: "台账中还没有结算。可以在合同面板上办理，或从“导入导出”导入。",
  contract: "合同",
};
