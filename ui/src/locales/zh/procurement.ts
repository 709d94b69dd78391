export const procurement = {
  title: "采购",
  empty: "台账中还没有采购。可以新建一项，或从“导入导出”导入采购台账。",
  contracts: "合同（{{count}} 份）",
  new_contract: "登记合同",
  group: {
    basic: "采购项目与需求",
    method: "方式与评审",
    dates: "时间节点",
    award: "金额与定标",
    guarantees: "担保",
  },
};
