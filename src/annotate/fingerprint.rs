//! A number that changes whenever the features change, so that no model meets another feature set.

use super::word::Word;
use super::{names, network, parse, segment, tag, tag_network};
use std::sync::OnceLock;

/// Words of several kinds, so that each part of a feature has a say.
const SAMPLE: [&str; 12] =
    ["Geneva", ",", "U.S.", "talks", "began", "2021-12", "NATO", "re-opened", "naïve", "’s", "of", "."];

/// The fingerprint of the features that this program computes.
pub(crate) fn of_features() -> u64 {
    static FINGERPRINT: OnceLock<u64> = OnceLock::new();
    *FINGERPRINT.get_or_init(|| {
        let mut sum = 0_u64;
        let mut take = |features: &[u64]| {
            for feature in features {
                sum = (sum.rotate_left(7) ^ feature).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            }
        };

        let words: Vec<Word> = (1..)
            .zip(SAMPLE)
            .map(|(number, form)| Word { uses: number, cluster: 3 * number, ..Word::of(form) })
            .collect();
        let tags: Vec<u32> = (1..=12).map(|number| number * 17).collect();
        let mut features = Vec::new();
        for index in 0..words.len() {
            take(&tag_network::facts(&words, index).map(u64::from));
            tag::features(&tag::TagContext { words: &words, tags: &tags[..index] }, index, &mut features);
            take(&features);
            names::features(
                &names::NameContext { words: &words, tags: &tags, labels: &tags[..index] },
                index,
                &mut features,
            );
            take(&features);
        }
        let mut state = parse::State::default();
        state.begin(words.len());
        let steps = [0, 0, 2, 0, 0, 60, 0, 3, 0, 0, 57, 0, 58, 59, 4];
        for step in steps {
            let view = state.view();
            for (place, fact) in view.places.iter().zip(view.facts) {
                take(&[u64::from(*place), u64::from(fact)]);
            }
            state.apply(parse::move_of(step, 52));
        }
        take(&network::SHAPE);
        // The lexicon's bits for names and for the case of words.
        take(&[2]);
        segment::sample_features(&mut take);
        sum
    })
}
