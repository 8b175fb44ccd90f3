//! Both sets of migrations make the tables that `src/db/schema.rs` declares, alike, and each migration has its way back.

use crate::support::prelude::*;
use crate::support::{TestDatabase, sources};
use danvankheo::config::DatabaseUrl;
use danvankheo::db::Conn;
use diesel::migration::Migration;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use std::collections::{BTreeMap, BTreeSet};

/// Table to its columns in order: name, type as `schema.rs` writes it, and whether it may be null.
type Tables = BTreeMap<String, Vec<(String, String, bool)>>;

/// What `schema.rs` declares, read from its text: the macro itself leaves no list of columns behind.
fn declared() -> (Tables, BTreeMap<String, BTreeSet<String>>) {
    let (mut tables, mut keys) = (Tables::new(), BTreeMap::new());
    let text = std::fs::read_to_string(sources::root().join("src/db/schema.rs")).unwrap();
    for table in sources::calls(&text, "diesel::table! {") {
        let (head, columns) = table.split_once('{').unwrap();
        let (name, key) = head.trim().split_once('(').unwrap();
        let key = key
            .trim_end_matches(')')
            .split(',')
            .map(|column| column.trim().to_owned())
            .collect();
        let columns = columns
            .lines()
            .filter_map(|line| line.trim().trim_end_matches(',').split_once(" -> "))
            .map(
                |(column, of_type)| match of_type.strip_prefix("Nullable<") {
                    Some(inner) => (
                        column.to_owned(),
                        inner.trim_end_matches('>').to_owned(),
                        true,
                    ),
                    None => (column.to_owned(), of_type.to_owned(), false),
                },
            )
            .collect();
        tables.insert(name.trim().to_owned(), columns);
        keys.insert(name.trim().to_owned(), key);
    }
    assert!(tables.len() > 20, "schema.rs was not read");
    (tables, keys)
}

/// The name `schema.rs` gives to a type of either database.
fn diesel_type(stored: &str) -> String {
    String::from(match stored.to_lowercase().as_str() {
        "text" => "Text",
        "bigint" => "BigInt",
        "integer" => "Integer",
        "boolean" => "Bool",
        "date" => "Date",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        other => {
            return format!("{other} (a type no table has used before: give it its name here)");
        }
    })
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// One text per row: both databases put the parts of a row together with `||`.
fn lines(conn: &mut Conn, sqlite: &str, postgres: &str) -> Vec<String> {
    let rows: Vec<Line> = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(sqlite).load(conn).unwrap(),
        Conn::Postgres(conn) => diesel::sql_query(postgres).load(conn).unwrap(),
    };
    rows.into_iter().map(|row| row.line).collect()
}

fn made(conn: &mut Conn) -> Tables {
    let lines = lines(
        conn,
        "SELECT m.name || '|' || c.name || '|' || c.type || '|' || (c.\"notnull\" = 0) AS line FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY m.name, c.cid",
        "SELECT table_name || '|' || column_name || '|' || data_type || '|' || CASE is_nullable WHEN 'YES' THEN '1' ELSE '0' END AS line \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' ORDER BY table_name, ordinal_position",
    );
    let mut tables = Tables::new();
    for line in lines {
        let [table, column, stored, nullable] =
            line.split('|').collect::<Vec<_>>().try_into().unwrap();
        tables.entry(table.to_owned()).or_default().push((
            column.to_owned(),
            diesel_type(stored),
            nullable == "1",
        ));
    }
    tables
}

fn primary_keys(conn: &mut Conn) -> BTreeMap<String, BTreeSet<String>> {
    let lines = lines(
        conn,
        "SELECT m.name || '|' || c.name AS line FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' AND c.pk > 0",
        "SELECT k.table_name || '|' || k.column_name AS line FROM information_schema.key_column_usage k \
         JOIN information_schema.table_constraints t USING (constraint_schema, constraint_name) \
         WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = 'public' AND t.table_name NOT LIKE '\\_\\_%'",
    );
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines {
        let (table, column) = line.split_once('|').unwrap();
        keys.entry(table.to_owned())
            .or_default()
            .insert(column.to_owned());
    }
    keys
}

#[apply(both_backends!)]
async fn the_migrations_make_what_the_schema_declares(t: TestApp) {
    let (tables, keys) = declared();
    let (made_tables, made_keys) = t.read(|conn| Ok((made(conn), primary_keys(conn)))).await;
    for (table, columns) in &tables {
        assert_eq!(
            made_tables.get(table),
            Some(columns),
            "{table}: made on the left, declared on the right"
        );
        assert_eq!(
            made_keys.get(table),
            Some(&keys[table]),
            "primary key of {table}"
        );
    }
    assert_eq!(
        made_tables.keys().collect::<Vec<_>>(),
        tables.keys().collect::<Vec<_>>()
    );
}

/// Indexes with their columns, unique constraints and references, in words that are the same on both.
fn guards(conn: &mut Conn) -> BTreeSet<String> {
    lines(
        conn,
        "SELECT CASE WHEN i.\"unique\" THEN 'unique ' ELSE 'index ' END || m.name || ' (' || \
           (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')' AS line \
         FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin <> 'pk' \
         UNION ALL SELECT m.name || '.' || f.\"from\" || ' -> ' || f.\"table\" || '.' || coalesce(f.\"to\", '') \
         FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        "SELECT CASE WHEN i.indisunique THEN 'unique ' ELSE 'index ' END || c.relname || ' (' || \
           (SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k(number, place) \
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number) || ')' AS line \
         FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname = 'public' AND NOT i.indisprimary \
         UNION ALL SELECT c.relname || '.' || a.attname || ' -> ' || r.relname || '.' || b.attname FROM pg_constraint f \
         JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1] \
         JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = f.confkey[1] WHERE f.contype = 'f'",
    )
    .into_iter()
    .collect()
}

/// SQLite takes an index on a flag for a way to few rows and walks it from end to end, although nearly all rows have it.
#[test]
fn no_index_begins_with_a_flag() {
    let (tables, _) = declared();
    let mut seen = 0;
    for (_, text) in sources::files("migrations", "up.sql") {
        for index in text.split("CREATE INDEX ").skip(1) {
            let (head, columns) = index.split_once('(').unwrap();
            let (name, table) = head.trim().split_once(" ON ").unwrap();
            let first = columns.split([',', ')', ' ']).next().unwrap();
            let mut columns = tables[table].iter();
            let (_, of_type, _) = columns.find(|(column, ..)| column == first).unwrap();
            assert_ne!(of_type, "Bool", "{name}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[actix_web::test]
async fn both_databases_are_guarded_alike() {
    let Some(sqlite) = TestApp::start(Backend::Sqlite).await else {
        return;
    };
    let Some(postgres) = TestApp::start(Backend::Postgres).await else {
        return;
    };
    let on_sqlite = sqlite.read(|conn| Ok(guards(conn))).await;
    let on_postgres = postgres.read(|conn| Ok(guards(conn))).await;
    assert!(
        on_sqlite
            .iter()
            .any(|guard| guard == "unique users (username)"),
        "{on_sqlite:#?}"
    );
    assert!(
        on_sqlite.iter().any(|guard| guard.contains(" -> units.id")),
        "{on_sqlite:#?}"
    );
    assert_eq!(on_sqlite, on_postgres);
}

/// Everything a migration can make or fill, in text.
fn state(conn: &mut Conn) -> Vec<String> {
    let mut state = lines(
        conn,
        "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master WHERE tbl_name NOT LIKE '\\_\\_%' ESCAPE '\\'",
        "SELECT 'column ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' \
         UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%' \
         UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0 \
           AND connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '\\_\\_%' \
         UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace \
         UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal",
    );
    state.sort();
    state
}

fn there_and_back<DB: diesel::backend::Backend>(
    conn: &mut Conn,
    run: impl Fn(&mut Conn, &dyn Migration<DB>),
    revert: impl Fn(&mut Conn, &dyn Migration<DB>),
    migrations: Vec<Box<dyn Migration<DB>>>,
) {
    assert!(!migrations.is_empty());
    let empty = state(conn);
    for migration in &migrations {
        let before = state(conn);
        run(conn, migration.as_ref());
        let after = state(conn);
        assert_ne!(before, after, "{} makes nothing", migration.name());
        revert(conn, migration.as_ref());
        assert_eq!(
            state(conn),
            before,
            "{} does not lead back",
            migration.name()
        );
        run(conn, migration.as_ref());
        assert_eq!(
            state(conn),
            after,
            "{} makes something else the second time",
            migration.name()
        );
    }
    for migration in migrations.iter().rev() {
        revert(conn, migration.as_ref());
    }
    assert_eq!(
        state(conn),
        empty,
        "the whole way back leaves something behind"
    );
}

fn sorted<DB: diesel::backend::Backend>(folder: &str) -> Vec<Box<dyn Migration<DB>>> {
    use diesel::migration::MigrationSource;
    let mut migrations = FileBasedMigrations::from_path(sources::root().join(folder))
        .unwrap()
        .migrations()
        .unwrap();
    migrations.sort_by_cached_key(|migration| Migration::<DB>::name(migration).to_string());
    migrations
}

#[test]
fn each_migration_leads_back_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.sqlite3");
    let mut conn = diesel::SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.applied_migrations().unwrap();
    let mut conn = Conn::Sqlite(conn);
    there_and_back(
        &mut conn,
        |conn, migration| {
            if let Conn::Sqlite(conn) = conn {
                conn.run_migration(migration).map(|_| ()).unwrap()
            }
        },
        |conn, migration| {
            if let Conn::Sqlite(conn) = conn {
                conn.revert_migration(migration).map(|_| ()).unwrap()
            }
        },
        sorted("migrations/sqlite"),
    );
}

#[test]
fn each_migration_leads_back_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = TestDatabase::empty(Backend::Postgres, folder.path()) else {
        return;
    };
    let DatabaseUrl::Postgres(url) = &database.url else {
        unreachable!("a PostgreSQL database has a PostgreSQL address")
    };
    let mut conn = diesel::PgConnection::establish(url).unwrap();
    conn.applied_migrations().unwrap();
    let mut conn = Conn::Postgres(conn);
    there_and_back(
        &mut conn,
        |conn, migration| {
            if let Conn::Postgres(conn) = conn {
                conn.run_migration(migration).map(|_| ()).unwrap()
            }
        },
        |conn, migration| {
            if let Conn::Postgres(conn) = conn {
                conn.revert_migration(migration).map(|_| ()).unwrap()
            }
        },
        sorted("migrations/postgres"),
    );
}

#[test]
fn both_sets_have_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        let files = sources::files(folder, ".sql");
        files
            .into_iter()
            .map(|(path, _)| path.strip_prefix(folder).unwrap().to_owned())
            .collect()
    };
    let (sqlite, postgres) = (names("migrations/sqlite"), names("migrations/postgres"));
    assert_eq!(sqlite, postgres);
    assert!(
        sqlite
            .iter()
            .all(|path| sqlite.contains(&path.replace("up.sql", "down.sql")))
    );
}
