//! What the program says of itself.

use crate::support::program::Place;
use clap::CommandFactory;
use danvankheo::cli::Cli;
use danvankheo::db::Backend;

/// Every command by its words: `["import", "units"]`.
fn commands(under: &clap::Command, words: &[String], found: &mut Vec<(Vec<String>, String)>) {
    for command in under
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
    {
        let mut words = words.to_vec();
        words.push(command.get_name().to_owned());
        found.push((
            words.clone(),
            command
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ));
        commands(command, &words, found);
    }
}

#[test]
fn every_command_says_what_it_does() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let mut found = Vec::new();
    commands(&Cli::command(), &[], &mut found);
    assert!(found.len() > 3);
    let overview = place.run(&["--help"]).assert_code(0).said;
    assert!(overview.contains("Mã kết thúc"), "{overview}");
    for (words, about) in found {
        assert!(!about.is_empty(), "{words:?} says nothing of itself");
        let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        arguments.push("--help");
        let said = place.run(&arguments).assert_code(0).said;
        assert!(
            said.contains(about.lines().next().unwrap().trim_end_matches('.')),
            "{words:?}: {said}"
        );
    }
}

#[test]
fn wrong_use_ends_with_two() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    for wrong in [
        &["fly"][..],
        &[],
        &["migrate", "--no-such-flag"],
        &["serve", "--workers", "many"],
        &["migrate", "--database-url", "mysql://x/y"],
        &["migrate", "--public-url", "tinh.gov.vn"],
    ] {
        assert!(
            place
                .run(wrong)
                .assert_code(2)
                .complained
                .contains("--help")
        );
    }
}

#[test]
fn a_database_that_cannot_be_reached_ends_with_three() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let url = "sqlite:/proc/nowhere/x.sqlite3";
    let run = place
        .run(&["migrate", "--database-url", url])
        .assert_code(3);
    assert!(run.complained.starts_with("danvankheo: "), "{run:?}");
}

#[test]
fn a_password_of_the_database_is_shown_nowhere() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let url = "postgres://dvk:rat-bi-mat@127.0.0.1:1/dvk?connect_timeout=1";
    for arguments in [&["--help"][..], &["migrate", "--help"]] {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--database-url", url]);
        let run = place.run(&arguments);
        assert!(!format!("{run:?}").contains("rat-bi-mat"), "{run:?}");
    }
}
