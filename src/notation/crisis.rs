//! Steps in crises as text: `step CRISIS lower|hold|raise private|public|forum|MECHANISM|ACTOR`.

use crate::model::{Channel, CrisisId, CrisisOrder, Order, Posture};
use crate::notation::{Kind, Misread, find, nearest};
use crate::scenario::Catalogue;

/// The word that begins a step.
pub const WORD: &str = "step";

/// The words of postures.
pub const POSTURES: [(Posture, &str); 3] = [
    (Posture::Lower, "lower"),
    (Posture::Hold, "hold"),
    (Posture::Raise, "raise"),
];

/// The words of channels that are no ids.
const CHANNELS: [(Channel, &str); 3] = [
    (Channel::Private, "private"),
    (Channel::Public, "public"),
    (Channel::Forum, "forum"),
];

/// The line that says a step.
pub(super) fn write(names: &Catalogue, kind: CrisisId, step: CrisisOrder) -> String {
    format!("{WORD} {} {}", names.crisis(kind), write_step(names, step))
}

/// A posture and its channel.
#[must_use]
pub fn write_step(names: &Catalogue, step: CrisisOrder) -> String {
    let channel = write_channel(names, step.channel);
    format!("{} {channel}", posture_word(step.posture))
}

/// The word of a posture.
#[must_use]
pub fn posture_word(posture: Posture) -> &'static str {
    let known = POSTURES.iter().find(|(it, _)| *it == posture);
    known.map_or("", |(_, word)| word)
}

/// The word of a channel: its own, or the id of a mechanism or an actor.
#[must_use]
pub fn write_channel(names: &Catalogue, channel: Channel) -> &str {
    match channel {
        Channel::Private => "private",
        Channel::Public => "public",
        Channel::Mechanism(id) => names.mechanism(id),
        Channel::Mediator(actor) => names.actor(actor),
        Channel::Forum => "forum",
    }
}

/// Reads what follows the first word of a step.
pub(super) fn read<'a>(
    names: &Catalogue,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<Order, Misread> {
    let word = words.next().ok_or(Misread::Missing(Kind::Crisis))?;
    let kind = find(&names.crises, Kind::Crisis, word).map(CrisisId)?;
    Ok(Order::Step(kind, read_step(names, words)?))
}

/// Reads a posture and a channel; without a channel it is meant in private.
///
/// # Errors
/// If the posture or the channel is unknown.
pub fn read_step<'a>(
    names: &Catalogue,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<CrisisOrder, Misread> {
    let word = words.next().ok_or(Misread::Missing(Kind::Posture))?;
    let found = POSTURES.iter().find(|(_, known)| *known == word);
    let posture = found.map(|(posture, _)| *posture);
    let posture = posture.ok_or_else(|| Misread::UnknownId {
        kind: Kind::Posture,
        given: word.to_owned(),
        nearest: nearest(word, POSTURES.iter().map(|(_, known)| *known)),
    })?;
    let channel = match words.next() {
        None => Channel::Private,
        Some(word) => read_channel(names, word)?,
    };
    Ok(CrisisOrder { posture, channel })
}

fn read_channel(names: &Catalogue, word: &str) -> Result<Channel, Misread> {
    if let Some((channel, _)) = CHANNELS.iter().find(|(_, known)| *known == word) {
        return Ok(*channel);
    }
    if let Some(mechanism) = names.find_mechanism(word) {
        return Ok(Channel::Mechanism(mechanism));
    }
    if let Some(actor) = names.find_actor(word) {
        return Ok(Channel::Mediator(actor));
    }
    let own = CHANNELS.iter().map(|(_, known)| *known);
    let ids = names.mechanisms.ids().iter().chain(names.actors.ids());
    Err(Misread::UnknownId {
        kind: Kind::Channel,
        given: word.to_owned(),
        nearest: nearest(word, own.chain(ids.map(String::as_str))),
    })
}
