//! Work on several threads whose results come in the order of the input.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{channel, sync_channel};

/// How many pieces of work per thread may be read and not yet written.
///
/// More would not make the threads busier, and each holds a report and its quads in memory.
const AHEAD: usize = 8;

/// Does `work` on each item of `input` and gives the results to `sink` in the order of the input.
///
/// `input` is read on a thread of its own and `sink` runs on this one, so both may be slow; neither runs far
/// ahead of the other.
/// With one thread everything happens here, one item after the other.
///
/// # Errors
/// The first error of `sink`; the rest of the input is then not read.
pub(super) fn ordered<I: Send, T: Send>(
    threads: NonZeroUsize,
    mut input: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> T + Sync,
    mut sink: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let threads = threads.get();
    if threads == 1 {
        return input.try_for_each(|item| sink(work(item)));
    }
    // A ticket is taken for each item that is read and given back when it is written.
    let (take, give_back) = sync_channel::<()>(threads * AHEAD);
    let (give_work, get_work) = channel::<(usize, I)>();
    let get_work = Mutex::new(get_work);
    let (give_result, results) = channel::<(usize, T)>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for item in input.enumerate() {
                // Whoever gave up below no longer takes tickets back or results in.
                if take.send(()).is_err() || give_work.send(item).is_err() {
                    break;
                }
            }
        });
        for _ in 0..threads {
            let give_result = give_result.clone();
            let (get_work, work) = (&get_work, &work);
            scope.spawn(move || {
                loop {
                    let next = match get_work.lock() {
                        Ok(get_work) => get_work.recv(),
                        Err(_) => break,
                    };
                    let Ok((number, item)) = next else { break };
                    if give_result.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give_result);
        let (results, give_back) = (results, give_back);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, result) in results {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                sink(result)?;
                let _ = give_back.recv();
                next += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_input_on_any_number_of_threads() {
        for count in [1, 2, 5] {
            let mut results = Vec::new();
            let work = |number: usize| {
                // The earlier, the slower: without ordering they would come backwards.
                std::thread::sleep(Duration::from_micros(if number.is_multiple_of(7) { 900 } else { 10 }));
                number * 2
            };
            ordered(threads(count), 0..200, work, |result| {
                results.push(result);
                Ok(())
            })
            .unwrap();
            assert_eq!(results, (0..200).map(|number| number * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_runs_far_ahead_of_the_sink() {
        let (read, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        let input = (0..500).inspect(|_| {
            let ahead = read.fetch_add(1, Ordering::SeqCst) + 1 - written.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
        });
        ordered(
            threads(2),
            input,
            |number| number,
            |_| {
                std::thread::sleep(Duration::from_micros(50));
                written.fetch_add(1, Ordering::SeqCst);
                Ok(())
            },
        )
        .unwrap();
        assert!(most.load(Ordering::SeqCst) <= 2 * AHEAD + 2, "{most:?}");
    }

    #[test]
    fn an_error_of_the_sink_ends_the_reading() {
        let read = AtomicUsize::new(0);
        let input = (0..100_000).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        let result = ordered(
            threads(2),
            input,
            |number| number,
            |number| {
                if number == 3 { Err(anyhow::anyhow!("full")) } else { Ok(()) }
            },
        );
        assert_eq!(result.unwrap_err().to_string(), "full");
        assert!(read.load(Ordering::SeqCst) < 1000);
    }
}
