//! What may be missing on a machine that runs the tests, and where it may not.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Mutex;

/// A variable of the environment that is for tests alone.
pub fn variable(name: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "what only tests need is no setting of the program"
    )]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Says once that the tests of `what` are left out and why. Panics where `DVK_REQUIRE` names `what`, as in CI.
pub fn left_out(what: &str, why: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let required = variable("DVK_REQUIRE").unwrap_or_default();
    assert!(
        !required.split([',', ' ']).any(|one| one == what),
        "DVK_REQUIRE asks for {what}: {why}"
    );
    if SAID.lock().unwrap().insert(what.to_owned()) {
        // Past the test runner's capture, which swallows what `eprintln` says in a test that passes.
        let _ = writeln!(
            std::io::stderr(),
            "\nleft out: every test on {what}, because {why}"
        );
    }
}
