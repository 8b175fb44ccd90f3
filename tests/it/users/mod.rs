//! Accounts, over HTTP.
