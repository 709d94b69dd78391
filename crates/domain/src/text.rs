//! Texts as people type or paste them.

use crate::{Code, Problem, Problems, name};

/// The longest text of a field: what a cell of a workbook holds, so that whatever is kept can be
/// exported.
pub const LONGEST: usize = 32_767;

/// Returns a text as it is kept: outer white space and control characters gone, line breaks as
/// one character.
pub fn tidy(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = lines.chars().filter(|character| !character.is_control() || matches!(character, '\n' | '\t'));
    kept.collect::<String>().trim().to_owned()
}

/// A record whose texts are known by name.
pub trait Texts: Clone {
    /// The names of all texts.
    const TEXTS: &'static [&'static str];

    /// Hands every text to `visit`, and takes one for missing that is left empty.
    fn each_text(&mut self, visit: &mut dyn FnMut(&'static str, &mut String));

    /// Returns the record with every text as it is kept; codes lose what cannot be seen.
    #[must_use]
    fn tidied(&self) -> Self {
        let mut tidied = self.clone();
        tidied.each_text(&mut |field, text| {
            *text = tidy(text);
            if matches!(field, "code" | "sequence") {
                *text = name::clean_code(text);
            }
        });
        tidied
    }

    /// Returns which texts are longer than any field may be.
    fn check_lengths(&self) -> Problems {
        let mut problems = Problems::default();
        self.clone().each_text(&mut |field, text| {
            if text.len() > LONGEST && text.chars().count() > LONGEST {
                let problem = Problem::new(Code::CellTooLong).field(field);
                problems.add(problem.param("limit", &LONGEST.to_string()));
            }
        });
        problems
    }
}

/// States which fields of a record are texts: those that must be there; those that may be empty.
macro_rules! texts {
    ($record:ty: $($required:ident)*; $($optional:ident)*) => {
        impl $crate::text::Texts for $record {
            const TEXTS: &'static [&'static str] = &[$(stringify!($required),)* $(stringify!($optional),)*];

            fn each_text(&mut self, visit: &mut dyn FnMut(&'static str, &mut String)) {
                $(visit(stringify!($required), &mut self.$required);)*
                $(if let Some(text) = &mut self.$optional {
                    visit(stringify!($optional), text);
                    if text.is_empty() {
                        self.$optional = None;
                    }
                })*
            }
        }
    };
}

pub(crate) use texts;
