//! What several features need: packs whose text can be changed, every order there is, and random legal play.

pub mod games;
pub mod orders;
pub mod packs;
pub mod play;
pub mod program;
#[cfg(unix)]
pub mod terminal;

/// A small generator for tests (SplitMix64): the same numbers everywhere and for ever.
pub struct Die(u64);

impl Die {
    /// A die whose throws depend on `seed` alone.
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x5bd1_e995_0000_0000)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to `bound - 1`; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound.max(1) as u64).unwrap()
    }

    /// One of several; `None` of none.
    pub fn pick<'a, T>(&mut self, options: &'a [T]) -> Option<&'a T> {
        options.get(self.below(options.len()))
    }
}

/// A number from the environment: `SOAK_GAMES` and the like.
pub fn asked_for(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is not a number: {text}"))
    })
}

/// Whether the golden files are to be written anew rather than compared.
pub fn updates_golden() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// The folder of the package.
pub fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}
