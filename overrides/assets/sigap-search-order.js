// The order in which results are shown, beyond how well they fit: what holds now before what does not, the reader's own
// brand before others.

// An answer out of force stays behind those in force that fit about as well; one that fits clearly better was asked for
// by name. (Of the notice in the first content: asked in general, what is in force scores 1.03 times as much or more;
// asked for by name, 0.8 times at most.)
const ABOUT_AS_WELL = 0.9
// A temporary one comes first while it holds, unless something fits so much better.
const WELL_ENOUGH = 0.75
// What scores less than this share of the best only happens to hold one of the words.
const WORTH_SHOWING = 0.12
// Where another brand answers much better, the reader's own must not push it out of sight.
const WORTH_SHOWING_FIRST = 0.3
const OTHER_CHANNEL = 0.92

// found: [{answer, score, coverage, group, state, isTemporary, isOtherBrand, isOtherChannel}], the best first.
export function ordered(found) {
  if (!found.length) return found
  for (const each of found) if (each.isOtherChannel) each.score *= OTHER_CHANNEL
  const best = Math.max(...found.map((each) => each.score))
  const hasOthers = found.some((each) => each.isOtherBrand)
  const least = (each) => (hasOthers && !each.isOtherBrand ? WORTH_SHOWING_FIRST : WORTH_SHOWING) * best
  const shown = found.filter((each) => each.score >= least(each))
  const own = byTime(shown.filter((each) => !each.isOtherBrand))
  return [...own, ...byTime(shown.filter((each) => each.isOtherBrand))]
}

function byTime(found) {
  const bestInForce = Math.max(0, ...found.filter((each) => each.state === "in-force").map((each) => each.score))
  // What is replaced says nothing now, however well it fits: it keeps nothing temporary from its place.
  const best = Math.max(0, ...found.filter((each) => each.state !== "replaced").map((each) => each.score))
  const placeOf = (each) => {
    if (each.isTemporary && !each.isOtherChannel && each.score >= WELL_ENOUGH * best) return 0
    if (each.state === "in-force" || bestInForce < ABOUT_AS_WELL * each.score) return 1
    return each.state === "ended" || each.state === "superseded" ? 3 : 2
  }
  const places = new Map(found.map((each) => [each, placeOf(each)]))
  return [...found].sort((one, other) => places.get(one) - places.get(other) || other.score - one.score || one.answer - other.answer)
}

// Where a group stands to the reader's position: {brand, channels}; null is no position.
export function standing(group, position) {
  if (!position) return { isOtherBrand: false, isOtherChannel: false }
  const isOtherBrand = Boolean(group.brand) && group.brand !== position.brand
  const channels = group.channels ?? []
  // What a document says holds on all channels as knowledge; a sentence is made for its own.
  const isOtherChannel = group.kind === "script" && channels.length > 0 && position.channels.length > 0 && !channels.some((each) => position.channels.includes(each))
  return { isOtherBrand, isOtherChannel }
}
