//! What operators watch, in Prometheus' text format. No label carries a person, an address or a query.

use crate::error::{Doing, Result};
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounter, IntGauge, Registry, TextEncoder,
};

/// The counters of this process.
pub struct Metrics {
    registry: Registry,
    /// Seconds per request, by method and status class.
    pub request_seconds: HistogramVec,
    /// Pages answered from the cache.
    pub page_cache_hits: IntCounter,
    /// Pages made anew.
    pub page_cache_misses: IntCounter,
    /// The newest `seq` the index has taken in.
    pub index_seq: IntGauge,
    /// Failed sign-ins.
    pub sign_in_failures: IntCounter,
}

impl Metrics {
    /// All at zero.
    pub fn new() -> Result<Self> {
        let registry = Registry::new();
        let counter = |name: &str, help: &str| -> Result<IntCounter> {
            let counter = IntCounter::new(name, help).doing("making a counter")?;
            registry
                .register(Box::new(counter.clone()))
                .doing("registering a counter")?;
            Ok(counter)
        };
        let page_cache_hits =
            counter("dvk_page_cache_hits_total", "Pages answered from the cache")?;
        let page_cache_misses = counter("dvk_page_cache_misses_total", "Pages made anew")?;
        let sign_in_failures = counter("dvk_sign_in_failures_total", "Failed sign-ins")?;
        let index_seq = IntGauge::new("dvk_index_seq", "Newest log entry in the index")
            .doing("making a gauge")?;
        registry
            .register(Box::new(index_seq.clone()))
            .doing("registering a gauge")?;
        let request_seconds = HistogramVec::new(
            HistogramOpts::new("dvk_request_seconds", "Seconds per request").buckets(vec![
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0,
            ]),
            &["method", "status"],
        )
        .doing("making a histogram")?;
        registry
            .register(Box::new(request_seconds.clone()))
            .doing("registering a histogram")?;
        Ok(Self {
            registry,
            request_seconds,
            page_cache_hits,
            page_cache_misses,
            index_seq,
            sign_in_failures,
        })
    }

    /// The text a scraper reads.
    pub fn text(&self) -> Result<String> {
        let mut text = Vec::new();
        TextEncoder::new()
            .encode(&self.registry.gather(), &mut text)
            .doing("writing the metrics")?;
        String::from_utf8(text).doing("writing the metrics")
    }
}
