"""Makes the eight workbooks of the sample ledger: `python3 make.py` (needs openpyxl; same bytes every time)."""

import random
from datetime import date, timedelta

import plant
from office import save

TODAY = date(2026, 10, 31)
CHANCE = random.Random(20190101)

# How much of a contract may be paid, in thousandths, by its age in years.
HOW_FAR = [[100, 300], [300, 500], [500, 700, 900], [700, 900, 950], [900, 950, 1000]]
SEQUENCE_PREFIX = {"工程": "GC", "工程货物": "GH", "工程服务": "GF", "货物": "HW", "服务": "FW"}
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def person():
    return CHANCE.choice(plant.SURNAMES) + CHANCE.choice(plant.GIVEN)


def phone():
    return f"1390000{CHANCE.randint(0, 9999):04}"


def contact():
    return f"{person()} {phone()}"


def yuan(low, high):
    """An amount in fen between two amounts of 万元; most amounts of works are not round."""
    step = CHANCE.choice([100_000, 10_000, 1])
    return CHANCE.randint(low * 1_000_000 // step, high * 1_000_000 // step) * step


def some_day(year, first_month=1, last_month=12):
    return min(date(year, CHANCE.randint(first_month, last_month), CHANCE.randint(1, 28)), TODAY)


def uscc():
    """A unified social credit code of an invented district, with its check digit (GB 32100-2015)."""
    body = "91379900" + "".join(CHANCE.choice(DIGITS) for _ in range(9))
    total = sum(DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(body))
    return body + DIGITS[(31 - total % 31) % 31]


def suppliers():
    statuses = {name: (status, reason, date(*day)) for name, status, reason, day in plant.STATUSES}
    rows = []
    for trade, names in plant.COMPANIES.items():
        for name in names:
            status, reason, day = statuses.get(name, ("合格", None, None))
            rows.append({
                "序号": len(rows) + 1,
                "供应商编码": f"{len(rows) + 1:05}",
                "供应商名称": name,
                "统一社会信用代码": uscc() if CHANCE.random() < 0.9 else None,
                "曾用名/别名": "、".join(plant.FORMER_NAMES.get(name, [])) or None,
                "类别": trade,
                "联系人": person(),
                "联系电话": phone(),
                "开户行": CHANCE.choice(["沧屿商业银行营业部", "岚州农商银行城东支行", "东临发展银行云浦支行"]),
                "银行账号": "".join(str(CHANCE.randint(0, 9)) for _ in range(19)),
                "地址": CHANCE.choice(["沧屿市", "岚州市", "云浦市"]) + CHANCE.choice(["海滨路", "建设路", "工业大道"]) + f"{CHANCE.randint(1, 299)}号",
                "状态": status,
                "状态原因": reason,
                "状态日期": day,
                "备注": None,
            })
    return rows


def projects():
    labels = ["项目名称", "项目描述", "项目负责人", "项目状态"]
    rows = []
    for number, (code, *facts, _, remarks) in enumerate(plant.PROJECTS, 1):
        rows.append({"项目编码": code, "序号": number} | dict(zip(labels, facts)) | {"备注": remarks or None})
    return rows


class Contract:
    """A contract, and what the other workbooks need to know of it."""

    def __init__(self, kind, name, category, project, supplier, amount, signed):
        self.kind, self.name, self.category, self.project = kind, name, category, project
        self.supplier, self.amount, self.signed = supplier, amount, signed
        self.code = self.sequence = self.procurement = self.parent = None
        self.children = []
        self.settled = None

    def family_amount(self):
        return (self.amount or 0) + sum(child.amount or 0 for child in self.children)

    def ended(self):
        return any(child.kind == "解除协议" for child in self.children)


def signing_year(project, name):
    years = [year for year in range(2019, 2027) if str(year) in name]
    first = next(facts[5] for facts in plant.PROJECTS if facts[0] == project)
    return years[0] if years else min(first + CHANCE.choice([0, 0, 1, 1, 2]), 2026)


def main_contracts():
    mains = []
    for project, name, category, low, high, trade in plant.WORKS:
        companies = plant.COMPANIES[trade]
        company = companies[0] if CHANCE.random() < 0.55 else CHANCE.choice(companies)
        company = plant.KNOWN_WINNERS.get(name, company)
        signed = some_day(signing_year(project, name), 1, 6 if "（20" in name else 11)
        mains.append(Contract("主合同", name, category, project, company, yuan(low, high), signed))
    for project, name, category, trade in plant.FRAMEWORKS:
        signed = some_day(signing_year(project, name), 1, 3)
        mains.append(Contract("框架协议", name, category, project, plant.COMPANIES[trade][0], None, signed))
    return mains


def add_children(mains):
    """Gives twenty supplements to seventeen contracts, and ends three others."""
    large = sorted((main for main in mains if main.amount), key=lambda main: -main.amount)
    ended = [main for main in mains if main.name in ("综合楼绿化工程", "除灰系统日常维护（2024）", "综合楼室内装修工程")]
    extended = [main for main in large[:26] if main not in ended][:17]
    for place, main in enumerate(extended + extended[:3]):
        share = CHANCE.randint(20, 110) / 1000 * (-0.4 if place in (5, 11) else 1)
        number = "二" if place >= 17 else "一"
        supplement(main, f"{main.name}补充协议{number}", round(main.amount * share / 100) * 100, 150 + place * 9)
    for main in ended:
        termination = supplement(main, f"{main.name}解除协议", -(main.amount * 3 // 5), 260)
        termination.kind = "解除协议"


def supplement(main, name, amount, days):
    signed = min(main.signed + timedelta(days=days), TODAY)
    child = Contract("补充协议", name, main.category, main.project, main.supplier, amount, signed)
    child.parent = main
    main.children.append(child)
    return child


def number_contracts(contracts):
    per_year, per_prefix = {}, {}
    for contract in sorted(contracts, key=lambda contract: contract.signed):
        year = contract.signed.year
        per_year[year] = per_year.get(year, 0) + 1
        contract.code = f"QLW-HT-{year}-{per_year[year]:04}"
        prefix = SEQUENCE_PREFIX[contract.category]
        if not contract.parent and CHANCE.random() < 0.94:
            per_prefix[prefix] = per_prefix.get(prefix, 0) + 1
            contract.sequence = f"QLW-{prefix}-{per_prefix[prefix]:03}"
        elif contract.parent and contract.parent.sequence:
            place = contract.parent.children.index(contract) + 1
            contract.sequence = f"{contract.parent.sequence}-{'B' if contract.kind == '补充协议' else 'J'}{place}"


def procurements(mains):
    """Writes twenty procurements: those of the nineteen largest contracts, and one for two years of chemicals."""
    by_size = sorted((main for main in mains if main.amount), key=lambda main: -main.amount)[:19]
    chemicals = [main for main in mains if main.name.startswith("水处理药剂")]
    chemicals[1].supplier = chemicals[0].supplier
    rows = []
    for place, main in enumerate(sorted(by_size + chemicals[:1], key=lambda main: main.signed), 1):
        code = f"QLW-ZC-{main.signed.year}-{place:03}"
        for contract in chemicals if main in chemicals else [main]:
            contract.procurement = code
        rows.append(procurement(place, code, main, main in chemicals))
    return rows


def procurement(place, code, main, is_chemicals):
    announced = main.signed - timedelta(days=CHANCE.randint(60, 90))
    budget = (main.amount // 1_000_000 + CHANCE.randint(10, 60)) if not is_chemicals else 300
    method = CHANCE.choice(["公开招标", "公开招标", "公开招标", "公开竞争性谈判", "邀请招标"])
    return {
        "项目编码": main.project,
        "序号": place,
        "招采编号": code,
        "采购项目名称": "水处理药剂两年期采购" if is_chemicals else main.name,
        "采购单位": plant.PLANT,
        "中标单位": main.supplier,
        "中标单位联系人及方式": contact(),
        "采购方式": method,
        "采购类别": main.category,
        "采购预算金额(万元)": budget,
        "采购控制价（万元）": budget - CHANCE.randint(0, 8),
        "中标金额（元）": main.amount / 100,
        "采购平台": CHANCE.choice(["东临省公共资源交易平台", "集团电子采购平台"]),
        "资格审查方式": "资格后审" if method == "公开招标" else "投标报名",
        "评标谈判方式": CHANCE.choice(["综合评分法", "综合评估法", "经评审的合理低价法"]) if "招标" in method else "竞争性谈判",
        "定标方法": CHANCE.choice(["票决定标法", "集体议事法"]),
        "采购经办人": CHANCE.choice(["宋听澜", "秦嘉木", "范云起"]),
        "需求部门": CHANCE.choice(["设备部", "工程部", "发电部", "信息中心"]),
        "申请人联系电话（需求部门）": f"0799-68{CHANCE.randint(0, 9999):04}",
        "采购需求书审批完成日期（OA）": announced - timedelta(days=12),
        "公告发布时间": announced,
        "报名截止时间": announced + timedelta(days=7),
        "开标时间": announced + timedelta(days=21),
        "候选人公示结束时间": announced + timedelta(days=27),
        "结果公示发布时间": announced + timedelta(days=29),
        "中标通知书发放日期": announced + timedelta(days=32),
        "评标委员会成员": "、".join(person() for _ in range(5)),
        "投标担保形式及金额（元）": f"银行保函 {CHANCE.choice([100000, 200000, 500000])}",
        "履约担保形式及金额（元）": f"银行保函 {main.amount // 10 // 100}",
        "候选人公示期质疑情况": "无" if place % 9 else "1 起，已书面答复\n质疑人未再提出异议",
    }


def contract_rows(contracts):
    former = {name: names[-1] for name, names in plant.FORMER_NAMES.items()}
    rows = []
    for place, contract in enumerate(contracts, 1):
        top = contract.parent or contract
        ends = ends_on(contract)
        is_old = contract.signed.year < 2021 and contract.supplier in former
        says_all = not contract.parent or place % 2
        rows.append({
            "项目编码": contract.project if says_all else None,
            "关联采购编号": top.procurement if says_all else None,
            "文件定位": contract.kind,
            "合同来源": ("采购合同" if top.procurement else "直接签订") if says_all else None,
            "关联主合同编号": contract.parent.code if contract.parent else None,
            "序号": place,
            "合同序号": contract.sequence,
            "合同编号": contract.code,
            "合同名称": contract.name,
            "合同签订经办人": CHANCE.choice(["宋听澜", "秦嘉木", "范云起", "石子衿"]),
            "合同类型": contract.category if says_all else None,
            "甲方": plant.PLANT if says_all else None,
            "乙方": former[contract.supplier] if is_old else contract.supplier,
            "含税签约合同价（元）": amount_cell(contract.amount, place),
            "合同签订日期": contract.signed,
            "甲方联系人及联系方式": contact() if not contract.parent else None,
            "乙方法定代表人及联系方式": contact() if not contract.parent else None,
            "乙方联系人及联系方式": contact() if not contract.parent else None,
            "合同工期/服务期限": f"{(ends - contract.signed).days} 日历天" if ends else None,
            "支付方式": terms(contract) if not contract.parent else None,
            "资料归档日期": contract.signed + timedelta(days=30) if contract.signed.year < 2026 else None,
            "开始日期": contract.signed + timedelta(days=10) if ends else None,
            "到期日期": ends,
            "质保金比例": "5%" if contract.category == "工程" and not contract.parent else None,
        })
    return rows


def amount_cell(amount, place):
    """Departments type most amounts as numbers, and a few as text."""
    if amount is None:
        return None
    return f"￥{amount / 100:,.2f}" if place % 31 == 0 else amount / 100


def ends_on(contract):
    if contract.parent:
        return None
    days = {"工程": 540, "工程货物": 240, "工程服务": 600, "货物": 365, "服务": 365}[contract.category]
    if "—2026" in contract.name or "—2025" in contract.name:
        days = 1095
    return contract.signed + timedelta(days=days)


def terms(contract):
    if contract.category in ("工程货物", "货物"):
        return "预付 30%；到货验收后付 60%；质保期满付 10%"
    if contract.category == "工程":
        return "预付 10%；按月进度付至 80%\n竣工验收付至 85%；结算审定付至 95%；质保金 5%"
    return "按季度支付，凭考核结果结算"


def settle(mains):
    """Settles the older works, most of them a little below what was signed."""
    candidates = [main for main in mains if main.amount and main.signed.year <= 2023 and not main.ended()]
    for main in CHANCE.sample(candidates, 34):
        factor = CHANCE.choice([0.97, 0.985, 0.992, 1.0, 1.0, 1.013])
        day = min(main.signed + timedelta(days=CHANCE.randint(500, 900)), TODAY)
        main.settled = (round(main.family_amount() * factor), day)


def plan(main):
    """Returns the shares of a contract's payments, in thousandths, with their purposes."""
    if main.category in ("工程货物", "货物"):
        return [(300, "预付款"), (300, "到货款"), (300, "验收款"), (100, "质保金")]
    if main.category == "工程":
        steps = [(100, "预付款"), *[(100, f"第{number}期进度款") for number in range(1, 8)]]
        return [*steps, (50, "竣工款"), (100, "结算款"), (50, "质保金")]
    return [(125, f"第{number}季度服务费") for number in range(1, 9)]


def is_planned(contract):
    """Tells whether a contract has a payment plan: purchases of the last years that nothing changed since."""
    bought = contract.category in ("工程货物", "货物") and contract.kind == "主合同"
    unchanged = not contract.children and not contract.settled and contract.amount
    return bool(bought and unchanged and contract.signed.year >= 2024)


def payment_plans(mains):
    """What `terms` says of such a contract, a row for each instalment."""
    after = [20, 120, 210, 760]
    rows = []
    for main in filter(is_planned, mains):
        for days, (thousandths, term) in zip(after, plan(main)):
            rows.append({
                "序号": len(rows) + 1,
                "合同编号": main.code,
                "付款节点": term,
                "应付日期": main.signed + timedelta(days=days),
                "应付比例": f"{thousandths // 10}%",
                "备注": "质保期满无质量问题后支付" if term == "质保金" else None,
            })
    return rows


def served(contract, purpose):
    """Names the instalment that a payment serves: its purpose, where the plan has it."""
    return purpose if is_planned(contract) and purpose in [term for _, term in plan(contract)] else None


def payments_of(main, place):
    """Pays a family by its plan, as far as it has come."""
    base = main.settled[0] if main.settled else main.family_amount()
    shares = plan(main)
    come = 1000 if main.settled or main.ended() else CHANCE.choice(HOW_FAR[min(TODAY.year - main.signed.year, 4)])
    day, paid = main.signed + timedelta(days=20), 0
    rows = []
    for thousandths, purpose in shares:
        if paid + thousandths > come or day > TODAY - timedelta(days=20):
            break
        paid += thousandths
        amount = base * paid // 1000 - sum(amount for _, _, amount, _ in rows)
        rows.append((main, day, amount, purpose))
        day += timedelta(days=CHANCE.randint(28, 85))
    for child in main.children:
        if child.kind == "补充协议" and child.amount > 0 and rows:
            rows[-1:] = split(rows[-1], child)
    return [row for row in rows if row[2] > 0 and row[1] <= TODAY]


def split(row, child):
    """Books a part of the last payment of a family on its supplement."""
    contract, day, amount, purpose = row
    part = min(amount * 2 // 3, child.amount * 9 // 10)
    later = max(day, child.signed + timedelta(days=15))
    return [(child, later, part, f"补充协议{purpose}"), (contract, day, amount - part, purpose)]


def payments(mains):
    rows = []
    for place, main in enumerate(mains):
        if main.kind == "框架协议":
            paid = [(main, main.signed + timedelta(days=70 * number), yuan(3, 18), f"第{number}批备件款") for number in range(1, 9)]
        else:
            paid = payments_of(main, place)
        paid = [row for row in paid if row[1] <= TODAY]
        rows += [(main, *row, False) for row in paid]
    rows += special_payments(rows)
    rows.sort(key=lambda row: (row[2], row[1].code))
    return payment_rows(rows)


def special_payments(rows):
    """Adds what real tables have: refunds, overpaid contracts, and two equal payments on one day."""
    by_name = {}
    for row in rows:
        by_name.setdefault(row[0].name, []).append(row)

    def last(name):
        return by_name[name][-1]

    extra = []
    for name in ("烟气在线监测系统采购", "输煤皮带采购", "厂区物业服务（2023）", "通勤车辆租赁（2022）"):
        main, contract, day, amount, _, _ = last(name)
        extra.append((main, contract, min(day + timedelta(days=33), TODAY), amount // 10, "多付款退回", True))
    for name in ("2号机组汽轮机通流改造", "电梯维保（2024）"):
        main, contract, day, amount, _, _ = last(name)
        paid = sum(row[3] for row in by_name[name])
        base = main.settled[0] if main.settled else main.family_amount()
        extra.append((main, main, min(day + timedelta(days=40), TODAY), max(base - paid, 0) + base * 12 // 1000, "签证费用", False))
    main, contract, day, amount, _, _ = last("劳动防护用品采购（2025）")
    extra += [(main, contract, min(day + timedelta(days=12), TODAY), 286_000, "防护手套补货", False)] * 2
    return extra


def payment_rows(rows):
    table, numbers = [], {}
    last_of = {row[1].code: place for place, row in enumerate(rows)}
    for place, (main, contract, day, amount, purpose, refund) in enumerate(rows):
        numbers[day.year] = numbers.get(day.year, 0) + 1
        says_settled = main.settled and contract is main
        says_settled = says_settled and (int(main.code[-1]) % 2 == 0 or place == last_of[main.code])
        final, settled_on = main.settled if says_settled else (None, None)
        table.append({
            "项目编码": main.project,
            "序号": place + 1,
            "付款编号": f"QLW-FK-{day.year}-{numbers[day.year]:03}" if day.year < 2022 else None,
            "合同编号": contract.sequence if contract.sequence and place % 17 == 0 else contract.code,
            "付款金额（元）": amount / 100,
            "付款日期": day,
            "结算价（元）": final / 100 if final else None,
            "是否办理结算": "是" if says_settled else None if main.settled else "否",
            "结算完成时间": settled_on,
            "结算资料归档时间": settled_on + timedelta(days=25) if settled_on and settled_on.year < 2025 else None,
            "退款": "是" if refund else None,
            "付款事由": purpose,
            "付款节点": served(contract, purpose),
            "发票号码": f"{CHANCE.randint(0, 99999999):08}" if not refund else None,
        })
    total = sum(-row[3] if row[5] else row[3] for row in rows) / 100
    return table + [{"项目编码": "合计", "付款金额（元）": total}]


def evaluations(mains):
    years = range(2019, 2026)
    quality = {name: CHANCE.randint(74, 94) for names in plant.COMPANIES.values() for name in names}
    for name, status, *_ in plant.STATUSES:
        quality[name] = 58 if status == "黑名单" else 69
    rows = []
    for place, main in enumerate(mains[:90], 1):
        mean = quality[main.supplier]
        until = min((ends_on(main) or main.signed).year, 2025)
        yearly = {year: score(mean) for year in years if main.signed.year <= year <= until and CHANCE.random() < 0.8}
        irregular = [score(mean - 3) if CHANCE.random() < chance else None for chance in (0.35, 0.15)]
        last = score(mean + 1) if until < 2025 or CHANCE.random() < 0.4 else None
        comprehensive = None
        if last is not None and place % 12 == 0:
            comprehensive = score(mean)
        if main.name == "轴承备件采购（2024）":
            yearly, last = {2024: 0}, 0
        row = {"序号": place, "合同序号": main.sequence or main.code, "履约综合评价得分": comprehensive, "末次评价得分": last}
        row |= {f"{year}年度评价得分": yearly.get(year) for year in years}
        row |= {"第一次不定期评价得分": irregular[0], "第二次不定期评价得分": irregular[1]}
        row["备注"] = "供货为翻新件，按零分计" if last == 0 else None
        rows.append(row)
    return rows


def interviews(mains):
    newest = {main.supplier: main for main in sorted(mains, key=lambda main: main.signed)}
    rows = []
    for place, (supplier, kind, held_on, reason, content, rectification, due_on, result, status) in enumerate(plant.INTERVIEWS, 1):
        contract = newest.get(supplier)
        held_on = date(*held_on)
        rows.append({
            "序号": place,
            "供应商": supplier,
            "关联合同": contract.code if contract and contract.signed <= held_on else None,
            "约谈类型": kind,
            "约谈日期": held_on,
            "约谈人": CHANCE.choice(["宋听澜", "秦嘉木", "范云起", "石子衿"]),
            "供应商代表": person(),
            "约谈原因": reason,
            "约谈内容": content,
            "整改要求": rectification,
            "整改期限": date(*due_on) if due_on else None,
            "处理结果": result,
            "跟进状态": status,
        })
    return rows


def score(mean):
    return min(max(round(CHANCE.gauss(mean, 2.4) * 4) / 4, 40), 99.5)


def main():
    mains = main_contracts()
    add_children(mains)
    contracts = [contract for top in mains for contract in [top, *top.children]]
    number_contracts(contracts)
    procured = procurements(mains)
    settle(mains)
    save("1_project.xlsx", "项目", projects())
    save("2_supplier.xlsx", "供应商", suppliers())
    save("3_procurement.xlsx", "采购台账", procured)
    save("4_contract.xlsx", "合同台账", contract_rows(contracts), title=f"{plant.PLANT}合同台账（截至2026年10月）")
    save("4_payment_plan.xlsx", "付款计划", payment_plans(mains))
    save("5_payment.xlsx", "付款明细", payments(mains))
    save("6_evaluation.xlsx", "履约评价", evaluations(mains))
    save("7_interview.xlsx", "约谈记录", interviews(mains))


if __name__ == "__main__":
    main()
