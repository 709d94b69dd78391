export const payment = {
  title: "付款",
  empty: "台账中还没有付款。可以新建一笔，或从“导入导出”导入付款台账。",
  overpay_reason: "超付原因",
  overpay_hint: "确需付款时请写明原因，再保存",
  code_hint: "留空则自动编号",
  position: "合同付款情况",
  after: "保存后累计按合同重新计算",
};
