//! A running server over its JSON API, with one connection that is kept: what HTTP, rows and JSON add to a search. It gives
//! all facets, and instead of a passage the summary of each model.

use crate::Result;
use crate::engine::{Answer, Built, Engine, PAGE};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

pub struct Api {
    address: String,
    http: reqwest::Client,
    runtime: Runtime,
}

#[derive(Deserialize)]
struct Page {
    total: u64,
    items: Vec<Item>,
    facets: BTreeMap<String, Vec<Count>>,
}

#[derive(Deserialize)]
struct Item {
    code: String,
    title: String,
    summary: String,
}

#[derive(Deserialize)]
struct Count {
    value: String,
    count: u64,
}

impl Api {
    /// The server at `root`, `http://127.0.0.1:8080`. Err: it does not answer.
    pub fn at(root: &str) -> Result<Self> {
        let api = Self {
            address: format!("{}/api/v1/models", root.trim_end_matches('/')),
            http: reqwest::Client::builder()
                .no_proxy()
                .no_gzip()
                .no_brotli()
                // The others take seconds in between; the server ends an idle connection after five.
                .pool_idle_timeout(Duration::from_secs(2))
                .build()?,
            runtime: Builder::new_current_thread().enable_all().build()?,
        };
        let everything = api.page("", 1)?;
        eprintln!("the server holds {} models", everything.total);
        Ok(api)
    }

    fn page(&self, text: &str, size: usize) -> Result<Page> {
        let size = size.to_string();
        let request = self
            .http
            .get(&self.address)
            .query(&[("q", text), ("page_size", size.as_str())]);
        let page = self.runtime.block_on(async {
            let answer = request.send().await?.error_for_status()?;
            answer.json::<Page>().await
        })?;
        Ok(page)
    }
}

impl Engine for Api {
    fn name(&self) -> String {
        String::from("danvankheo, API over HTTP, summaries instead of passages")
    }

    fn built(&self) -> Option<Built> {
        None
    }

    fn answer(&mut self, text: &str) -> Result<Answer> {
        let mut page = self.page(text, PAGE)?;
        let mut counts = |facet: &str| -> BTreeMap<String, u64> {
            let values = page.facets.remove(facet).unwrap_or_default();
            values
                .into_iter()
                .map(|value| (value.value, value.count))
                .collect()
        };
        let (provinces, sectors) = (counts("province"), counts("sector"));
        let (ids, passages) = (page.items.into_iter())
            .map(|item| (item.code, item.summary))
            .unzip();
        Ok(Answer {
            ids,
            total: page.total,
            provinces,
            sectors,
            passages,
        })
    }

    fn titles(&mut self, text: &str, count: usize) -> Result<Vec<String>> {
        let page = self.page(text, count)?;
        Ok(page.items.into_iter().map(|item| item.title).collect())
    }
}
