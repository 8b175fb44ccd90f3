//! danvankheo: the registry of models of the emulation movement "Dân vận khéo".
//!
//! A request enters through a handler, which calls one use case; the use case decides and
//! writes the change and its log entry in one transaction. `ARCHITECTURE.md` is the map.
//! Modules in reading order: the platform first, then the features built on it.

// The platform: what all features share, and no feature's logic.
pub mod clock;
pub mod config;
pub mod error;
pub mod ids;
pub mod lines;
pub mod partial_date;
pub mod rules;
pub mod text;
pub mod vietnamese;
pub mod words;

pub mod db;
pub mod log;

pub mod access;
pub mod index;
pub mod media;
pub mod metrics;
pub mod pages;
pub mod web;

pub mod app;

// The features.
pub mod campaigns;
pub mod councils;
pub mod models;
pub mod needs;
pub mod nominations;
pub mod recognition;
pub mod replication;
pub mod search;
pub mod showcase;
pub mod units;
pub mod users;

// The edge: the URL map and the command line.
pub mod cli;
pub mod health;
pub mod routes;
