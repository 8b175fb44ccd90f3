//! What both databases give back.

use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Text};

#[derive(QueryableByName)]
pub struct Hit {
    #[diesel(sql_type = Text)]
    pub id: String,
    #[diesel(sql_type = Text)]
    pub passage: String,
}

#[derive(QueryableByName)]
pub struct Count {
    #[diesel(sql_type = Text)]
    pub province: String,
    #[diesel(sql_type = Text)]
    pub sector: String,
    #[diesel(sql_type = BigInt)]
    pub models: i64,
}

#[derive(QueryableByName)]
pub struct Line {
    #[diesel(sql_type = Text)]
    pub text: String,
}
