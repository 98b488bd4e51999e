//! How the calls of a bot to its network fail: as queued, or by chance from a seed.

use guichet_core::dice::Dice;
use std::time::Duration;

/// What happens to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 429: too many requests, wait so many seconds. Not accepted.
    TooMany(u32),
    /// 502 with a page of HTML. Not accepted.
    BadGateway,
    /// 500, told the network's own way. Not accepted.
    Internal,
    /// 404 with a page: what stands before the service does not see it just now. Not accepted.
    Missing,
    /// A page with this status: what stands before the service speaks in its place. Not accepted.
    Page(u16),
    /// 307: elsewhere, on this port of this machine. Not accepted.
    Redirect(u16),
    /// 401: the token is not known, or not any more. Not accepted.
    Unauthorized,
    /// The connection breaks. Not accepted.
    Drop,
    /// It is accepted, then the connection breaks.
    DropAfter,
    /// It is accepted, and the connection breaks in the middle of the answer.
    Half,
    /// Nothing comes for so long, then the connection breaks. Not accepted.
    Hang(Duration),
    /// It is accepted, then as [`Fault::Hang`].
    HangAfter(Duration),
    /// 403: the person blocked the bot.
    Forbidden,
    /// 400: the markup cannot be read.
    Markup,
}

impl Fault {
    /// Whether the call is carried out all the same.
    pub fn accepts(self) -> bool {
        matches!(self, Self::DropAfter | Self::Half | Self::HangAfter(_))
    }
}

/// Faults by chance.
#[derive(Debug, Clone)]
pub struct Mix {
    /// Where the dice stand.
    pub seed: u64,
    /// How many calls of a thousand fail.
    pub per_mille: u64,
    /// The faults, one as likely as another: name one twice to have it twice as often.
    pub faults: Vec<Fault>,
}

impl Mix {
    fn draw(&mut self, below: usize) -> usize {
        let mut dice = Dice(self.seed);
        let drawn = dice.below(below);
        self.seed = dice.0;
        drawn
    }

    fn fault(&mut self) -> Option<Fault> {
        if self.draw(1000) as u64 >= self.per_mille {
            return None;
        }
        let index = self.draw(self.faults.len());
        self.faults.get(index).copied()
    }
}

/// The faults to come.
#[derive(Debug, Default)]
pub struct Faults {
    queued: Vec<(String, Fault, usize)>,
    /// By chance.
    pub mix: Option<Mix>,
    /// Those that happened, with the method, in order.
    pub happened: Vec<(String, Fault)>,
}

impl Faults {
    /// The next `count` calls of a method (`*`: of any) fail so.
    pub fn queue(&mut self, method: &str, fault: Fault, count: usize) {
        self.queued.push((method.to_lowercase(), fault, count));
    }

    /// What happens to this call, whose method is in small letters.
    pub fn next(&mut self, method: &str) -> Option<Fault> {
        let queued = self.queued.iter_mut().find(|(name, _, left)| *left > 0 && (name == "*" || name == method));
        let fault = match queued {
            Some((_, fault, left)) => {
                *left -= 1;
                Some(*fault)
            }
            None => self.mix.as_mut().and_then(Mix::fault),
        };
        self.happened.extend(fault.map(|fault| (method.to_owned(), fault)));
        fault
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queued_faults_come_first_and_chance_has_a_seed() {
        let mix = || Mix { seed: 42, per_mille: 500, faults: vec![Fault::Drop, Fault::BadGateway] };
        let mut faults = Faults { mix: Some(mix()), ..Faults::default() };
        faults.queue("sendMessage", Fault::Forbidden, 1);
        assert_eq!(faults.next("sendmessage"), Some(Fault::Forbidden));
        let drawn: Vec<_> = (0..1000).map(|_| faults.next("sendmessage")).collect();
        let failed = drawn.iter().flatten().count();
        assert!((400..600).contains(&failed), "{failed}");
        let mut again = Faults { mix: Some(mix()), ..Faults::default() };
        assert_eq!((0..1000).map(|_| again.next("getme")).collect::<Vec<_>>(), drawn);
    }
}
