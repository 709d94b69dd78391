/** The closed lists of a procurement, as the field names them. */
export const CATEGORIES = ["工程", "工程货物", "工程服务", "货物", "服务"] as const;
export const METHODS = [
  "公开招标",
  "邀请招标",
  "公开询价",
  "邀请询价",
  "公开竞价",
  "邀请竞价",
  "公开比选",
  "邀请比选",
  "单一来源采购",
  "公开竞争性谈判",
  "公开竞争性磋商",
  "邀请竞争性谈判",
  "邀请竞争性磋商",
  "直接采购",
  "战采结果应用",
] as const;
export const QUALIFICATION_REVIEWS = ["资格预审", "资格后审", "投标报名"] as const;
export const BID_EVALUATIONS = [
  "综合评分法",
  "竞争性谈判",
  "价格竞争法",
  "定性评审法",
  "其他",
] as const;
export const AWARD_METHODS = [
  "竞争定标法",
  "票决定标法",
  "集体议事法",
  "上报审批（其他方式采购）",
] as const;
