//! What a query leaves out: kinds and sources that are not asked for, and languages that it is not in.

use crate::error::SearchError;
use guichet_core::model::{ItemKind, Lang};
use guichet_core::ports::catalog::Query;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

/// The filters of a query over one segment, by the ordinals of its columns.
pub(super) struct Filter {
    wanted: Vec<(StrColumn, u64)>,
    /// The language of a text, and those that are read.
    lang: Option<(StrColumn, Vec<u64>)>,
}

impl Filter {
    /// For a query read in a language; `None` where no document can pass. Of French words those in a text of another
    /// language are other words, unless it is the reader's.
    pub fn new(segment: &SegmentReader, query: &Query, read: Lang) -> Result<Option<Self>, SearchError> {
        let mut wanted = Vec::new();
        let values = [("kind", query.kind.map(ItemKind::name)), ("source", query.source.as_deref())];
        for (name, value) in values {
            let Some(value) = value else { continue };
            let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
            let ordinal = column.dictionary().term_ord(value.as_bytes())?;
            let Some(ordinal) = ordinal else { return Ok(None) };
            wanted.push((column, ordinal));
        }
        let lang = match segment.fast_fields().str("lang")? {
            Some(column) if read == Lang::FR => {
                let mut langs = Vec::new();
                for lang in [Some(read), query.lang].into_iter().flatten() {
                    langs.extend(column.dictionary().term_ord(lang.code().as_bytes())?);
                }
                Some((column, langs))
            }
            _ => None,
        };
        Ok(Some(Self { wanted, lang }))
    }

    pub fn keeps(&self, doc: DocId) -> bool {
        let is_read =
            |(column, langs): &(StrColumn, Vec<u64>)| column.ords().first(doc).is_none_or(|lang| langs.contains(&lang));
        self.wanted.iter().all(|(column, ordinal)| column.ords().first(doc) == Some(*ordinal))
            && self.lang.as_ref().is_none_or(is_read)
    }
}
