//! The search, against a plain search through every text.

pub(crate) mod ledger;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use domain::Noun;
use domain::list::Found;

use super::{fitting, pinyin, text};
use crate::{NewEntry, Reader, Result, Stamp, contract, procurement, project, supplier};
use ledger::{Draw, Ledger};

/// The ledger that tests only read.
pub(crate) fn shared() -> &'static Ledger {
    static LEDGER: OnceLock<Ledger> = OnceLock::new();
    LEDGER.get_or_init(ledger::populated)
}

/// The texts of one record that the search looks through.
pub(crate) struct Texts {
    pub(crate) id: i64,
    pub(crate) all: Vec<String>,
    /// Those that are found by pinyin too.
    pub(crate) names: Vec<String>,
}

impl Texts {
    pub(crate) fn of(noun: Noun, reader: &Reader<'_>) -> Result<Vec<Self>> {
        let sql = format!("SELECT id FROM {noun} ORDER BY id");
        let ids = crate::keys::ids(reader, &format!("{sql} LIMIT ?1"), -1)?;
        ids.into_iter().map(|id| Self::of_record(noun, reader, id)).collect()
    }

    fn of_record(noun: Noun, reader: &Reader<'_>, id: i64) -> Result<Self> {
        let (names, others) = match noun {
            Noun::Project => {
                let project = project::get(reader, id)?.expect("a project").record;
                (vec![project.name], vec![project.code])
            }
            Noun::Supplier => {
                let supplier = supplier::get(reader, id)?.expect("a supplier").record;
                let names = std::iter::once(supplier.name).chain(supplier.former_names).collect();
                (names, supplier.code.into_iter().chain(supplier.uscc).collect())
            }
            Noun::Contract => {
                let contract = contract::get(reader, id)?.expect("a contract").record;
                let optional = [contract.sequence, contract.party_a, contract.officer];
                (vec![contract.name], optional.into_iter().flatten().chain([contract.code]).collect())
            }
            Noun::Procurement => {
                let procurement = procurement::get(reader, id)?.expect("a procurement").record;
                (vec![procurement.name], vec![procurement.code])
            }
            other @ (Noun::PaymentPlan
            | Noun::Payment
            | Noun::Settlement
            | Noun::Evaluation
            | Noun::Interview) => {
                panic!("{other} has no texts here")
            }
        };
        let fold = |texts: &[String]| texts.iter().map(|text| text::fold(text)).collect::<Vec<_>>();
        Ok(Self { id, all: [fold(&names), fold(&others)].concat(), names })
    }

    /// Whether the record has a folded needle, as text or as pinyin.
    pub(crate) fn has(&self, needle: &str) -> bool {
        self.all.iter().any(|text| text.contains(needle))
            || needle.len() > 1
                && needle.bytes().all(|byte| byte.is_ascii_lowercase())
                && self.names.iter().any(|name| pinyin::fits(name, needle))
    }
}

/// The words of a search, group by group, as they were typed and folded.
pub(crate) fn words_of(search: &str) -> Vec<Vec<(String, String)>> {
    let groups = super::words::read(search).into_iter();
    groups.map(|group| group.into_iter().map(|word| (word.typed, word.folded)).collect()).collect()
}

/// A part of some text: what a person would type.
fn needle_of(draw: &mut Draw, texts: &[Texts]) -> String {
    let all = &texts[draw.place(texts.len())].all;
    let text: Vec<char> = all[draw.place(all.len())].chars().collect();
    let from = draw.place(text.len());
    let length = draw.place(text.len() - from) + 1;
    text[from..from + length.min(draw.place(8) + 1)].iter().collect()
}

fn found_ids(reader: &Reader<'_>, noun: Noun, needle: &str) -> Result<BTreeSet<i64>> {
    let found = fitting(reader, noun, needle)?.take_single().expect("one set");
    assert_eq!(found.column, "t.id");
    Ok(found.ids.iter().collect())
}

#[test]
fn hits_are_those_of_a_substring_search() -> Result<()> {
    shared().store.read(|reader| {
        let mut draw = Draw::new(1);
        for noun in [Noun::Project, Noun::Supplier] {
            let texts = Texts::of(noun, reader)?;
            for _ in 0..400 {
                let needle = needle_of(&mut draw, &texts);
                let naive: BTreeSet<i64> =
                    texts.iter().filter(|text| text.has(&needle)).map(|text| text.id).collect();
                assert!(!naive.is_empty(), "{needle} stands in some text");
                assert_eq!(found_ids(reader, noun, &needle)?, naive, "{noun} {needle}");
            }
        }
        Ok(())
    })
}

#[test]
fn a_contract_is_found_by_its_own_texts_or_by_those_of_its_supplier() -> Result<()> {
    shared().store.read(|reader| {
        let mut draw = Draw::new(2);
        let contracts = Texts::of(Noun::Contract, reader)?;
        let suppliers = Texts::of(Noun::Supplier, reader)?;
        let supplier_of =
            |id| Ok::<_, crate::Error>(contract::get(reader, id)?.expect("a contract").record.supplier_id);
        for _ in 0..150 {
            let source = if draw.chance(50) { &contracts } else { &suppliers };
            let needle = needle_of(&mut draw, source);
            let of_suppliers: BTreeSet<i64> =
                suppliers.iter().filter(|text| text.has(&needle)).map(|text| text.id).collect();
            let mut naive = BTreeSet::new();
            for text in &contracts {
                if text.has(&needle) || of_suppliers.contains(&supplier_of(text.id)?) {
                    naive.insert(text.id);
                }
            }
            assert_eq!(found_ids(reader, Noun::Contract, &needle)?, naive, "{needle}");
        }
        Ok(())
    })
}

/// Every way to type a name: all initials, and all syllables, one after the other.
fn every_reading(folded: &str) -> (Vec<String>, Vec<String>) {
    use ::pinyin::ToPinyinMulti;
    let mut initials = vec![String::new()];
    let mut syllables = vec![String::new()];
    for character in folded.chars() {
        let readings = character.to_pinyin_multi().expect("a Chinese character");
        let plain: BTreeSet<&str> = readings.into_iter().map(::pinyin::Pinyin::plain).collect();
        let with = |before: &[String], next: &dyn Fn(&str) -> String| {
            let both = before
                .iter()
                .flat_map(|start| plain.iter().map(move |reading| format!("{start}{}", next(reading))));
            both.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>()
        };
        initials = with(&initials, &|reading| reading[..1].to_owned());
        syllables = with(&syllables, &|reading| reading.to_owned());
    }
    (initials, syllables)
}

#[test]
fn every_reading_from_any_character_on_finds_the_name() {
    let names = ["重庆长安银行", "华北电力建设", "行车大修厂", "乐山会计所", "单县都江堰", "系统更换工程"];
    for name in names {
        for (start, _) in name.char_indices() {
            let (initials, syllables) = every_reading(&name[start..]);
            for typed in initials.iter().chain(&syllables) {
                for end in 2..=typed.len() {
                    assert!(pinyin::fits(name, &typed[..end]), "{name} {}", &typed[..end]);
                }
            }
        }
    }
    let mut draw = Draw::new(3);
    for _ in 0..3_000 {
        let name = draw.pick(&names);
        let typed: String = (0..draw.below(5) + 2)
            .map(|_| draw.pick(&["ch", "z", "q", "an", "h", "a", "ng", "b", "dian"]))
            .collect();
        let brute = name.char_indices().any(|(start, _)| {
            let (initials, syllables) = every_reading(&name[start..]);
            initials.iter().chain(&syllables).any(|reading| reading.starts_with(&typed))
        });
        assert_eq!(pinyin::fits(name, &typed), brute, "{name} {typed}");
    }
}

#[test]
fn the_index_knows_every_name_that_fits_by_pinyin() -> Result<()> {
    shared().store.read(|reader| {
        let texts = Texts::of(Noun::Supplier, reader)?;
        let mut draw = Draw::new(4);
        for _ in 0..300 {
            let names = &texts[draw.place(texts.len())].names;
            let name =
                names[draw.place(names.len())].chars().filter(|c| ('\u{3400}'..='\u{9fff}').contains(c));
            let part: String = name.skip(draw.place(4)).take(draw.place(5) + 1).collect();
            let (initials, syllables) = every_reading(&part);
            let readings = if draw.chance(50) { &initials } else { &syllables };
            let reading = &readings[draw.place(readings.len())].replace('ü', "v");
            let typed = &reading[..=draw.place(reading.len())];
            let naive: BTreeSet<i64> =
                texts.iter().filter(|text| text.has(typed)).map(|text| text.id).collect();
            assert_eq!(found_ids(reader, Noun::Supplier, typed)?, naive, "{part} {typed}");
        }
        Ok(())
    })
}

/// Whether a supplier of this name alone is found.
fn finds(name: &str, typed: &str) -> Result<bool> {
    let connection = crate::tests::empty_ledger()?;
    super::register(&connection)?;
    let id = supplier::insert(&crate::tests::writer(&connection), &domain::supplier::Supplier::named(name))?;
    super::refresh(&connection, Noun::Supplier, &[id], crate::perform::TO_THE_END)?;
    let found = super::find(&Reader::new(&connection), typed, Some(Noun::Supplier), 10)?;
    Ok(found.iter().any(|found| found.id == id))
}

#[test]
fn names_are_found_as_people_type_them() -> Result<()> {
    let cases = [
        ("重庆长安银行", "cqca"),
        ("重庆长安银行", "zqzayx"),
        ("重庆长安银行", "chongqingchanganyinhang"),
        ("重庆长安银行", "zhongqingzhangan"),
        ("重庆长安银行", "yinxing"),
        ("重庆长安银行", "anyinh"),
        ("吕梁女篮", "lvliang"),
        ("吕梁女篮", "lulianglinv".split_at(7).0),
        ("吕梁女篮", "nvlan"),
        ("略阳钢铁", "lueyang"),
        ("ABB（中国）有限公司", "abbzg"),
        ("ABB（中国）有限公司", "abb中国"),
        ("ABB（中国）有限公司", "ABB(中国)"),
        ("ABB（中国）有限公司", "zhongguoyouxiangongsi"),
        ("中国 ABB 电气", "abbdq"),
        ("西安西安西安西安西安西安西安西安", "xianxianxianxianxianxianxianxian"),
        ("先安息", "xianan"),
        ("ＡＢＣ－１２３", "abc123"),
        ("锅", "锅"),
        ("甲锅", "锅"),
        ("𬭎𬬸厂", "𬭎𬬸"),
    ];
    for (name, typed) in cases {
        assert!(finds(name, typed)?, "{typed} finds {name}");
    }
    let others = [
        ("重庆长安银行", "cqan"),
        ("先安息", "xiann"),
        ("锅炉", "炉锅"),
        ("华北电力", "huadian"),
        ("ABB电气", "dianqixx"),
    ];
    for (name, typed) in others {
        assert!(!finds(name, typed)?, "{typed} does not find {name}");
    }
    Ok(())
}

#[test]
fn a_comma_means_and_a_space_means_or() -> Result<()> {
    shared().store.read(|reader| {
        let ids = |search: &str| found_ids(reader, Noun::Supplier, search);
        let (bank, boiler, beihai) = (ids("银行")?, ids("锅炉")?, ids("北海")?);
        let either: BTreeSet<i64> = bank.union(&boiler).copied().collect();
        assert_eq!(ids("银行 锅炉")?, either);
        assert_eq!(ids("银行　锅炉，北海")?, either.intersection(&beihai).copied().collect());
        assert_eq!(ids("北海,银行 锅炉")?, ids("银行 锅炉,北海")?);
        Ok(())
    })
}

#[test]
fn changed_and_deleted_records_are_found_by_what_they_are_now() -> Result<()> {
    let ledger = ledger::populated();
    let entry = || {
        let stamp = Stamp { at: "2026-03-06T00:00:00Z".to_owned(), actor: "李四".to_owned() };
        NewEntry { stamp, operation: "test".to_owned(), subject: "test".to_owned(), undoes: None }
    };
    let found = |typed: &str| -> Result<Vec<String>> {
        let found = ledger.store.read(|reader| super::find(reader, typed, Some(Noun::Supplier), 100))?;
        Ok(found.into_iter().map(|found| found.name).collect())
    };
    let mut new = domain::supplier::Supplier::named("鑫源泰达商贸行");
    new.former_names = vec!["甪直古镇铺".to_owned()];
    let id = ledger.store.perform(entry(), |writer| supplier::insert(writer, &new))?.value;
    for typed in ["鑫源", "xytdsm", "taidashangmao", "甪直", "luzhiguzhen"] {
        assert_eq!(found(typed)?, ["鑫源泰达商贸行"], "{typed}");
    }
    new.name = "鑫海泰达商贸行".to_owned();
    new.former_names.clear();
    ledger.store.perform(entry(), |writer| supplier::update(writer, id, 1, &new))?;
    assert_eq!(found("鑫源")?, Vec::<String>::new());
    assert_eq!(found("甪直")?, Vec::<String>::new());
    assert_eq!(found("xinhaitaida")?, ["鑫海泰达商贸行"]);
    ledger.store.perform(entry(), |writer| supplier::delete(writer, id, 2))?;
    assert_eq!(found("鑫海")?, Vec::<String>::new());
    Ok(())
}

fn codes(found: &[Found]) -> Vec<&str> {
    found.iter().map(|found| found.code.as_str()).collect()
}

#[test]
fn the_exact_code_comes_first_then_what_begins_with_it() -> Result<()> {
    shared().store.read(|reader| {
        let found = super::find(reader, "xm-01", Some(Noun::Project), 4)?;
        assert_eq!(codes(&found), ["XM-010", "XM-011", "XM-012", "XM-013"]);
        let found = super::find(reader, "BHHY-NH-101", None, 5)?;
        let first = found.first().expect("a contract");
        let contract = contract::get(reader, first.id)?.expect("the contract");
        assert_eq!((first.noun, contract.record.sequence.as_deref()), (Noun::Contract, Some("BHHY-NH-101")));
        let found = super::find(reader, "pay-000", Some(Noun::Payment), 3)?;
        assert!(found.len() == 3 && found.iter().all(|found| found.code.starts_with("PAY-000")), "{found:?}");
        Ok(())
    })
}

#[test]
fn a_name_that_begins_with_the_text_comes_before_one_that_contains_it() -> Result<()> {
    shared().store.read(|reader| {
        let found = super::find(reader, "银川", Some(Noun::Supplier), 200)?;
        let begins: Vec<bool> = found.iter().map(|found| found.name.starts_with("银川")).collect();
        assert!(begins.is_sorted_by(|before, after| before >= after), "{found:?}");
        assert_eq!(found.len(), found_ids(reader, Noun::Supplier, "银川")?.len());
        Ok(())
    })
}

#[test]
fn an_empty_text_gives_the_first_records_and_every_noun_has_its_share() -> Result<()> {
    shared().store.read(|reader| {
        assert_eq!(codes(&super::find(reader, " ", Some(Noun::Project), 2)?), ["XM-001", "XM-002"]);
        let found = super::find(reader, "锅炉", None, 12)?;
        let nouns: BTreeSet<Noun> = found.iter().map(|found| found.noun).collect();
        assert_eq!(found.len(), 12);
        assert!(nouns.contains(&Noun::Supplier) && nouns.contains(&Noun::Contract), "{nouns:?}");
        for noun in
            [Noun::PaymentPlan, Noun::Settlement, Noun::Evaluation, Noun::Interview, Noun::Procurement]
        {
            assert_eq!(super::find(reader, "锅炉", Some(noun), 3)?.len(), 3, "{noun}");
        }
        Ok(())
    })
}

#[test]
fn letters_that_can_be_cut_in_countless_ways_are_looked_for_at_once() {
    // Each of these is one syllable or two, and no syllable begins with i: all ways end nowhere.
    let nowhere = "xian".repeat(20) + "ii";
    assert_eq!(pinyin::evidence(&nowhere).exact, Vec::<String>::new());
    assert!(!pinyin::evidence(&"xian".repeat(20)).exact.is_empty());
}

#[test]
fn more_letters_than_a_name_takes_are_looked_for_as_text_only() -> Result<()> {
    let shared = shared();
    shared.store.read(|reader| {
        assert_eq!(pinyin::evidence(&"a".repeat(121)), pinyin::Evidence::default());
        assert_eq!(found_ids(reader, Noun::Supplier, &"a".repeat(2_000))?, BTreeSet::new());
        Ok(())
    })
}
