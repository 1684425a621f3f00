//! Work done with the widest registers that the machine has.
//!
//! What is called must be inlined into `work`, or it is compiled for the registers of every x86-64.
//! Numbers are added and multiplied one by one in either case, never fused, so the results are the same.

/// Does some work.
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}
