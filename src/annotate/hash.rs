//! Features are numbers: words and feature values are hashed, never kept as strings.

/// Hashes the bytes of a word; the same on every machine and in every version.
pub(crate) fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    fold(hash ^ (hash >> 29))
}

/// Hashes the text of a word.
pub(crate) fn hash_str(text: &str) -> u32 {
    hash_bytes(text.bytes())
}

#[expect(clippy::cast_possible_truncation, reason = "folding keeps the low half on purpose")]
const fn fold(value: u64) -> u32 {
    (value ^ (value >> 32)) as u32
}

/// Mixes a template's number and up to three values into one feature.
///
/// One 64 by 64 bit multiplication: features are made some two hundred times for each token.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "both halves of the product are folded together")]
pub(crate) fn feature(template: u32, a: u32, b: u32, c: u32) -> u64 {
    let left = (u64::from(a) << 32 | u64::from(b)) ^ 0x9e37_79b9_7f4a_7c15;
    let right = (u64::from(template) << 32 | u64::from(c)) ^ 0xd6e8_feb8_6659_fd93;
    let product = u128::from(left) * u128::from(right);
    (product as u64) ^ ((product >> 64) as u64)
}
