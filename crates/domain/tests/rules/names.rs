//! Names as they are compared, business codes, credit codes, similar names.

use domain::name::{clean_code, normalise};
use domain::similar::{KnownName, SimilarNames, nearest_among};
use domain::{Code, uscc};
use proptest::prelude::*;

#[test]
fn one_company_written_in_several_ways_is_one_name() {
    let same = [
        "厦门建工（集团）有限公司",
        "厦门建工(集团)有限公司",
        " 厦门建工 （集团） 有限公司\u{3000}",
        "厦门建工（集团)有限公司\r\n",
        "\u{feff}厦门建工(集团)\u{200b}有限公司",
        "\u{202a}厦门建工(集团)有限公司\u{202c}",
    ];
    for name in same {
        assert_eq!(normalise(name), "厦门建工(集团)有限公司", "{name:?}");
    }
    assert_eq!(normalise("ＡＢＣ公司"), normalise("abc公司"));
    assert_eq!(normalise("第①分公司"), "第1分公司");
    // A cedilla apart folds to a space and a combining mark: composed, not left over.
    assert_eq!(normalise("c¸"), "Ç");
}

#[test]
fn a_branch_is_not_its_company() {
    assert_ne!(normalise("A公司"), normalise("A公司分公司"));
    assert_ne!(normalise("厦门建工"), normalise("厦门建工集团"));
    assert_ne!(normalise("厦门一建(集团)公司"), normalise("厦门一建集团公司"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn normalising_twice_is_normalising_once(name in any::<String>()) {
        let once = normalise(&name);
        prop_assert_eq!(normalise(&once), once.clone());
        prop_assert!(!once.chars().any(char::is_whitespace));
    }

    #[test]
    fn spaces_and_the_width_of_brackets_never_matter(
        name in "[\\p{Han}A-Za-z0-9()]{1,20}",
        place in 0..20_usize,
    ) {
        let mut spaced: Vec<char> = name.replace('(', "（").replace(')', "）").chars().collect();
        spaced.insert(place.min(spaced.len()), '\u{3000}');
        prop_assert_eq!(normalise(&spaced.into_iter().collect::<String>()), normalise(&name));
    }

    #[test]
    fn a_longer_name_is_another_name(name in "[\\p{Han}]{2,10}", more in "[\\p{Han}]{1,4}") {
        prop_assert_ne!(normalise(&format!("{name}{more}")), normalise(&name));
    }

    #[test]
    fn cleaning_a_code_twice_is_cleaning_it_once(code in any::<String>()) {
        let once = clean_code(&code);
        prop_assert_eq!(clean_code(&once), once);
    }
}

#[test]
fn a_business_code_keeps_its_zeros_and_loses_what_nobody_sees() {
    assert_eq!(clean_code(" 00123 "), "00123");
    assert_eq!(clean_code("\u{feff} BHHY-NH-001\u{200b}\u{3000}"), "BHHY-NH-001");
    assert_eq!(clean_code("HT 2024 (1)"), "HT 2024 (1)");
    assert_eq!(clean_code("\u{200b}"), "");
}

/// Codes that companies have.
const USCC: [&str; 4] =
    ["91350211M000100Y46", "914403001922038216", "9144030071526726XG", "91330100799655058B"];

#[test]
fn codes_that_companies_have_are_valid() {
    for code in USCC {
        assert_eq!(uscc::check(code), Ok(()), "{code}");
    }
}

#[test]
fn every_single_change_of_a_valid_credit_code_is_noticed() {
    let characters: Vec<char> = ('0'..='9').chain('A'..='Z').chain(['a', '-', ' ', '中', '９']).collect();
    for code in USCC {
        for place in 0..18 {
            for other in &characters {
                let mut changed: Vec<char> = code.chars().collect();
                if changed[place] == *other {
                    continue;
                }
                changed[place] = *other;
                let changed: String = changed.into_iter().collect();
                let problem = uscc::check(&changed).err().map(|problem| problem.code);
                assert_eq!(problem, Some(Code::SupplierUsccInvalid), "{changed}");
            }
        }
    }
}

#[test]
fn a_credit_code_has_eighteen_characters() {
    for code in ["", "9", "91350211M000100Y4", "91350211M000100Y430", "91350211M000100Y43 ", "１３"] {
        assert!(uscc::check(code).is_err(), "{code}");
    }
}

#[test]
fn similar_names_are_offered_the_nearest_first() {
    let mut names = SimilarNames::default();
    let known = [
        "厦门市政工程公司",
        "厦门市政园林有限公司",
        "福建省路桥建设有限公司",
        "福州第七建筑工程有限公司",
        "漳州电力安装有限公司",
        "泉州消防器材有限公司",
    ];
    for name in known {
        names.add(name);
    }
    assert_eq!(names.nearest("厦门市政工程有限公司", 2), ["厦门市政工程公司", "厦门市政园林有限公司"]);
    assert_eq!(names.nearest("福建路桥建设公司", 5), ["福建省路桥建设有限公司"]);
    assert_eq!(names.nearest("漳州电力安装有限公司", 1), ["漳州电力安装有限公司"]);
    // The ending that all share is no likeness, and two short words are never near by distance.
    assert_eq!(names.nearest("龙岩烟花有限公司", 5), [""; 0]);
    assert_eq!(names.nearest("金额", 5), [""; 0]);
    assert_eq!(names.nearest("", 5), [""; 0]);
    assert_eq!(names.nearest("厦门市政工程公司", 0), [""; 0]);
}

#[test]
fn similar_codes_are_offered() {
    let mut names = SimilarNames::default();
    (1..=500).for_each(|number| names.add(&format!("BHHY-NH-{number:03}")));
    assert_eq!(names.nearest("BHHYNH-499", 1), ["BHHY-NH-499"]);
    assert_eq!(names.nearest("bhhy－nh－499", 1), ["BHHY-NH-499"]);
}

proptest! {
    #[test]
    fn a_known_name_is_nearest_to_itself(names in prop::collection::hash_set("[\\p{Han}]{2,8}", 1..20)) {
        let mut known = SimilarNames::default();
        for name in &names {
            known.add(name);
        }
        for name in &names {
            let nearest = known.nearest(name, 1);
            prop_assert_eq!(nearest.len(), 1);
            let twins = known.nearest(name, 20);
            prop_assert!(twins.contains(name), "{name} not among {twins:?}");
        }
    }

    #[test]
    fn one_question_to_names_that_are_not_kept_has_the_same_answer(
        names in prop::collection::hash_set("[甲乙丙丁（） a-cA]{0,6}(有限公司|公司|)", 0..200),
        asked in "[甲乙丙丁()a-c]{0,6}(有限公司|公司|)",
        limit in 0_usize..12,
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let mut kept = SimilarNames::default();
        for name in &names {
            kept.add(name);
        }
        let keys: Vec<String> = names.iter().map(|name| normalise(name)).collect();
        let known: Vec<KnownName<'_>> =
            names.iter().zip(&keys).map(|(name, key)| KnownName { name, key }).collect();
        let places = nearest_among(&known, &asked, limit);
        let found: Vec<String> = places.into_iter().map(|place| names[place].clone()).collect();
        prop_assert_eq!(found, kept.nearest(&asked, limit));
    }
}
