//! The bot's account: logged in once, then restored with the same device. What it must remember (the device, the token) is
//! in the library's own store, sealed here: of values that are not its own, the library seals nothing.

use crate::errors::{ErrorClass, Explained, explain, explain_http};
use guichet_bots::Patience;
use guichet_index::config::Secret;
use guichet_index::program::Failure;
use guichet_index::{seal, unseal};
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::encryption::identities::ManualVerifyError;
use matrix_sdk::reqwest::{self, redirect::Policy};
use matrix_sdk::ruma::api::client::keys::get_keys;
use matrix_sdk::ruma::api::client::session::login::v3 as login;
use matrix_sdk::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier};
use matrix_sdk::ruma::{DeviceId, OwnedDeviceId, OwnedUserId, UserId};
use matrix_sdk::store::StateStoreDataKey;
use matrix_sdk::{Client, HttpError, SessionMeta, SessionTokens, SqliteStoreConfig};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::PathBuf;
use std::time::Duration;

/// How people see the bot's device in the list of its sessions.
const DEVICE_NAME: &str = "Guichet";
/// Where the session is in the library's store.
const KEPT: &[u8] = b"guichet session";
/// A request without an answer is given up after so long.
const REQUEST: Duration = Duration::from_secs(30);
/// The first pause between two tries.
const PAUSE: Duration = Duration::from_secs(1);

/// What is needed to open the account.
pub struct Account {
    /// Base URL of the homeserver.
    pub homeserver: String,
    /// The account's name, with or without its server.
    pub user: String,
    /// Its password: needed at the first start, and where the homeserver has forgotten the bot.
    pub password: Option<Secret>,
    /// The folder of the library's store.
    pub folder: PathBuf,
    /// The key that seals it.
    pub key: [u8; 32],
    /// Removes that folder: a device that the homeserver deleted is never accepted again.
    pub wipe: Box<dyn Fn() -> std::io::Result<()> + Send + Sync>,
}

/// What is remembered between two starts.
#[derive(Serialize, Deserialize)]
struct Kept {
    user: Option<OwnedUserId>,
    device: OwnedDeviceId,
    token: Option<String>,
    /// Logged in anew under an old device: does the homeserver still know its keys?
    doubted: bool,
}

/// The pauses between two tries to reach a homeserver.
pub fn patience() -> Patience {
    Patience::from(PAUSE)
}

impl Account {
    /// Opens the account: restores the session, or logs in. Waits for as long as the homeserver is down.
    ///
    /// # Errors
    /// A store that cannot be opened, a password that is missing or refused.
    pub async fn open(&self) -> Result<Client, Failure> {
        let mut patience = patience();
        loop {
            match self.enter().await? {
                Entered::In(client) => return Ok(*client),
                Entered::Lost => {
                    tracing::warn!("the homeserver has deleted the bot's device: it goes on as a new one");
                    (self.wipe)()
                        .map_err(|error| Failure::User(format!("cannot remove {}: {error}", self.folder.display())))?;
                }
                Entered::Later(why, wait) => {
                    let pause = wait.unwrap_or_else(|| patience.pause());
                    tracing::warn!(seconds = pause.as_secs(), "{why}: trying again");
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    /// Forgets the token that the homeserver refused; the device stays.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn log_out(&self, client: &Client) -> Result<(), Failure> {
        if let Some(kept) = self.recall(client).await? {
            self.remember(client, &Kept { token: None, doubted: true, ..kept }).await?;
        }
        Ok(())
    }

    async fn enter(&self) -> Result<Entered, Failure> {
        let client = self.client().await?;
        let mut kept = match self.recall(&client).await? {
            Some(kept) => kept,
            None => {
                // Before the first login, so that a crash after it leaves no second device.
                let kept = Kept { user: None, device: DeviceId::new(), token: None, doubted: false };
                self.remember(&client, &kept).await?;
                kept
            }
        };
        if kept.token.is_none() {
            let response = match self.log_in(&client, &kept.device).await? {
                Ok(response) => response,
                Err(later) => return Ok(later),
            };
            kept = Kept {
                user: Some(response.user_id),
                device: response.device_id,
                token: Some(response.access_token),
                doubted: kept.doubted,
            };
            self.remember(&client, &kept).await?;
            tracing::info!("logged in");
        }
        let (Some(user_id), Some(access_token)) = (kept.user.clone(), kept.token.clone()) else {
            return Err(Failure::Internal("a session without a user or a token was kept".into()));
        };
        let session = MatrixSession {
            meta: SessionMeta { user_id, device_id: kept.device.clone() },
            tokens: SessionTokens { access_token, refresh_token: None },
        };
        // How far it was read is the conversations' store's affair. The library, if it remembered, would pass over an
        // answer that it took just before a crash.
        let forgotten = client.state_store().remove_kv_data(StateStoreDataKey::SyncToken).await;
        forgotten.map_err(|_| self.unusable(&"it cannot be written"))?;
        client.restore_session(session).await.map_err(|error| self.unusable(&explain(&error)))?;
        if kept.doubted {
            match known(&client, &kept).await {
                Ok(true) => self.remember(&client, &Kept { doubted: false, ..kept }).await?,
                Ok(false) => {
                    // The device made just now would stay in the account's list for nothing.
                    let _ = client.matrix_auth().logout().await;
                    return Ok(Entered::Lost);
                }
                Err(told) => {
                    if told.class == ErrorClass::LoggedOut {
                        self.remember(&client, &Kept { token: None, ..kept }).await?;
                    }
                    return Ok(Entered::Later(told.to_string(), None));
                }
            }
        }
        Ok(Entered::In(Box::new(client)))
    }

    /// The library, on its store, without a session.
    async fn client(&self) -> Result<Client, Failure> {
        let store = SqliteStoreConfig::with_low_memory_config(&self.folder).key(Some(&self.key));
        let built = Client::builder()
            .http_client(http(self)?)
            .homeserver_url(&self.homeserver)
            .respect_login_well_known(false)
            .request_config(RequestConfig::new().disable_retry().timeout(REQUEST))
            .sqlite_store_with_config_and_cache_path(store, None::<PathBuf>)
            .build()
            .await;
        built.map_err(|error| match error {
            matrix_sdk::ClientBuildError::Url(_) => {
                Failure::User(format!("'{}' is no address of a homeserver: write https://…", self.homeserver))
            }
            matrix_sdk::ClientBuildError::SqliteStore(_) => self.unusable(&"it does not open with this key"),
            matrix_sdk::ClientBuildError::Http(error) => self.no_connection(&explain_http(&error)),
            _ => Failure::Internal("the Matrix library does not start".into()),
        })
    }

    /// Logs in. The outer error ends the program, the inner one waits.
    async fn log_in(&self, client: &Client, device: &DeviceId) -> Result<Result<login::Response, Entered>, Failure> {
        let Some(password) = &self.password else {
            return Err(Failure::User(
                "the homeserver does not know the bot yet, or not any more: give its password, with \
                 GUICHET_MATRIX_PASSWORD_FILE or matrix.password_file"
                    .into(),
            ));
        };
        let way = login::Password::new(self.identifier(), password.expose().to_owned());
        let mut request = login::Request::new(login::LoginInfo::Password(way));
        request.device_id = Some(device.to_owned());
        request.initial_device_display_name = Some(DEVICE_NAME.to_owned());
        client.send(request).await.map(Ok).or_else(|error| {
            let told = explain_http(&error);
            match told.class {
                ErrorClass::Later(wait) => Ok(Err(Entered::Later(told.to_string(), wait))),
                ErrorClass::Forbidden => Err(Failure::User(
                    "the homeserver refuses the bot's name or password: look at matrix.user and at the password's file"
                        .into(),
                )),
                _ => Err(Failure::User(format!("the bot cannot log in: {told}"))),
            }
        })
    }

    fn identifier(&self) -> UserIdentifier {
        UserIdentifier::Matrix(MatrixUserIdentifier::new(self.user.clone()))
    }

    /// Signs the bot's device with an identity of its own, where the account has none: without it, some clients warn of
    /// the bot, or do not write to it. Nothing else depends on its success.
    pub async fn sign(&self, client: &Client) {
        let Some(password) = &self.password else { return };
        let mut patience = patience();
        while let Err(told) = self.signed(client, password).await {
            tracing::warn!(why = %told, "the bot's device is not signed: some clients may warn of it");
            let ErrorClass::Later(wait) = told.class else { return };
            tokio::time::sleep(wait.unwrap_or_else(|| patience.pause())).await;
        }
    }

    /// Does what is still to be done of it. What is there is asked of the homeserver: the library holds for done what it
    /// has once tried.
    async fn signed(&self, client: &Client, password: &Secret) -> Result<(), Explained> {
        let encryption = client.encryption();
        let (Some(user), Some(own)) = (client.user_id(), client.device_id()) else { return Ok(()) };
        let theirs = keys(client, user, own).await?;
        if !theirs.master_keys.contains_key(user) {
            let word = Password::new(self.identifier(), password.expose().to_owned());
            let made = encryption.bootstrap_cross_signing(Some(AuthData::Password(word))).await;
            return made.map_err(|error| explain(&error));
        }
        let by_itself = format!("ed25519:{own}");
        let signatures: Option<Value> = theirs
            .device_keys
            .get(user)
            .and_then(|devices| devices.get(own).and_then(|device| device.get_field("signatures").ok().flatten()));
        let signed = signatures.is_some_and(|signatures| {
            signatures[user.as_str()].as_object().is_some_and(|ours| ours.keys().any(|key| *key != by_itself))
        });
        // An identity that somebody else made for the account is theirs to sign with.
        let ours = encryption.cross_signing_status().await.is_some_and(|status| status.is_complete());
        let device = encryption.get_own_device().await.map_err(|error| explain(&error.into()))?;
        match device.filter(|_| ours && !signed) {
            Some(device) => device.verify().await.map_err(|error| match error {
                ManualVerifyError::Http(error) => explain_http(&error),
                ManualVerifyError::Signature(_) => Explained::other(),
            }),
            None => Ok(()),
        }
    }

    async fn recall(&self, client: &Client) -> Result<Option<Kept>, Failure> {
        let bytes = client.state_store().get_custom_value(KEPT).await;
        let Some(bytes) = bytes.map_err(|_| self.unusable(&"it cannot be read"))? else { return Ok(None) };
        if let Some(plain) = unseal(&self.key, KEPT, &bytes) {
            return Ok(serde_json::from_slice(&plain).ok());
        }
        // An earlier version kept it in the clear, and whoever read it then has the token: where there is a password, a new
        // one takes its place.
        let Ok(kept) = serde_json::from_slice::<Kept>(&bytes) else { return Ok(None) };
        let fresh = self.password.is_some() && kept.token.is_some();
        let kept = if fresh { Kept { token: None, doubted: true, ..kept } } else { kept };
        self.remember(client, &kept).await?;
        Ok(Some(kept))
    }

    async fn remember(&self, client: &Client, kept: &Kept) -> Result<(), Failure> {
        let bytes = serde_json::to_vec(kept).map_err(|_| Failure::Internal("a session cannot be written".into()))?;
        let bytes = seal(&self.key, KEPT, &bytes)?;
        let written = client.state_store().set_custom_value_no_read(KEPT, bytes).await;
        written.map_err(|_| self.unusable(&"it cannot be written"))
    }

    fn no_connection(&self, why: &Explained) -> Failure {
        Failure::User(format!(
            "no connection can be made on this machine ({why}): are the certificates of the system installed (Debian: \
             ca-certificates)?"
        ))
    }

    fn unusable(&self, why: &dyn std::fmt::Display) -> Failure {
        Failure::User(format!(
            "the Matrix store in {} cannot be used: {why}. Look at the free space, at the rights and at the key; if it is \
             broken, move the folder away: the bot then logs in as a new device",
            self.folder.display()
        ))
    }
}

/// The library's HTTP client, but that it follows no redirect: a password or a token would go to whoever is named there.
fn http(account: &Account) -> Result<reqwest::Client, Failure> {
    let client = reqwest::Client::builder().user_agent("guichet").timeout(REQUEST).redirect(Policy::none()).build();
    client.map_err(|error| account.no_connection(&explain_http(&HttpError::Reqwest(error))))
}

/// What became of a try to open the account.
enum Entered {
    In(Box<Client>),
    /// The homeserver deleted the device.
    Lost,
    /// The homeserver is down: why, and how long it wants to be left alone.
    Later(String, Option<Duration>),
}

/// Whether the homeserver still has the keys of our device.
async fn known(client: &Client, kept: &Kept) -> Result<bool, Explained> {
    let Some(user) = &kept.user else { return Ok(false) };
    let response = keys(client, user, &kept.device).await?;
    let ours = client.encryption().ed25519_key().await;
    let theirs = response.device_keys.get(user).and_then(|devices| devices.get(&kept.device));
    let keys = theirs.and_then(|keys| keys.get_field::<Value>("keys").ok().flatten());
    let theirs = keys.and_then(|keys| Some(keys.get(format!("ed25519:{}", kept.device))?.as_str()?.to_owned()));
    Ok(theirs.is_some() && theirs == ours)
}

/// The keys of our device and of our identity, as the homeserver has them.
async fn keys(client: &Client, user: &UserId, device: &DeviceId) -> Result<get_keys::v3::Response, Explained> {
    let mut request = get_keys::v3::Request::new();
    request.device_keys.insert(user.to_owned(), vec![device.to_owned()]);
    client.send(request).await.map_err(|error| explain_http(&error))
}

#[cfg(test)]
mod tests {
    //! Property: what is remembered is sealed; what an earlier version left in the clear is read, sealed, and its token given
    //! up where there is a password to have another.

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_remembered_is_sealed() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut account = Account {
            homeserver: "http://127.0.0.1:9".into(),
            user: "guichet".into(),
            password: None,
            folder: folder.path().to_owned(),
            key: [7; 32],
            wipe: Box::new(|| Ok(())),
        };
        let client = account.client().await.expect("a client");
        let store = client.state_store();
        let token = |kept: Option<Kept>| kept.map(|kept| (kept.token, kept.doubted, kept.device.to_string()));
        let plain = br#"{"user":"@a:b","device":"D","token":"syt_secret","doubted":false}"#;
        for (password, expected) in [(None, (Some("syt_secret"), false)), (Some("word"), (None, true))] {
            let file = folder.path().join("word");
            account.password = password.map(|word| {
                std::fs::write(&file, word).expect("written");
                Secret::read(&file).expect("a secret")
            });
            store.set_custom_value_no_read(KEPT, plain.to_vec()).await.expect("written");
            let expected = Some((expected.0.map(str::to_owned), expected.1, "D".to_owned()));
            assert_eq!(token(account.recall(&client).await.expect("read")), expected);
            let bytes = store.get_custom_value(KEPT).await.expect("read").expect("there");
            assert!(!bytes.windows(4).any(|window| window == b"syt_"), "in the clear");
            assert_eq!(token(account.recall(&client).await.expect("read again")), expected);
        }
    }
}
