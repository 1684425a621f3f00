//! Work done with the widest registers that the machine has.
//!
//! Numbers are added and multiplied one by one, never fused, so the results are the same with all registers.

pub(crate) use pulp::NullaryFnOnce as Work;

/// Does some work.
///
/// `Work::call`, and what it calls, must always be inlined, or it is compiled for the registers of every x86-64.
/// A closure does not promise that: the compiler leaves a long one where it is.
pub(crate) fn wide<W: Work>(work: W) -> W::Output {
    pulp::Arch::new().dispatch(work)
}
