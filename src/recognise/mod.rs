//! `Document` to mentions: names, offices, times, quantities; one file each.
