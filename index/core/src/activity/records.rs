//! The records of a desk, and those of others that were merged into them.
//!
//! Of each record, the revisions are kept that nobody has replaced: one, or several where desks changed it without knowing of each other.
//! The latest counts, and the next change replaces all of them. To merge is to take every revision of the other desk: in any order, once
//! or twice, the same is left.

use super::revision::{DeskId, RecordId, Revision, Stamp};
use super::{Activity, Profile};
use std::collections::{BTreeMap, BTreeSet};

/// The records.
#[derive(Debug, Clone, Default)]
pub struct Records {
    revisions: BTreeMap<RecordId, Vec<Revision>>,
    counter: u64,
}

impl Records {
    /// The next revision of a record, by a desk; it is taken once it is kept. A record is deleted by `None`: of its past, its
    /// revision keeps nothing. A record that is corrected stays the work of whose it was.
    pub fn next(&self, desk: &DeskId, id: RecordId, activity: Option<Activity>) -> Revision {
        let mut replaces = BTreeMap::new();
        for known in self.of(id) {
            let seen = known.replaces.iter().map(|(desk, counter)| (desk, *counter));
            for (desk, counter) in seen.chain([(&known.stamp.desk, known.stamp.counter)]) {
                let last = replaces.entry(desk.clone()).or_insert(counter);
                *last = (*last).max(counter);
            }
        }
        let stamp = Stamp { counter: self.counter.saturating_add(1), desk: desk.clone() };
        let profile = self.of(id).last().and_then(|known| known.profile.clone()).filter(|_| activity.is_some());
        Revision { id, stamp, replaces, activity, profile }
    }

    /// Whether a revision says nothing new: it is known, or was replaced.
    pub fn knows(&self, revision: &Revision) -> bool {
        self.of(revision.id)
            .iter()
            .any(|known| known.has_replaced(&revision.stamp) || known.stamp == revision.stamp && known >= revision)
    }

    /// The stamps of the revisions that go where one is taken.
    pub fn replaced_by(&self, revision: &Revision) -> Vec<Stamp> {
        let goes = |known: &&Revision| revision.has_replaced(&known.stamp) || revision.stamp == known.stamp;
        self.of(revision.id).iter().filter(goes).map(|known| known.stamp.clone()).collect()
    }

    /// Takes a revision, of this desk or of another; `false` where it says nothing new. Two revisions of one stamp, which desks
    /// that share a copied folder can make, are one: the greater, whichever comes first.
    pub fn take(&mut self, revision: Revision) -> bool {
        self.counter = self.counter.max(revision.stamp.counter);
        if self.knows(&revision) {
            return false;
        }
        // Nearly every record has one.
        let revisions = self.revisions.entry(revision.id).or_insert_with(|| Vec::with_capacity(1));
        revisions.retain(|known| !revision.has_replaced(&known.stamp) && known.stamp != revision.stamp);
        revisions.push(revision);
        revisions.sort_by(|a, b| (a.activity.is_some(), &a.stamp).cmp(&(b.activity.is_some(), &b.stamp)));
        true
    }

    /// The highest counter seen.
    pub fn counter(&self) -> u64 {
        self.counter
    }

    /// A record; `None` where there is none, or it was deleted.
    pub fn get(&self, id: RecordId) -> Option<&Activity> {
        self.of(id).last()?.activity.as_ref()
    }

    /// Every record that was not deleted. Where one desk deletes what another changes, the change stands.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, &Activity)> {
        self.revisions.iter().filter_map(|(id, revisions)| Some((*id, revisions.last()?.activity.as_ref()?)))
    }

    /// The records that are the work of a profile; all that were not deleted, where none is named.
    pub fn of_profile(&self, profile: Option<&Profile>) -> impl Iterator<Item = &Activity> {
        let counting = self.revisions.values().filter_map(|revisions| revisions.last());
        let wanted = move |revision: &&Revision| profile.is_none() || revision.profile.as_ref() == profile;
        counting.filter(wanted).filter_map(|revision| revision.activity.as_ref())
    }

    /// Every profile that has a record here, also of other desks.
    pub fn profiles(&self) -> BTreeSet<&Profile> {
        self.revisions.values().filter_map(|revisions| revisions.last()?.profile.as_ref()).collect()
    }

    /// The records that were made or changed last, the latest first, where their revision is wanted; none that was deleted.
    pub fn latest(&self, wanted: impl Fn(&Revision) -> bool, most: usize) -> Vec<&Revision> {
        let counting = self.revisions.values().filter_map(|revisions| revisions.last());
        let mut live: Vec<_> = counting.filter(|one| one.activity.is_some() && wanted(one)).collect();
        // Of a hundred thousand, some are asked for: the others are not sorted.
        if live.len() > most {
            live.select_nth_unstable_by(most, |a, b| b.stamp.cmp(&a.stamp));
            live.truncate(most);
        }
        live.sort_unstable_by(|a, b| b.stamp.cmp(&a.stamp));
        live
    }

    /// Every revision that nobody has replaced: what is exported.
    pub fn revisions(&self) -> impl Iterator<Item = &Revision> {
        self.revisions.values().flatten()
    }

    /// The revisions of one record, the one that counts last.
    pub fn of(&self, id: RecordId) -> &[Revision] {
        self.revisions.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Records that desks changed without knowing of each other.
    pub fn conflicts(&self) -> impl Iterator<Item = RecordId> {
        self.revisions.iter().filter(|(_, revisions)| revisions.len() > 1).map(|(id, _)| *id)
    }
}

/// Two desks are of one mind where they hold the same revisions.
impl PartialEq for Records {
    fn eq(&self, other: &Self) -> bool {
        self.revisions == other.revisions
    }
}

#[cfg(test)]
mod tests {
    //! Properties:
    //!
    //! - 1,000 changes that two desks make without knowing of each other, to the same records: merged in either order, or twice, both
    //!   hold the same, and every revision that nobody replaced knowingly;
    //! - merging is commutative, associative and idempotent, whatever three desks do;
    //! - a change after a merge replaces all that it has seen, everywhere; an older export brings nothing back;
    //! - a record that is deleted is gone everywhere, and stands where another desk changed it meanwhile;
    //! - the latest records come first, of one desk or of all; a record stays the work of the profile that made it;
    //! - two desks that are one by mistake (a copied folder) still agree.

    use super::*;
    use crate::activity::options::Topic;
    use crate::activity::{Draft, Place};
    use crate::dice::Dice;
    use crate::model::Date;
    use std::collections::BTreeSet;

    fn desk(name: &str) -> DeskId {
        DeskId::random(name, &mut Dice(9))
    }

    fn activity(minutes: u16) -> Activity {
        let draft = Draft::new(Date::parse("2026-11-30").expect("a day"));
        let topics = BTreeSet::from([Topic::Email]);
        Draft { minutes: Some(minutes), place: Some(Place::Remote), topics, ..draft }.finish().expect("whole")
    }

    fn merged(into: &Records, from: &Records) -> Records {
        let mut all = into.clone();
        for revision in from.revisions() {
            all.take(revision.clone());
        }
        all
    }

    /// Changes, deletions and new records at random.
    fn change(records: &mut Records, desk: &DeskId, ids: &mut Vec<RecordId>, dice: &mut Dice) -> Revision {
        let id = match dice.below(10) {
            0 => {
                ids.push(RecordId::random(dice));
                ids[ids.len() - 1]
            }
            _ => ids[dice.below(ids.len())],
        };
        let activity = (dice.below(8) > 0).then(|| activity(1 + dice.below(1_440) as u16));
        let revision = records.next(desk, id, activity);
        assert!(records.take(revision.clone()));
        revision
    }

    #[test]
    fn two_desks_lose_nothing_in_either_order() {
        let mut dice = Dice(15);
        let (first, second) = (desk("a"), desk("b"));
        let (mut a, mut ids) = (Records::default(), Vec::new());
        for _ in 0..300 {
            let id = RecordId::random(&mut dice);
            a.take(a.next(&first, id, Some(activity(30))));
            ids.push(id);
        }
        let (mut b, base) = (merged(&Records::default(), &a), a.clone());
        let mut made = Vec::new();
        for _ in 0..1_000 {
            made.push(change(&mut a, &first, &mut ids.clone(), &mut dice));
            made.push(change(&mut b, &second, &mut ids.clone(), &mut dice));
        }
        let (ab, ba) = (merged(&a, &b), merged(&b, &a));
        assert_eq!(ab, ba);
        assert_eq!(merged(&ab, &b), ab, "twice is once");
        assert_eq!(merged(&ab, &base), ab, "what is older brings nothing back");
        assert!(ab.conflicts().count() > 200, "they did meet");
        for revision in &made {
            let replaced = made.iter().any(|other| other.id == revision.id && other.has_replaced(&revision.stamp));
            assert_ne!(ab.of(revision.id).contains(revision), replaced, "kept unless somebody knew it and went on");
        }
        let stamps: BTreeSet<_> = ab.revisions().map(|revision| (revision.id, &revision.stamp)).collect();
        assert_eq!(stamps.len(), ab.revisions().count(), "none twice");
        // One more change on one side settles a conflict on both.
        let (mut ab, ba) = (ab, ba);
        for id in ab.conflicts().collect::<Vec<_>>() {
            ab.take(ab.next(&first, id, Some(activity(45))));
        }
        assert_eq!(ab.conflicts().count(), 0);
        assert_eq!(merged(&ba, &ab), ab);
    }

    #[test]
    fn three_desks_agree_whatever_the_order() {
        for seed in 0..60 {
            let mut dice = Dice(seed);
            let desks = ["a", "b", "c"].map(desk);
            let mut all = [Records::default(), Records::default(), Records::default()];
            let mut ids = vec![RecordId::random(&mut dice)];
            for _ in 0..60 {
                let (one, other) = (dice.below(3), dice.below(3));
                if dice.below(4) == 0 {
                    all[one] = merged(&all[one], &all[other].clone());
                } else {
                    change(&mut all[one], &desks[one], &mut ids, &mut dice);
                }
            }
            let [a, b, c] = &all;
            let left = merged(&merged(a, b), c);
            assert_eq!(left, merged(a, &merged(b, c)));
            assert_eq!(left, merged(&merged(c, b), a));
            assert_eq!(merged(&left, &left), left);
        }
    }

    #[test]
    fn what_is_deleted_is_gone_unless_it_was_changed_meanwhile() {
        let (first, second, id) = (desk("a"), desk("b"), RecordId::random(&mut Dice(1)));
        let mut a = Records::default();
        a.take(a.next(&first, id, Some(activity(15))));
        let old = a.clone();
        let mut b = merged(&Records::default(), &a);
        a.take(a.next(&first, id, None));
        assert_eq!((a.get(id), a.iter().count()), (None, 0));
        assert!(a.revisions().all(|revision| revision.activity.is_none()), "nothing of it is kept");
        assert_eq!(merged(&a, &old).get(id), None);
        assert_eq!(merged(&old, &a).get(id), None);
        b.take(b.next(&second, id, Some(activity(60))));
        assert_eq!(merged(&a, &b).get(id), Some(&activity(60)));
        assert_eq!(merged(&b, &a).get(id), Some(&activity(60)));
    }

    #[test]
    fn the_latest_come_first() {
        let (first, second, mut dice) = (desk("a"), desk("b"), Dice(1));
        let mut records = Records::default();
        let mut ids = Vec::new();
        for (desk, minutes) in [(&first, 1), (&second, 2), (&first, 3), (&first, 4), (&second, 5)] {
            ids.push(RecordId::random(&mut dice));
            records.take(records.next(desk, ids[ids.len() - 1], Some(activity(minutes))));
        }
        records.take(records.next(&first, ids[3], None));
        records.take(records.next(&first, ids[0], Some(activity(10))));
        let minutes = |desk: Option<&DeskId>, most| {
            let of = |revision: &Revision| desk.is_none_or(|desk| revision.stamp.desk == *desk);
            let latest = records.latest(of, most);
            latest.iter().filter_map(|one| Some(one.activity.as_ref()?.minutes)).collect::<Vec<_>>()
        };
        assert_eq!(minutes(None, 9), [10, 5, 3, 2]);
        assert_eq!(minutes(None, 2), [10, 5]);
        assert_eq!(minutes(Some(&first), 9), [10, 3]);
        assert_eq!(minutes(Some(&second), 1), [5]);
        assert_eq!(minutes(None, 0), [] as [u16; 0]);
    }

    #[test]
    fn a_corrected_record_stays_whose_it_was() {
        let (first, second, mut dice) = (desk("a"), desk("b"), Dice(1));
        let profile = |name: &str| Profile::new(name).expect("a name");
        let (mf, bus) = (profile("mf"), profile("bus"));
        let ids: Vec<_> = (0..3).map(|_| RecordId::random(&mut dice)).collect();
        let mut a = Records::default();
        for (id, by) in ids.iter().zip([Some(&mf), Some(&bus), None]) {
            a.take(a.next(&first, *id, Some(activity(15))).by(by));
        }
        let mut b = merged(&Records::default(), &a);
        for (id, by) in ids.iter().zip([&bus, &mf, &mf]) {
            b.take(b.next(&second, *id, Some(activity(30))).by(Some(by)));
        }
        let counts = |records: &Records, of: Option<&Profile>| records.of_profile(of).count();
        assert_eq!([counts(&b, None), counts(&b, Some(&mf)), counts(&b, Some(&bus))], [3, 2, 1]);
        assert!(b.profiles().into_iter().eq([&bus, &mf]), "who had none is the first who says so");
        b.take(b.next(&second, ids[0], None).by(Some(&mf)));
        assert!(b.of(ids[0]).iter().all(|revision| revision.profile.is_none()), "nothing of it is kept");
        assert_eq!(counts(&b, Some(&mf)), 1);
        let ab = merged(&a, &b);
        assert_eq!((ab.profiles().len(), counts(&ab, None)), (2, 2));
    }

    #[test]
    fn a_copied_folder_still_agrees() {
        let (both, id) = (desk("a"), RecordId::random(&mut Dice(1)));
        let (mut a, mut b) = (Records::default(), Records::default());
        a.take(a.next(&both, id, Some(activity(15))));
        b.take(b.next(&both, id, Some(activity(30))));
        assert_eq!(merged(&a, &b), merged(&b, &a));
        assert_eq!(merged(&a, &b).revisions().count(), 1);
    }
}
