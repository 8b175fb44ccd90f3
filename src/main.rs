//! Parses the command line and hands over to [`danvankheo::cli`].

fn main() {}
