//! `/mo-hinh`: the list as a page.

use super::address::{Choices, Order, values_max};
use super::explain::may_explain;
use super::missing::{count_missing, not_kept};
use super::nothing;
use crate::app::App;
use crate::error::Result;
use crate::ids::model_ids;
use crate::index::{Found, LONGEST_QUERY, Query};
use crate::pages::meta::Described;
use crate::search::{Facet, ask};
use crate::showcase::store;
use crate::showcase::views::{
    CataloguePage, Chip, Facet as FacetView, FacetOption, Kept, Link, Pagination, SortChoice,
};
use crate::vietnamese;
use crate::web::{Fields, Paging, Visit, paths};
use actix_web::HttpResponse;
use serde_json::json;

/// Models on a page.
const PAGE_SIZE: usize = 20;
/// Choices of a facet shown at once.
const OPTIONS_SHOWN: usize = 8;
/// Characters shown of a filter that means nothing.
const UNKNOWN_SHOWN: usize = 60;
/// Facets that are unfolded at first.
const OPEN: [Facet; 3] = [Facet::Sector, Facet::Theme, Facet::Province];

/// The catalogue under the filters of the address.
pub async fn catalogue(visit: Visit) -> Result<HttpResponse> {
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let app = visit.app.clone();
    let themes = themes(&app, &fields).await?;
    let (choices, left_out) = Choices::of_page(&fields, &themes);
    let mut paging = Paging::of(&fields, PAGE_SIZE, PAGE_SIZE);
    let mut found = ask(&app, choices.query(paging.offset(), paging.rows())).await?;
    if found.ids.is_empty() && found.total > 0 {
        // An old link to a page that is no more shows the last one there is.
        paging.page = paging.pages(found.total);
        found = ask(&app, choices.query(paging.offset(), paging.rows())).await?;
    }
    let mut ids = model_ids(&found.ids);
    let near_ids = ids.split_off(found.full.saturating_sub(paging.offset()).min(ids.len()));
    let (terms, freshness) = (found.terms.clone(), app.freshness());
    let terms = (!choices.text().is_empty()).then_some(terms);
    let (results, near, changed) = app
        .db
        .read(move |conn| {
            Ok((
                store::cards(conn, &ids, terms.as_ref())?,
                store::cards(conn, &near_ids, terms.as_ref())?,
                store::changed_on(conn, freshness)?,
            ))
        })
        .await?;
    // On the pages: what answers, and after it what only comes near.
    let on_pages = found.total as u64;
    let total = found.full as u64;
    let (title, description) = words(&choices, total);
    let items: Vec<_> = results
        .iter()
        .chain(&near)
        .zip(paging.offset() + 1..)
        .map(|(card, position)| {
            let address = crate::pages::meta::absolute(&app.config, &card.href);
            json!({ "@type": "ListItem", "position": position, "name": card.title, "url": address })
        })
        .collect();
    let own = json!({ "@type": "CollectionPage", "mainEntity": {
        "@type": "ItemList", "numberOfItems": on_pages, "itemListElement": items,
    } });
    let described = Described::page(
        &title,
        &description,
        paths::CATALOGUE,
        changed.unwrap_or_else(|| app.clock.now()),
    );
    let nothing = match total {
        0 => Some(nothing::nothing(&visit, &choices).await?),
        _ => None,
    };
    let counted = total == 0
        && paging.page == 1
        && count_missing(&app, &choices, visit.signed_in.as_ref()).await?;
    let pages = paging.pages(found.total) as u64;
    let page = CataloguePage {
        meta: described.meta(&app.config, &[], own),
        search_href: paths::CATALOGUE.to_owned(),
        q: choices.text().to_owned(),
        read_as: found.repaired.clone(),
        also: found.meant.clone(),
        read_until: (fields.text("q").chars().count() > LONGEST_QUERY).then_some(LONGEST_QUERY),
        as_typed: (found.repaired.is_some() || found.meant.is_some() || found.widened).then(|| {
            Link {
                href: choices.literally().href(1),
                label: format!("Tìm đúng như đã gõ: “{}”", choices.text()),
            }
        }),
        understood: choices.literal.then(|| Link {
            href: choices.understood().href(1),
            label: String::from("Tìm cả những cách viết và cách nói khác"),
        }),
        kept: kept(&choices),
        total,
        chips: chips(&choices),
        unknown: left_out.unknown.iter().map(unknown_filter).collect(),
        surplus: left_out.surplus.iter().map(surplus_filters).collect(),
        clear_href: choices.words_alone().href(1),
        feed_href: choices.narrows().then(|| choices.feed_href()),
        explain_href: (choices.narrows() && explains(&visit)).then(|| choices.explain_href()),
        facets: facets(&choices, &found),
        sorts: if on_pages > 1 {
            sorts(&choices)
        } else {
            Vec::new()
        },
        results,
        near,
        near_total: on_pages - total,
        pagination: Pagination::new(
            on_pages.min(pages * PAGE_SIZE as u64),
            PAGE_SIZE as u64,
            paging.page as u64,
            "mô hình",
            |page| choices.href(page),
        ),
        nothing,
    };
    let response = visit.page("showcase/catalogue.html", &page)?;
    Ok(if counted {
        not_kept(response)
    } else {
        response
    })
}

fn explains(visit: &Visit) -> bool {
    let person = visit.signed_in.as_ref();
    person.is_some_and(|session| may_explain(&session.actor()))
}

/// Every theme there is, where the address names one; nothing otherwise.
pub(in crate::showcase) async fn themes(app: &App, fields: &Fields) -> Result<Vec<String>> {
    if !Choices::names_themes(fields) {
        return Ok(Vec::new());
    }
    let all = ask(app, Query::default()).await?;
    Ok(all
        .facets
        .themes
        .into_iter()
        .map(|(theme, _)| theme)
        .collect())
}

/// A filter that means nothing, as people read it.
fn unknown_filter((facet, value): &(Facet, String)) -> String {
    let shown: String = value.chars().take(UNKNOWN_SHOWN).collect();
    format!("{} “{shown}”", facet.name())
}

/// How many values of a facet are too many, as people read it.
fn surplus_filters((facet, left_out): &(Facet, usize)) -> String {
    let most = values_max(*facet);
    format!("{} ({most} điều kiện đầu, bỏ {left_out})", facet.name())
}

/// What the search box carries along.
pub(super) fn kept(choices: &Choices) -> Vec<Kept> {
    let pairs = choices.kept().into_iter();
    pairs.map(|(name, value)| Kept { name, value }).collect()
}

fn words(choices: &Choices, total: u64) -> (String, String) {
    let title = if choices.text().is_empty() {
        String::from("Kho mô hình")
    } else {
        format!("Tìm “{}” trong kho mô hình", choices.text())
    };
    let narrowed: Vec<String> = choices
        .filters
        .iter()
        .map(|(facet, code)| facet.label(code))
        .collect();
    let about = if narrowed.is_empty() {
        String::new()
    } else {
        format!(" ({})", narrowed.join(", "))
    };
    (
        title,
        format!("{total} mô hình, cách làm hay của phong trào thi đua “Dân vận khéo”{about}."),
    )
}

fn chips(choices: &Choices) -> Vec<Chip> {
    let mut chips: Vec<Chip> = Vec::new();
    if choices.recognised {
        chips.push(Chip {
            facet: String::from("Công nhận"),
            label: String::from("Đang được công nhận"),
            href: choices.recognised_toggled().href(1),
        });
    }
    chips.extend(choices.chosen().into_iter().map(|chosen| Chip {
        facet: chosen.facet.name().to_owned(),
        label: labels(chosen.facet, &chosen.codes),
        href: choices.toggled(chosen.facet, &chosen.codes[0]).href(1),
    }));
    chips.extend(choices.search.written().iter().map(|written| Chip {
        facet: written.facet.name().to_owned(),
        label: labels(written.facet, &written.codes),
        href: choices.unwritten(written).href(1),
    }));
    chips
}

/// What one filter means: the years of a range from the first to the last, any other values one by one.
pub(super) fn labels(facet: Facet, codes: &[String]) -> String {
    match (facet, codes) {
        (Facet::Year, [first, .., last]) => format!("{first}–{last}"),
        _ => {
            let labels: Vec<String> = codes.iter().map(|code| facet.label(code)).collect();
            labels.join(", ")
        }
    }
}

fn sorts(choices: &Choices) -> Vec<SortChoice> {
    Order::ALL
        .into_iter()
        // Without a search there is nothing to fit: the newest come first either way.
        .filter(|order| *order != Order::Relevance || !choices.text().is_empty())
        .map(|order| SortChoice {
            value: order.value().to_owned(),
            label: order.label().to_owned(),
            href: choices.ordered(order).href(1),
            selected: choices.order == order
                || (order == Order::Newest
                    && choices.order == Order::Relevance
                    && choices.text().is_empty()),
        })
        .collect()
}

fn facets(choices: &Choices, found: &Found) -> Vec<FacetView> {
    let recognised = found.facets.recognised;
    let mut views = Vec::new();
    if recognised > 0 || choices.recognised {
        views.push(FacetView {
            key: String::from("cong-nhan"),
            name: String::from("Công nhận"),
            open: true,
            options: vec![FacetOption {
                label: String::from("Đang được công nhận"),
                count: recognised as u64,
                href: choices.recognised_toggled().href(1),
                selected: choices.recognised,
            }],
            more: Vec::new(),
            more_label: String::new(),
        });
    }
    views.extend(
        Facet::ALL
            .into_iter()
            .filter_map(|facet| facet_view(facet, choices, found)),
    );
    views
}

fn facet_view(facet: Facet, choices: &Choices, found: &Found) -> Option<FacetView> {
    let mut counts = facet.counts(&found.facets);
    let wanted = choices.of(facet);
    // What is chosen stays in sight even where nothing is left of it; what is written stands in the search.
    let chosen = |code: &str| {
        let mut filters = choices.filters.iter();
        filters.any(|(of, known)| *of == facet && known == code)
    };
    for code in &wanted {
        if chosen(code) && !counts.iter().any(|(known, _)| known == code) {
            counts.push((code.clone(), 0));
        }
    }
    counts.retain(|(code, count)| *count > 0 || chosen(code));
    if counts.is_empty() {
        return None;
    }
    let option = |(code, count): (String, usize)| FacetOption {
        label: facet.label(&code),
        count: count as u64,
        href: choices.toggled(facet, &code).href(1),
        selected: wanted.contains(&code),
    };
    let mut options: Vec<FacetOption> = counts.into_iter().map(option).collect();
    // Stable: the most stay first among those chosen and among the others.
    options.sort_by_key(|option| !option.selected);
    let chosen = options.iter().filter(|option| option.selected).count();
    let mut more = options.split_off(options.len().min(OPTIONS_SHOWN.max(chosen)));
    if facet != Facet::Year {
        more.sort_by(|left, right| vietnamese::compare(&left.label, &right.label));
    }
    Some(FacetView {
        key: facet.key().to_owned(),
        name: facet.name().to_owned(),
        open: OPEN.contains(&facet) || chosen > 0,
        more_label: format!("Thêm {} {}", more.len(), facet.noun()),
        options,
        more,
    })
}
