//! A stable hash of string ids (64-bit FNV-1a): the `subject` in a key of chance.

/// The hash of `text`. Fixed for ever: a change would give every seed another world.
#[must_use]
pub fn subject(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_of_a_subject_is_the_published_fnv_1a() {
        assert_eq!(super::subject(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::subject("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(super::subject("foobar"), 0x8594_4171_f739_67e8);
    }
}
