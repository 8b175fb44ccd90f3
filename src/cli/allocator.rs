//! How the memory of a server that has been freed goes back to the machine.
//!
//! glibc asks the machine for a large block by itself, and gives it back as soon as it is freed. What counts as large it
//! raises, though, to the largest block ever freed, and then keeps twice as much in the heap of every thread. The index
//! frees tables of four megabytes at each change: some fifty megabytes stay for good. A bound that is set stays as it is,
//! and is read from the environment as a program starts (mallopt(3)); to set it later takes a call that Rust cannot check.

use crate::config::environment_has;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// The variable of the bound, in bytes.
const LARGE_FROM: &str = "MALLOC_MMAP_THRESHOLD_";
const ONE_MEBIBYTE: &str = "1048576";
/// That the program was begun anew. The bound alone does not tell: a program with privileges of its own does not see it.
const BEGUN_ANEW: &str = "DVK_BEGUN_ANEW";
/// Where one of these is set, nothing is left to do: each of the others ends the raising, or may, and the operator chose it.
const SETTLED_BY: [&str; 6] = [
    BEGUN_ANEW,
    LARGE_FROM,
    "MALLOC_TRIM_THRESHOLD_",
    "MALLOC_TOP_PAD_",
    "MALLOC_MMAP_MAX_",
    "GLIBC_TUNABLES",
];

/// Puts the same program with the bound set in the place of this one: same process, same arguments. Returns where the bound is
/// set, or the allocator is another. Call it before anything is begun.
pub(super) fn set_bound() {
    if let Err(error) = begin_anew() {
        tracing::warn!(%error, "the allocator stays as it is: freed memory may be kept");
    }
}

fn begin_anew() -> std::io::Result<()> {
    if !cfg!(all(target_os = "linux", target_env = "gnu"))
        || SETTLED_BY.into_iter().any(environment_has)
    {
        return Ok(());
    }
    let mut arguments = std::env::args_os();
    let mut program = Command::new(std::env::current_exe()?);
    if let Some(name) = arguments.next() {
        program.arg0(name);
    }
    program.args(arguments);
    program.env(LARGE_FROM, ONE_MEBIBYTE).env(BEGUN_ANEW, "1");
    Err(program.exec())
}
