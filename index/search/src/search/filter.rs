//! What a query leaves out: kinds and sources that are not asked for.

use crate::error::SearchError;
use guichet_core::model::ItemKind;
use guichet_core::ports::catalog::Query;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

/// The filters of a query over one segment, by the ordinals of its columns.
pub(super) struct Filter {
    wanted: Vec<(StrColumn, u64)>,
}

impl Filter {
    /// `None` where no document can pass.
    pub fn new(segment: &SegmentReader, query: &Query) -> Result<Option<Self>, SearchError> {
        let mut wanted = Vec::new();
        let values = [("kind", query.kind.map(ItemKind::name)), ("source", query.source.as_deref())];
        for (name, value) in values {
            let Some(value) = value else { continue };
            let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
            let ordinal = column.dictionary().term_ord(value.as_bytes())?;
            let Some(ordinal) = ordinal else { return Ok(None) };
            wanted.push((column, ordinal));
        }
        Ok(Some(Self { wanted }))
    }

    pub fn keeps(&self, doc: DocId) -> bool {
        self.wanted.iter().all(|(column, ordinal)| column.ords().first(doc) == Some(*ordinal))
    }
}
