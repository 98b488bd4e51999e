//! Structured logs on standard error. Nothing that a person types is ever an event's field: no event takes a query, a
//! text or a session.

use crate::config::{Level, LogConfig, LogFormat};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// Starts logging, once a process; a second call changes nothing.
///
/// Libraries are heard from `warn` on only: below that, some of them log what they send and receive. The Matrix library
/// names rooms and people at every level, and is not heard at all: the bot tells its errors in words of its own.
pub fn init(log: &LogConfig) {
    let level = match log.level {
        Level::Off => LevelFilter::OFF,
        Level::Error => LevelFilter::ERROR,
        Level::Warn => LevelFilter::WARN,
        Level::Info => LevelFilter::INFO,
        Level::Debug => LevelFilter::DEBUG,
        Level::Trace => LevelFilter::TRACE,
    };
    let targets = Targets::new().with_default(level.min(LevelFilter::WARN)).with_target("guichet", level);
    let targets = targets.with_target("matrix_sdk", LevelFilter::OFF);
    // A line that cannot be written is lost: the library would say so on standard error, and panic there.
    let layer = fmt::layer().with_writer(std::io::stderr).with_ansi(false).log_internal_errors(false);
    let layer = match log.format {
        LogFormat::Text => layer.boxed(),
        LogFormat::Json => layer.json().boxed(),
    };
    let _ = tracing_subscriber::registry().with(layer.with_filter(targets)).try_init();
}
