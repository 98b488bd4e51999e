//! Random numbers of the system.

use guichet_core::ports::conversations::StoreError;

/// A random number.
pub(crate) fn number() -> Result<u64, StoreError> {
    let no_numbers =
        |error| StoreError { message: format!("the system gives no random numbers: {error}"), user_error: true };
    getrandom::u64().map_err(no_numbers)
}
