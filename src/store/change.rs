//! Changing single statements of a store, beside what a build writes.

use crate::store::{GraphStore, StoreError};
use oxigraph::model::Quad;

impl GraphStore {
    /// Takes some quads away and adds others, both or neither.
    ///
    /// # Errors
    /// If the store was opened for reading, or fails.
    pub fn exchange(&self, old: &[Quad], new: &[Quad]) -> Result<(), StoreError> {
        let mut transaction = self.store.start_transaction()?;
        for quad in old {
            transaction.remove(quad.as_ref());
        }
        transaction.extend(new.iter().map(Quad::as_ref));
        transaction.commit()?;
        Ok(())
    }
}
