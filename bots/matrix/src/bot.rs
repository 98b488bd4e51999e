//! The bot from its start to its end: the account, the loop, and both again where the homeserver has forgotten them.

use crate::account::Account;
use crate::outbound::Matrix;
use crate::sync::{End, Sync};
use guichet_bots::process::Stop;
use guichet_bots::{Hub, World};
use guichet_index::program::Failure;
use std::sync::Arc;
use std::time::Duration;

/// How long answers on their way may take when the program is told to end; the next start sends what is left.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Runs until it is told to stop. `ready` is called once, when the bot answers.
///
/// # Errors
/// What the operator must mend first; a homeserver that is down is waited for.
pub async fn run(account: Account, world: World, stop: Stop, ready: fn()) -> Result<(), Failure> {
    let account = Arc::new(account);
    let hub = Hub::new(Matrix::new(world.locales.clone()), world);
    let mut first = true;
    loop {
        let client = tokio::select! {
            client = account.open() => client?,
            () = stop.told() => return Ok(()),
        };
        let end = match Sync::begin(&client, &hub, stop.clone()).await {
            Ok(mut sync) => {
                // Not before: to an account that knows no room yet, every room would be gone.
                hub.network().speak_as(Some(client.clone()));
                if std::mem::take(&mut first) {
                    hub.resume().await?;
                    tokio::spawn({
                        let hub = hub.clone();
                        async move { hub.chores().await }
                    });
                    ready();
                }
                tokio::spawn({
                    let (account, client) = (account.clone(), client.clone());
                    async move { account.sign(&client).await }
                });
                match sync.run().await {
                    Ok(()) => End::Stopped,
                    Err(end) => end,
                }
            }
            Err(end) => end,
        };
        match end {
            End::Stopped => {
                if !hub.settle(LAST_WORDS).await {
                    tracing::info!("some answers are still pending: the next start sends them");
                }
                return Ok(());
            }
            End::LoggedOut => {
                tracing::warn!("the homeserver does not know the bot's token any more: logging in again");
                hub.network().speak_as(None);
                account.log_out(&client).await?;
            }
            End::Again => {
                tracing::warn!("the Matrix library has lost its place: opening the account again");
                hub.network().speak_as(None);
            }
            End::Failed(failure) => return Err(failure),
        }
    }
}
