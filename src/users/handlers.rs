//! HTTP in, HTTP out: sign-in, sign-out and the own account.

use super::usecases::{self, ChangePassword, SignInOutcome};
use super::views::{AccountPage, ResumePage, SignInPage};
use crate::app::App;
use crate::error::{AppError, FieldError, Result};
use crate::pages::meta::Described;
use crate::web::{
    CurrentUser, FORM_COOKIE, Fields, Form, GivenBack, SESSION_COOKIE, Visit, cookie, paths,
    redirect, removal, with_cookie,
};
use actix_web::HttpResponse;
use actix_web::http::{Method, StatusCode};
use actix_web::web::{self, Data, ServiceConfig};
use serde_json::json;

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(super::admin::routes)
        .service(
            web::resource(paths::SIGN_IN)
                .route(web::get().to(sign_in_form))
                .route(web::post().to(sign_in)),
        )
        .service(web::resource("/dang-xuat").route(web::post().to(sign_out)))
        .service(web::resource(paths::ACCOUNT).route(web::get().to(account)))
        .service(web::resource("/tai-khoan/mat-khau").route(web::post().to(change_password)))
        .service(web::resource("/tai-khoan/dang-xuat-noi-khac").route(web::post().to(revoke)));
}

async fn sign_in_form(visit: Visit) -> Result<HttpResponse> {
    let query = Fields::from_urlencoded(visit.query.as_bytes());
    let page = SignInPage {
        next: own_path(query.text("tiep")),
        ..sign_in_page(&visit)
    };
    visit.form_page(StatusCode::OK, "users/sign_in.html", &page)
}

/// The sign-in page with nothing typed.
fn sign_in_page(visit: &Visit) -> SignInPage {
    let described = Described {
        kind: "InteractiveResource",
        ..Described::page(
            "Đăng nhập",
            "Nơi cán bộ đơn vị, thành viên hội đồng và người quản trị đăng nhập để đăng ký, xét và công nhận mô hình “Dân vận khéo”.",
            paths::SIGN_IN,
            visit.app.clock.now(),
        )
    };
    SignInPage {
        meta: described.meta(&visit.app.config, &[], json!({ "@type": "WebPage" })),
        username: String::new(),
        errors: Vec::new(),
        next: String::new(),
        typed: GivenBack::default(),
        demo_accounts: visit.app.demo_accounts.clone(),
    }
}

/// The sign-in page in place of a page that needs a session; keeps what was being sent.
pub fn sign_in_page_after(
    visit: &Visit,
    method: &Method,
    typed: Option<GivenBack>,
) -> Result<HttpResponse> {
    let page = SignInPage {
        next: if *method == Method::GET || typed.is_some() {
            own_path(&visit.address())
        } else {
            String::new()
        },
        typed: typed.unwrap_or_default(),
        ..sign_in_page(visit)
    };
    visit.form_page(StatusCode::UNAUTHORIZED, "users/sign_in.html", &page)
}

async fn sign_in(visit: Visit, form: Form) -> Result<HttpResponse> {
    let Form(fields) = form;
    let typed = handed_on(&fields);
    let next = own_path(fields.text("next"));
    let wrong = |message: &str, status| {
        let page = SignInPage {
            username: fields.text("username").to_owned(),
            errors: vec![FieldError {
                field: "username".into(),
                message: message.to_owned(),
            }],
            next: next.clone(),
            typed: typed.clone(),
            ..sign_in_page(&visit)
        };
        visit.form_page(status, "users/sign_in.html", &page)
    };
    let password = fields.raw("password").unwrap_or("");
    match usecases::sign_in(&visit.app, fields.text("username"), password).await {
        Ok(SignInOutcome::Wrong) => wrong(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin kiểm tra lại.",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Ok(SignInOutcome::Open { token, csrf }) => {
            let config = &visit.app.config;
            let answer = if typed.fields.is_empty() || next.is_empty() {
                redirect(
                    &visit.app,
                    if next.is_empty() { "/" } else { &next },
                    Some("signed_in"),
                )
            } else {
                resume(&visit, StatusCode::OK, csrf, next, typed)?
            };
            let answer = with_cookie(answer, &cookie(config, SESSION_COOKIE, token));
            Ok(with_cookie(answer, &removal(config, FORM_COOKIE)))
        }
        Err(AppError::Busy(code @ "sign_in.slowed")) => {
            wrong(crate::error::wording(code), StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) => Err(error),
    }
}

/// What the sign-in form hands on of a form that was sent before.
fn handed_on(fields: &Fields) -> GivenBack {
    let typed = fields.with_prefix("typed.");
    GivenBack {
        fields: typed
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        file_field: fields.text("typed_file").to_owned(),
    }
}

/// In place of the refusal of a form that was shown under another session, where the person has signed in since: the
/// form is offered again under the session that holds. Nothing is changed before they send it. None where nobody is
/// signed in or nothing was typed.
pub fn resume_page_after(visit: &Visit, typed: &GivenBack) -> Option<Result<HttpResponse>> {
    let session = visit.signed_in.as_ref()?;
    let (next, typed) = if visit.path == paths::SIGN_IN {
        let next = typed.fields.text("next");
        (own_path(next), handed_on(&typed.fields))
    } else {
        (own_path(&visit.address()), typed.clone())
    };
    let is_something = !next.is_empty() && !typed.fields.is_empty();
    is_something.then(|| {
        let csrf = session.csrf.clone();
        resume(visit, StatusCode::FORBIDDEN, csrf, next, typed)
    })
}

/// A page that offers the typed form again, under the new session.
fn resume(
    visit: &Visit,
    status: StatusCode,
    csrf: String,
    action: String,
    typed: GivenBack,
) -> Result<HttpResponse> {
    let page = ResumePage {
        action,
        csrf,
        typed,
    };
    visit.form_page(status, "users/resume.html", &page)
}

async fn sign_out(app: Data<App>, user: CurrentUser, _form: Form) -> Result<HttpResponse> {
    usecases::sign_out(&app, &user.0).await?;
    Ok(with_cookie(
        redirect(&app, "/", Some("signed_out")),
        &removal(&app.config, SESSION_COOKIE),
    ))
}

async fn account(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    visit.page("users/account.html", &account_page(&user, Vec::new()))
}

async fn change_password(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let typed = |name| form.0.raw(name).unwrap_or("").to_owned();
    let command = ChangePassword {
        current: typed("current"),
        new: typed("new"),
        repeated: typed("repeated"),
    };
    match usecases::change_password(&visit.app, &user.0, command).await {
        Ok(()) => Ok(redirect(
            &visit.app,
            paths::ACCOUNT,
            Some("password.changed"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = account_page(&user, errors.iter().cloned().collect());
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "users/account.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn revoke(app: Data<App>, user: CurrentUser, _form: Form) -> Result<HttpResponse> {
    usecases::revoke_other_sessions(&app, &user.0).await?;
    Ok(redirect(&app, paths::ACCOUNT, Some("sessions.revoked")))
}

fn account_page(user: &CurrentUser, errors: Vec<FieldError>) -> AccountPage {
    let person = user.person();
    let in_units = person.memberships.iter().map(|held| {
        if held.unit_name.is_empty() {
            held.role.label().to_owned()
        } else {
            format!("{} — {}", held.role.label(), held.unit_name)
        }
    });
    let in_councils = person.seats.iter().map(|seat| seat.role.label().to_owned());
    AccountPage {
        name: person.name.clone(),
        position: person.position.clone(),
        roles: in_units.chain(in_councils).collect(),
        errors,
        must_change_password: user.0.must_change_password,
    }
}

/// A path of ours to go on to, or nothing: never another site, never a page that ends the session.
fn own_path(typed: &str) -> String {
    let ours = typed.starts_with('/')
        && !typed.starts_with("//")
        && !typed.contains('\\')
        && !typed.contains(char::is_control);
    if ours && !typed.starts_with("/dang-") {
        typed.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn sign_in_goes_on_only_to_a_page_of_ours() {
        assert_eq!(
            own_path("/don-vi/ho-so/HS-2026-0001?x=1"),
            "/don-vi/ho-so/HS-2026-0001?x=1"
        );
        for wrong in [
            "",
            "https://la.vn",
            "//la.vn",
            "/\\la.vn",
            "/a\nb",
            "/dang-nhap",
            "/dang-xuat",
        ] {
            assert_eq!(own_path(wrong), "", "{wrong:?}");
        }
    }
}
