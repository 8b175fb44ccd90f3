//! What the server asks of the allocator of the C library.

use crate::support::prelude::*;
use crate::support::program::Place;

const LARGE_FROM: &str = "MALLOC_MMAP_THRESHOLD_";

#[test]
fn a_server_gives_large_blocks_back_whatever_it_freed_before() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let server = place.serve();
    assert_eq!(server.variable(LARGE_FROM).as_deref(), Some("1048576"));
}

#[test]
fn an_operator_who_has_a_say_in_it_is_left_it() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    for (name, value) in [
        (LARGE_FROM, "65536"),
        ("MALLOC_TRIM_THRESHOLD_", "131072"),
        ("GLIBC_TUNABLES", "glibc.malloc.tcache_count=5"),
    ] {
        let server = place.serve_with(&["serve"], &[(name, value)]);
        assert_eq!(server.variable(name).as_deref(), Some(value));
        let own = (name == LARGE_FROM).then_some(value);
        assert_eq!(server.variable(LARGE_FROM).as_deref(), own, "{name}");
    }
}

#[test]
fn a_program_that_does_not_see_the_bound_is_begun_anew_only_once() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let server = place.serve_with(&["serve"], &[("DVK_BEGUN_ANEW", "1")]);
    assert_eq!(server.variable(LARGE_FROM), None);
}
