//! Work on several threads whose results are taken in the order of the items.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many items per thread are worked on before their results are taken.
const AT_A_TIME: usize = 16;

/// Does `work` on each item and gives the results to `take`, in the order of the items.
///
/// # Errors
/// The first error of `work` or `take` in the order of the items.
pub(super) fn side_by_side<I: Sync, T: Send, E: Send>(
    threads: NonZeroUsize,
    items: &[I],
    work: impl Fn(&I) -> Result<T, E> + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.get();
    if threads == 1 {
        return items.iter().try_for_each(|item| take(work(item)?));
    }
    for some in items.chunks(threads * AT_A_TIME) {
        let next = AtomicUsize::new(0);
        let mut results: Vec<(usize, Result<T, E>)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|_| {
                    scope.spawn(|| {
                        let mut done = Vec::new();
                        loop {
                            let number = next.fetch_add(1, Ordering::Relaxed);
                            let Some(item) = some.get(number) else { return done };
                            done.push((number, work(item)));
                        }
                    })
                })
                .collect();
            let joined = workers.into_iter().flat_map(|worker| match worker.join() {
                Ok(done) => done,
                // A bug in the work is told as one.
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.collect()
        });
        results.sort_by_key(|(number, _)| *number);
        for (_, result) in results {
            take(result?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_and_the_first_error_ends_it() {
        let items: Vec<usize> = (0..100).collect();
        for threads in [1, 2, 7] {
            let threads = NonZeroUsize::new(threads).unwrap();
            let mut taken = Vec::new();
            let work = |item: &usize| if *item == 70 { Err(*item) } else { Ok(*item) };
            let ended = side_by_side(threads, &items, work, |item| {
                taken.push(item);
                Ok(())
            });
            assert_eq!(ended, Err(70));
            assert_eq!(taken, items[..70]);
        }
    }
}
