//! A ledger as a large plant keeps it, made up from a seed: the same on every machine.

use crate::dice::Dice;

/// How many records of each kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) projects: usize,
    pub(crate) suppliers: usize,
    pub(crate) mains: usize,
    pub(crate) supplements: usize,
    pub(crate) payments: usize,
    pub(crate) evaluations: usize,
    pub(crate) procurements: usize,
    pub(crate) settlements: usize,
    pub(crate) interviews: usize,
}

impl Size {
    pub(crate) const FULL: Self = Self {
        projects: 120,
        suppliers: 2_000,
        mains: 20_000,
        supplements: 8_385,
        payments: 200_000,
        evaluations: 20_000,
        procurements: 5_000,
        settlements: 6_000,
        interviews: 3_000,
    };

    /// A tenth, to see that everything runs.
    pub(crate) const QUICK: Self = Self {
        projects: 12,
        suppliers: 200,
        mains: 2_000,
        supplements: 838,
        payments: 20_000,
        evaluations: 2_000,
        procurements: 500,
        settlements: 600,
        interviews: 300,
    };
}

impl Size {
    /// Ten times as much, to see what grows.
    pub(crate) const fn tenfold(self) -> Self {
        Self {
            projects: self.projects * 10,
            suppliers: self.suppliers * 10,
            mains: self.mains * 10,
            supplements: self.supplements * 10,
            payments: self.payments * 10,
            evaluations: self.evaluations * 10,
            procurements: self.procurements * 10,
            settlements: self.settlements * 10,
            interviews: self.interviews * 10,
        }
    }
}

/// A day as workbooks count: 1 is 1 January 1900, with the leap day that 1900 did not have.
pub(crate) type Serial = u32;

/// 1 January 2015.
const FIRST_DAY: Serial = 42_005;
/// Up to the end of 2025.
const DAYS: u64 = 4_018;

/// 1 January 2026: a talk is not held in days to come.
const LAST_TALK: Serial = 46_023;

#[derive(Debug)]
pub(crate) struct Supplier {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) category: &'static str,
    pub(crate) contact: String,
    pub(crate) phone: String,
}

#[derive(Debug)]
pub(crate) struct Contract {
    pub(crate) code: String,
    pub(crate) sequence: String,
    pub(crate) name: String,
    /// The place of the main contract of a supplement.
    pub(crate) parent: Option<usize>,
    pub(crate) project: usize,
    pub(crate) supplier: usize,
    pub(crate) category: &'static str,
    pub(crate) amount_fen: i64,
    pub(crate) signed_on: Serial,
    pub(crate) ends_on: Serial,
    pub(crate) officer: String,
    pub(crate) duration: String,
    pub(crate) payment_terms: &'static str,
}

#[derive(Debug)]
pub(crate) struct Payment {
    pub(crate) code: String,
    pub(crate) contract: usize,
    pub(crate) amount_fen: i64,
    pub(crate) paid_on: Serial,
    pub(crate) purpose: &'static str,
    pub(crate) invoice: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Evaluation {
    pub(crate) contract: usize,
    pub(crate) comprehensive: Option<i64>,
    pub(crate) last: Option<i64>,
    /// 2019 to 2025.
    pub(crate) yearly: [Option<i64>; 7],
    pub(crate) irregular: [Option<i64>; 2],
}

#[derive(Debug)]
pub(crate) struct Procurement {
    pub(crate) code: String,
    pub(crate) name: String,
    /// The place of the main contract that came of it.
    pub(crate) contract: usize,
    pub(crate) method: &'static str,
    pub(crate) budget_fen: i64,
    pub(crate) award_fen: i64,
    pub(crate) announced_on: Serial,
    pub(crate) officer: String,
}

#[derive(Debug)]
pub(crate) struct Settlement {
    /// The place of a main contract.
    pub(crate) contract: usize,
    pub(crate) final_fen: i64,
    pub(crate) completed_on: Serial,
}

#[derive(Debug)]
pub(crate) struct Interview {
    /// The place of the contract that it is about.
    pub(crate) contract: usize,
    pub(crate) kind: &'static str,
    pub(crate) held_on: Serial,
    pub(crate) interviewer: String,
    pub(crate) reason: &'static str,
    pub(crate) due_on: Serial,
    pub(crate) status: &'static str,
}

#[derive(Debug)]
pub(crate) struct Data {
    pub(crate) projects: Vec<(String, String)>,
    pub(crate) suppliers: Vec<Supplier>,
    pub(crate) contracts: Vec<Contract>,
    pub(crate) payments: Vec<Payment>,
    pub(crate) evaluations: Vec<Evaluation>,
    pub(crate) procurements: Vec<Procurement>,
    pub(crate) settlements: Vec<Settlement>,
    pub(crate) interviews: Vec<Interview>,
}

pub(crate) const PARTY_A: &str = "北方滨海华源热电有限责任公司";

const PLACES: [&str; 40] = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "四川",
    "陕西",
    "沈阳",
    "大连",
    "哈尔滨",
    "南京",
    "苏州",
    "无锡",
    "杭州",
    "宁波",
    "合肥",
    "厦门",
    "济南",
    "青岛",
    "郑州",
    "武汉",
    "长沙",
    "广州",
    "深圳",
    "成都",
    "西安",
    "长春",
];
const FIRST: [&str; 24] = [
    "中", "华", "恒", "鑫", "泰", "瑞", "宏", "博", "天", "东", "金", "远", "盛", "安", "正", "同", "新",
    "海", "龙", "祥", "国", "联", "佳", "科",
];
const SECOND: [&str; 24] = [
    "达", "源", "通", "诚", "信", "昌", "业", "盛", "和", "润", "兴", "隆", "力", "创", "宇", "辰", "成",
    "宁", "丰", "捷", "泽", "凯", "利", "邦",
];
const TRADES: [(&str, &str); 26] = [
    ("建设工程", "工程"),
    ("电力工程", "工程"),
    ("安装工程", "工程"),
    ("防腐保温工程", "工程"),
    ("机电设备", "工程货物"),
    ("电气设备", "工程货物"),
    ("锅炉设备", "工程货物"),
    ("阀门制造", "工程货物"),
    ("电缆", "货物"),
    ("仪器仪表", "货物"),
    ("物资贸易", "货物"),
    ("办公用品", "货物"),
    ("劳保用品", "货物"),
    ("化工", "货物"),
    ("环保科技", "工程服务"),
    ("工程咨询", "工程服务"),
    ("工程监理", "工程服务"),
    ("勘测设计", "工程服务"),
    ("检测技术", "服务"),
    ("信息技术", "服务"),
    ("物业管理", "服务"),
    ("运输", "服务"),
    ("劳务派遣", "服务"),
    ("会计师事务所", "服务"),
    ("保安服务", "服务"),
    ("软件", "服务"),
];
const UNITS: [&str; 12] = [
    "一号机组",
    "二号机组",
    "三号机组",
    "四号机组",
    "全厂",
    "输煤系统",
    "脱硫系统",
    "脱硝系统",
    "化水车间",
    "升压站",
    "厂前区",
    "热网首站",
];
const OBJECTS: [&str; 36] = [
    "锅炉",
    "汽轮机",
    "发电机",
    "给水泵",
    "引风机",
    "送风机",
    "空预器",
    "除尘器",
    "凝汽器",
    "冷却塔",
    "磨煤机",
    "皮带机",
    "变压器",
    "开关柜",
    "电缆",
    "蓄电池",
    "仪表",
    "阀门",
    "管道",
    "保温",
    "脚手架",
    "消防系统",
    "电梯",
    "门禁",
    "道路",
    "屋面",
    "围墙",
    "绿化",
    "食堂",
    "办公楼",
    "信息系统",
    "视频监控",
    "空压机",
    "烟囱",
    "吊车",
    "灰库",
];
const DEEDS: [&str; 20] = [
    "检修",
    "改造",
    "采购",
    "安装",
    "维护",
    "运维服务",
    "技术服务",
    "设计",
    "监理",
    "检测",
    "防腐",
    "保洁服务",
    "运输",
    "租赁",
    "大修",
    "更换",
    "试验",
    "招标代理",
    "加固",
    "清淤",
];
const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢",
];
const GIVEN: [&str; 24] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "秀英", "霞", "平", "刚", "桂英", "志强", "建国",
];
const TERMS: [&str; 4] = [
    "按进度付款，竣工验收合格后付至97%，余3%为质保金",
    "货到验收合格后30日内一次付清",
    "按季度支付",
    "预付30%，验收后付65%，质保期满付5%",
];
const METHODS: [&str; 4] = ["公开招标", "邀请招标", "公开竞争性谈判", "直接采购"];
const TALKS: [(&str, &str, &str); 4] = [
    ("违约约谈", "未按合同工期完成", "待整改"),
    ("违约约谈", "现场安全管理不到位", "整改中"),
    ("履约沟通", "到货进度安排", "仅记录"),
    ("商务洽谈", "结算争议", "已完成"),
];
const PURPOSES: [&str; 6] = ["进度款", "预付款", "结算款", "到货款", "质保金", "季度服务费"];

impl Data {
    pub(crate) fn new(size: Size, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let projects = (1..=size.projects).map(|number| project(&mut dice, number)).collect();
        let suppliers = suppliers(&mut dice, size.suppliers);
        let contracts = contracts(&mut dice, size, &suppliers);
        let payments = payments(&mut dice, size, &contracts);
        let evaluations = (0..size.evaluations).map(|contract| evaluation(&mut dice, contract)).collect();
        let procurements = procurements(&mut dice, size, &contracts);
        let settlements = settlements(&mut dice, size, &contracts);
        let interviews = interviews(&mut dice, size, &contracts);
        Self { projects, suppliers, contracts, payments, evaluations, procurements, settlements, interviews }
    }
}

fn project(dice: &mut Dice, number: usize) -> (String, String) {
    let name = format!(
        "{}{}{}项目",
        dice.of(&UNITS),
        dice.of(&OBJECTS),
        dice.of(&["改造", "扩建", "技改", "年度运维"])
    );
    (format!("XM-{}-{number:03}", 2014 + number % 12), name)
}

fn suppliers(dice: &mut Dice, count: usize) -> Vec<Supplier> {
    let mut names = std::collections::HashSet::new();
    let mut suppliers = Vec::with_capacity(count);
    while suppliers.len() < count {
        let (trade, category) = dice.of(&TRADES);
        let form = if trade.ends_with("所") {
            ""
        } else {
            dice.of(&["有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司"])
        };
        let name = format!("{}{}{}{trade}{form}", dice.of(&PLACES), dice.of(&FIRST), dice.of(&SECOND));
        if !names.insert(name.clone()) {
            continue;
        }
        let code = format!("GYS-{:05}", suppliers.len() + 1);
        let phone = format!("13{:09}", dice.below(1_000_000_000));
        suppliers.push(Supplier { name, code, category, contact: person(dice), phone });
    }
    suppliers
}

fn person(dice: &mut Dice) -> String {
    format!("{}{}", dice.of(&SURNAMES), dice.of(&GIVEN))
}

/// Main contracts, then supplements; a few suppliers have hundreds, most have two or three.
fn contracts(dice: &mut Dice, size: Size, suppliers: &[Supplier]) -> Vec<Contract> {
    let mut contracts: Vec<Contract> = Vec::with_capacity(size.mains + size.supplements);
    for number in 1..=size.mains {
        let supplier = dice.skewed(suppliers.len());
        let signed_on = FIRST_DAY + dice.day(DAYS);
        let days = 30 + dice.day(1_070);
        let year = 2015 + (signed_on - FIRST_DAY) / 366;
        contracts.push(Contract {
            code: format!("BHHY-HT-{year}-{number:05}"),
            sequence: format!("BHHY-{number:05}"),
            name: format!("{}{}{}合同", dice.of(&UNITS), dice.of(&OBJECTS), dice.of(&DEEDS)),
            parent: None,
            project: dice.skewed(size.projects),
            supplier,
            category: suppliers[supplier].category,
            amount_fen: dice.amount_fen(),
            signed_on,
            ends_on: signed_on + days,
            officer: person(dice),
            duration: format!("{days} 日历天"),
            payment_terms: dice.of(&TERMS),
        });
    }
    for number in 1..=size.supplements {
        let place = dice.index(size.mains);
        let supplement = supplement(dice, place, &contracts[place], number);
        contracts.push(supplement);
    }
    contracts
}

fn supplement(dice: &mut Dice, place: usize, main: &Contract, number: usize) -> Contract {
    Contract {
        code: format!("{}-B{number:04}", main.code),
        sequence: format!("{}-B{number:04}", main.sequence),
        name: format!("{}补充协议", main.name.trim_end_matches("合同")),
        parent: Some(place),
        project: main.project,
        supplier: main.supplier,
        category: main.category,
        amount_fen: main.amount_fen / (5 + i64::from(dice.day(20))),
        signed_on: main.signed_on + 30 + dice.day(300),
        ends_on: main.ends_on + 60,
        officer: main.officer.clone(),
        duration: main.duration.clone(),
        payment_terms: main.payment_terms,
    }
}

/// As a table of years of payments stands: by contract, then by date.
fn payments(dice: &mut Dice, size: Size, contracts: &[Contract]) -> Vec<Payment> {
    let mut counts = vec![0_usize; contracts.len()];
    for _ in 0..size.payments {
        counts[dice.index(contracts.len()).min(dice.index(contracts.len()))] += 1;
    }
    let mut payments = Vec::with_capacity(size.payments);
    for (place, (contract, count)) in contracts.iter().zip(counts).enumerate() {
        let mut day = contract.signed_on;
        for number in 1..=count {
            day += 5 + dice.day(90);
            let share = contract.amount_fen.max(1_000) / i64::try_from(count + 1).unwrap_or(1);
            payments.push(Payment {
                code: format!("{}-FK-{number:03}", contract.sequence),
                contract: place,
                amount_fen: (share - share / 10 + i64::from(dice.day(5_000))).max(1),
                paid_on: day,
                purpose: dice.of(&PURPOSES),
                invoice: (dice.below(3) > 0).then(|| format!("{:08}", dice.below(100_000_000))),
            });
        }
    }
    payments
}

fn evaluation(dice: &mut Dice, contract: usize) -> Evaluation {
    let last = dice.score(2);
    Evaluation {
        contract,
        comprehensive: last.filter(|_| dice.below(4) == 0).and_then(|_| dice.score(1)),
        last,
        yearly: std::array::from_fn(|_| dice.score(3)),
        irregular: std::array::from_fn(|_| dice.score(5)),
    }
}

/// Every fourth main contract came of a procurement.
fn procurements(dice: &mut Dice, size: Size, contracts: &[Contract]) -> Vec<Procurement> {
    let procurement = |number: usize| {
        let contract = (number * 4) % size.mains;
        let of = &contracts[contract];
        Procurement {
            code: format!("ZC-{:05}", number + 1),
            name: format!("{}采购", of.name.trim_end_matches("合同")),
            contract,
            method: dice.of(&METHODS),
            budget_fen: of.amount_fen + of.amount_fen / 10,
            award_fen: of.amount_fen,
            announced_on: of.signed_on.saturating_sub(30 + dice.day(60)),
            officer: person(dice),
        }
    };
    (0..size.procurements).map(procurement).collect()
}

/// The oldest contracts are settled, near to their amount.
fn settlements(dice: &mut Dice, size: Size, contracts: &[Contract]) -> Vec<Settlement> {
    let mut oldest: Vec<usize> = (0..size.mains).collect();
    oldest.sort_by_key(|place| (contracts[*place].ends_on, *place));
    let settlement = |contract: usize| {
        let of = &contracts[contract];
        let final_fen = of.amount_fen - of.amount_fen / 100 * i64::from(dice.day(6));
        Settlement { contract, final_fen, completed_on: of.ends_on + dice.day(400) }
    };
    oldest.into_iter().take(size.settlements).map(settlement).collect()
}

fn interviews(dice: &mut Dice, size: Size, contracts: &[Contract]) -> Vec<Interview> {
    let interview = |_| {
        let contract = dice.index(contracts.len());
        let (kind, reason, status) = dice.of(&TALKS);
        let held_on = (contracts[contract].signed_on + dice.day(400)).min(LAST_TALK);
        let due_on = held_on + 10 + dice.day(60);
        Interview { contract, kind, held_on, interviewer: person(dice), reason, due_on, status }
    };
    (0..size.interviews).map(interview).collect()
}
