//! Facets are what one would count by hand: over the models that answer, each facet without its own filter.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const WORDS: [&str; 6] = ["hiến", "đất", "mở", "đường", "trồng", "rừng"];
/// Some are answered in part by many titles, so that much only comes near.
const TEXTS: [&str; 5] = [
    "",
    "hiến đất",
    "hiến đất mở đường",
    "trong rung mo duong",
    "\"hiến đất\" -rừng",
];
/// In each facet what models have; none stands for no value.
const SECTORS: [&str; 3] = ["", "economy", "culture"];
const THEMES: [&str; 4] = ["hiến đất", "vệ sinh", "hòa giải", "an ninh"];
const PROVINCES: [&str; 3] = ["", "20", "22"];
const UNIT_KINDS: [&str; 3] = ["party", "government", "community"];
const LEVELS: [&str; 3] = ["", "district", "province"];
const LABELS: [&str; 2] = ["dan_van_kheo", "related_practice"];

/// Facets whose values are codes or names, in the order of the fields of [`Facets`]; the years come after them.
const LABEL_FACETS: usize = 6;
const YEARS: usize = LABEL_FACETS;

fn any_model() -> impl Strategy<Value = IndexedModel> {
    let one = |values: &[&'static str]| prop::sample::select(values.to_vec());
    (
        prop::sample::subsequence(WORDS.to_vec(), 1..=5),
        prop::sample::subsequence(THEMES.to_vec(), 0..=3),
        one(&SECTORS),
        one(&PROVINCES),
        one(&UNIT_KINDS),
        one(&LEVELS),
        one(&LABELS),
        prop::option::of(2020..2023_i32),
        any::<bool>(),
    )
        .prop_map(
            |(words, themes, sector, province, unit_kind, level, label, year, recognised)| {
                IndexedModel {
                    title: words.join(" "),
                    themes: themes.into_iter().map(str::to_owned).collect(),
                    sector: sector.into(),
                    province_code: province.into(),
                    unit_kind: unit_kind.into(),
                    level: Some(level.to_owned()).filter(|level| !level.is_empty()),
                    label: label.into(),
                    year,
                    recognised,
                    ..IndexedModel::default()
                }
            },
        )
}

/// Filters alone. Half of the facets have none, and some ask for what no model has.
fn any_filter() -> impl Strategy<Value = Query> {
    let some = |values: &[&'static str]| {
        let values: Vec<String> = values
            .iter()
            .filter(|value| !value.is_empty())
            .map(|&value| value.to_owned())
            .collect();
        let most = values.len();
        prop_oneof![
            Just(Vec::new()),
            prop::sample::subsequence(values, 0..=most),
        ]
    };
    (
        some(&SECTORS),
        some(&THEMES),
        some(&PROVINCES),
        some(&UNIT_KINDS),
        some(&LEVELS),
        some(&LABELS),
        prop::sample::subsequence(vec![2019, 2020, 2021], 0..=2),
        prop::bool::weighted(0.2),
    )
        .prop_map(
            |(sectors, themes, provinces, unit_kinds, levels, labels, years, recognised_only)| {
                Query {
                    sectors,
                    themes,
                    provinces,
                    unit_kinds,
                    levels,
                    labels,
                    years,
                    recognised_only,
                    ..Query::default()
                }
            },
        )
}

/// What a model is counted under in each of the facets of labels.
fn values(model: &IndexedModel) -> [Vec<&str>; LABEL_FACETS] {
    let of_all: [Vec<&str>; LABEL_FACETS] = [
        vec![model.sector.as_str()],
        model.themes.iter().map(String::as_str).collect(),
        vec![model.province_code.as_str()],
        vec![model.unit_kind.as_str()],
        model.level.as_deref().into_iter().collect(),
        vec![model.label.as_str()],
    ];
    of_all.map(|values| {
        let there = values.into_iter().filter(|value| !value.is_empty());
        there.collect()
    })
}

fn filters(query: &Query) -> [&[String]; LABEL_FACETS] {
    [
        &query.sectors,
        &query.themes,
        &query.provinces,
        &query.unit_kinds,
        &query.levels,
        &query.labels,
    ]
}

fn counted(facets: &Facets) -> [&[(String, usize)]; LABEL_FACETS] {
    [
        &facets.sectors,
        &facets.themes,
        &facets.provinces,
        &facets.unit_kinds,
        &facets.levels,
        &facets.labels,
    ]
}

/// Whether a model passes the filters, one facet's left aside.
fn passes(model: &IndexedModel, query: &Query, aside: Option<usize>) -> bool {
    let mut facets = values(model).into_iter().zip(filters(query)).enumerate();
    let labels = facets.all(|(facet, (values, wanted))| {
        aside == Some(facet)
            || wanted.is_empty()
            || wanted
                .iter()
                .any(|wanted| values.contains(&wanted.as_str()))
    });
    let year = aside == Some(YEARS)
        || query.years.is_empty()
        || model.year.is_some_and(|year| query.years.contains(&year));
    labels && year && (!query.recognised_only || model.recognised)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn facets_count_what_answers_without_their_own_filter(
        models in prop::collection::vec(any_model(), 1..24),
        gone in 0..4_usize,
        text in prop::sample::select(TEXTS.to_vec()),
        filter in any_filter(),
    ) {
        let numbered = |(number, model): (usize, IndexedModel)| IndexedModel {
            id: number.to_string(),
            ..model
        };
        let models: Vec<IndexedModel> = models.into_iter().enumerate().map(numbered).collect();
        let (first, second) = models.split_at(models.len() / 2);
        let index = index_of(first.iter().cloned());
        put(&index, second.iter().cloned(), 2);
        let removed: Vec<Change> = (0..gone).map(|id| Change::Remove { id: id.to_string() }).collect();
        index.apply(&removed, 3).expect("the changes are applied");
        let of = |id: &String| &models[id.parse::<usize>().expect("a number")];

        let whole = Query { text: text.to_owned(), limit: 1_000, ..Query::default() };
        let all = found(&index, &whole);
        prop_assert!(all.ids.iter().all(|id| id.parse().is_ok_and(|id: usize| id >= gone)));
        // Where no model answers these words, those that come near are what one narrows.
        let counted_of = if all.full == 0 { all.total } else { all.full };
        let answering: Vec<&IndexedModel> = all.ids[..counted_of].iter().map(of).collect();
        let query = Query { text: whole.text, limit: 1_000, ..filter };
        let narrowed = found(&index, &query);

        let left = all.ids.iter().filter(|id| passes(of(id), &query, None));
        let left: Vec<String> = left.cloned().collect();
        let results: Vec<&IndexedModel> = answering
            .iter()
            .copied()
            .filter(|model| passes(model, &query, None))
            .collect();
        prop_assert_eq!(&narrowed.ids, &left);
        let full = if all.full == 0 { 0 } else { results.len() };
        prop_assert_eq!((narrowed.total, narrowed.full), (left.len(), full));

        for (facet, counts) in counted(&narrowed.facets).into_iter().enumerate() {
            let chosen = filters(&query)[facet].iter();
            let mut expected: BTreeMap<String, usize> = chosen.map(|value| (value.clone(), 0)).collect();
            for model in answering.iter().filter(|model| passes(model, &query, Some(facet))) {
                for &value in &values(model)[facet] {
                    *expected.entry(value.to_owned()).or_default() += 1;
                }
            }
            prop_assert_eq!(counts.len(), expected.len(), "facet {}", facet);
            let as_counted: BTreeMap<String, usize> = counts.iter().cloned().collect();
            prop_assert_eq!(as_counted, expected, "facet {}", facet);
            prop_assert!(counts.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{:?}", counts);
        }
        let mut years: BTreeMap<i32, usize> = query.years.iter().map(|&year| (year, 0)).collect();
        for model in answering.iter().filter(|model| passes(model, &query, Some(YEARS))) {
            if let Some(year) = model.year {
                *years.entry(year).or_default() += 1;
            }
        }
        let newest_first: Vec<(i32, usize)> = years.into_iter().rev().collect();
        prop_assert_eq!(narrowed.facets.years, newest_first);
        let recognised = results.iter().filter(|model| model.recognised).count();
        prop_assert_eq!(narrowed.facets.recognised, recognised);
    }
}
