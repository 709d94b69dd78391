export const evaluation = {
  title: "履约评价",
  empty: "台账中还没有履约评价。请从“导入导出”导入履约评价表。",
  comprehensive: "综合得分",
  scores: "各次得分",
  yearly: "{{year}} 年度评价",
  irregular: "第 {{number}} 次不定期评价",
  weights: "末次 {{last}}% ＋ 过程 {{process}}%",
  no_weights: "导入的得分，按原值保留",
};
