//! What many ask for at once is made once: the others wait for whoever came first.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// What is being made at the moment, by its key.
#[derive(Default)]
pub struct Flights(Mutex<HashMap<String, watch::Receiver<()>>>);

/// Leave to make something. Those who wait go on when it is dropped, however that comes about.
pub struct Flight<'f> {
    flights: &'f Flights,
    key: String,
    _landed: watch::Sender<()>,
}

impl Flights {
    /// Leave to make what `key` stands for; `None` after someone else, who was making it, has ended, with or without it.
    pub async fn board(&self, key: &str) -> Option<Flight<'_>> {
        let mut landing = {
            let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match flights.get(key) {
                Some(landing) => landing.clone(),
                None => {
                    let (landed, landing) = watch::channel(());
                    flights.insert(key.to_owned(), landing);
                    return Some(Flight {
                        flights: self,
                        key: key.to_owned(),
                        _landed: landed,
                    });
                }
            }
        };
        // Nothing is ever sent: this ends when the sender is gone.
        let _ = landing.changed().await;
        None
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut flights = self
            .flights
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        flights.remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[actix_web::test]
    async fn the_first_makes_it_and_the_others_wait_until_they_have_ended() {
        let flights = Flights::default();
        let first = flights.board("/").await;
        assert!(first.is_some());
        assert!(flights.board("/mo-hinh").await.is_some(), "another key");
        let mut second = Box::pin(flights.board("/"));
        assert!((&mut second).now_or_never().is_none(), "it waits");
        drop(first);
        assert!(second.await.is_none(), "it goes on without leave");
        assert!(
            flights.board("/").await.is_some(),
            "the next is the first again"
        );
    }

    #[actix_web::test]
    async fn whoever_gives_up_leaves_nobody_waiting() {
        let flights = Flights::default();
        let made = async {
            let _flight = flights.board("/").await;
            std::future::pending::<()>().await;
        };
        assert!(made.now_or_never().is_none());
        assert!(flights.board("/").await.is_some());
    }
}
