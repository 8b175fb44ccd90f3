//! What single functions cost, with criterion: folding words, putting models into the index, asking it, marking a text.
//!
//!     cargo bench --bench functions
//!     cargo bench --bench functions -- search      # those whose name contains it

#[path = "shared/records.rs"]
mod records;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use danvankheo::index::{IndexedModel, Query, passage};
use danvankheo::vietnamese;
use records::{empty_index, model, puts};
use std::hint::black_box;

const REAL: &str = include_str!("../assets/demo/models.jsonl");
/// How often the real records are repeated in the index that is asked.
const ROUNDS: usize = 20;

/// The real records, `rounds` times over under other ids.
fn models(rounds: usize) -> Vec<IndexedModel> {
    let records = records::records(REAL);
    (0..rounds)
        .flat_map(|round| {
            records
                .iter()
                .enumerate()
                .map(move |(place, record)| model(record, &format!("{round:03}-{place:04}")))
        })
        .collect()
}

fn words(criterion: &mut Criterion) {
    let title =
        "Hiến đất mở đường liên xã: hơn 3 km nhựa từ sự đồng thuận của nhân dân thôn Khuổi Kheo";
    let mut group = criterion.benchmark_group("words");
    group.throughput(Throughput::Bytes(title.len() as u64));
    group.bench_function("fold a title", |bencher| {
        bencher.iter(|| vietnamese::fold(black_box(title)));
    });
    group.bench_function("slug of a title", |bencher| {
        bencher.iter(|| vietnamese::slug(black_box(title), 80));
    });
    group.bench_function("collation key of a title", |bencher| {
        bencher.iter(|| vietnamese::collation_key(black_box(title)));
    });
    group.finish();
}

fn putting(criterion: &mut Criterion) {
    let batch = puts(&models(1));
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10);
    group.throughput(Throughput::Elements(batch.len() as u64));
    group.bench_function("put the real catalogue", |bencher| {
        bencher.iter_batched(
            empty_index,
            |(folder, index)| {
                index.apply(&batch, 1).expect("the changes are applied");
                (folder, index)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn searching(criterion: &mut Criterion) {
    let (_folder, index) = empty_index();
    index
        .apply(&puts(&models(ROUNDS)), 1)
        .expect("the changes are applied");
    let mut group = criterion.benchmark_group(format!("search {} models", index.count()));
    for (name, text) in [
        ("everything", ""),
        ("marked", "vận động nhân dân hiến đất mở đường"),
        ("unmarked", "van dong nhan dan hien dat mo duong"),
        ("raw Telex", "vaanj ddoongj nhaan daan hieens ddaats"),
        ("a slip", "vận dộng nhân dân hiến đấtt mở đừơng"),
        ("practice and place", "phân loại rác Lạng Sơn"),
    ] {
        let query = Query {
            text: text.to_owned(),
            limit: 20,
            ..Query::default()
        };
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                index
                    .search(black_box(&query))
                    .expect("a search never fails")
            });
        });
    }
    let query = Query {
        text: String::from("hiến đất mở đường"),
        limit: 1,
        ..Query::default()
    };
    let terms = index.search(&query).expect("a search never fails").terms;
    let text = model(
        &serde_json::from_str(REAL.lines().next().expect("a first record")).expect("JSON"),
        "0",
    )
    .body
    .join("\n");
    group.bench_function("highlight a passage", |bencher| {
        bencher.iter(|| passage(black_box(&[text.as_str()]), &terms, 240));
    });
    group.finish();
}

criterion_group!(functions, words, putting, searching);
criterion_main!(functions);
