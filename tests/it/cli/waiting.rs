//! A nomination that waits for its decision, for servers that live in the time of the machine and not in a test's.

use crate::councils::line::{CONDITIONS, Line};
use crate::support::User;
use crate::support::prelude::*;
use crate::support::program::Served;
use chrono::NaiveDate;
use danvankheo::access::Role;
use danvankheo::db::schema::{campaigns, models};
use danvankheo::vietnamese;
use diesel::prelude::*;

/// Of a day that is past whatever the day of the test.
const DECISION: [(&str, &str); 6] = [
    ("kind", "recognise"),
    ("number", "15-QĐ/TU"),
    ("decided_on", "2020-02-03"),
    ("form", "decision"),
    ("signer_position", "Phó Bí thư Thường trực"),
    ("reason", ""),
];

/// A nomination with the council's advice to recognise.
pub struct Waiting {
    line: Line,
    signer: User,
    slug: String,
    search: String,
}

impl Waiting {
    /// One about a model of this title, which nobody may read yet, in a campaign that has been open for long.
    pub async fn about(t: &TestApp, title: &'static str) -> Self {
        let line = Line::in_scoring(t, CONDITIONS).await;
        line.advised().await;
        let signer = t.user(Some((Role::Signer, Some(&line.host)))).await;
        let slug = vietnamese::slug(title, 80);
        let (model, campaign, own) = (line.model.clone(), line.campaign.clone(), slug.clone());
        t.write(move |conn| {
            diesel::update(models::table.find(model))
                .set((models::title.eq(title), models::slug.eq(own)))
                .execute(conn)?;
            diesel::update(campaigns::table.filter(campaigns::code.eq(campaign)))
                .set(campaigns::opens_on.eq(NaiveDate::from_ymd_opt(2020, 1, 2).unwrap()))
                .execute(conn)?;
            Ok(())
        })
        .await;
        let search = format!("/mo-hinh?q={}", slug.replace('-', "+"));
        Self {
            line,
            signer,
            slug,
            search,
        }
    }

    /// The catalogue, searched for the model by its title.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// The public page of the model.
    pub fn page(&self) -> String {
        format!("/mo-hinh/{}", self.slug)
    }

    /// The signer, with the form of the decision open at a server.
    pub async fn signer_at(&self, server: &Served) -> Client {
        let browser = server.stranger();
        browser
            .sign_in(&self.signer.username, PASSWORD)
            .await
            .assert_redirect_to("/");
        browser
            .get(&self.line.at("/quyet-dinh"))
            .await
            .assert_ok()
            .assert_says("Đề nghị công nhận");
        browser
    }

    /// The signer recognises the model, and has the server's word for it.
    pub async fn decide(&self, signer: &Client) {
        signer
            .post_file(
                &self.line.at("/quyet-dinh"),
                &DECISION,
                "file",
                "",
                Vec::new(),
            )
            .await
            .assert_redirect_to(&self.line.at(""));
    }
}
