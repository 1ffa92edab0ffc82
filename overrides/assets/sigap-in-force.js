// What held at a moment: which revision of each document, and which of its scripts. Plain data, no document; the same
// rules as generator/revisions/in_force.py. `local` clocks are read by `zone` (undefined: the device's own).
import { instant } from "./sigap-time.js"

const at = (bound, zone) => (bound ? instant(bound.wall, bound.clock, zone) : undefined)

// What has no known start has begun; what was withdrawn before its first moment never begins.
function hasBegun({ start, withdrawn }, now, zone) {
  const from = at(start, zone)
  return from === undefined || (from <= now && !(at(withdrawn, zone) <= from))
}

// The status of one of a document's revisions, which are oldest first.
export function statusAt(revisions, place, now, zone) {
  const revision = revisions[place]
  if (at(revision.withdrawn, zone) <= now) return "withdrawn"
  if (!hasBegun(revision, now, zone)) return "upcoming"
  if (revisions.slice(place + 1).some((later) => hasBegun(later, now, zone))) return "superseded"
  if (at(revision.end, zone) <= now) return "expired"
  return revision.start ? "in-force" : "in-force-since-unknown"
}

// Which revision had to be followed, or the last that was; else the first, which lies in the future.
export function placeAt(revisions, now, zone) {
  const place = revisions.findLastIndex((revision) => hasBegun(revision, now, zone))
  return Math.max(place, 0)
}

const isFollowed = (status) => status === "in-force" || status === "in-force-since-unknown"

// Returns for each document { document, revision, status, scripts: [{ script, isTemporary, replacedBy }] }. Scripts are
// those that may be said at the moment on the channel; without a channel, on any.
export function answersAt(data, now, zone, { brand, channels } = {}) {
  const chosen = data.documents.map((document) => {
    const place = placeAt(document.revisions, now, zone)
    return { document, revision: document.revisions[place], status: statusAt(document.revisions, place, now, zone) }
  })
  const read = chosen.filter(({ status }) => isFollowed(status) || status === "expired")
  const overlays = read.flatMap(({ revision, status }) => revision.overlays.map((overlay) => ({ ...overlay, isOn: isFollowed(status) && isInside(overlay, now, zone) })))
  const wanted = familyOf(data.channels, channels)
  const isWanted = (script) => (!brand || script.brand === brand) && (!wanted || script.channels.some((channel) => wanted.has(channel)))
  return chosen.map((each) => ({ ...each, scripts: read.includes(each) ? scriptsOf(each, overlays, { isWanted, wanted, channels: data.channels }) : [] }))
}

const isInside = ({ from, until }, now, zone) => now >= at(from, zone) && !(now >= at(until, zone))

// What a temporary instruction replaced and gave back outlives the revision that it stands in.
function scriptsOf({ revision, status }, overlays, { isWanted, wanted, channels }) {
  const found = []
  for (const script of revision.scripts) {
    const brings = overlays.filter((overlay) => overlay.script === script.address)
    const takes = overlays.filter((overlay) => overlay.replaces === script.address)
    const holds = brings.length ? brings.some(({ isOn }) => isOn) : isFollowed(status) || takes.length > 0
    const gone = takes.find((overlay) => overlay.isOn && isOnChannel(overlay, script, wanted, channels))
    if (holds && !gone && isWanted(script)) found.push({ script, isTemporary: brings.length > 0 })
  }
  return found
}

function isOnChannel(overlay, script, wanted, channels) {
  const own = familyOf(channels, overlay.channels)
  return (wanted ? script.channels.filter((channel) => wanted.has(channel)) : script.channels).some((channel) => own.has(channel))
}

// Channels with their groups and their members.
function familyOf(channels, ids) {
  if (!ids) return undefined
  const near = (id) => [id, channels[id]?.partOf, ...Object.keys(channels).filter((each) => channels[each].partOf === id)]
  return new Set(ids.flatMap(near).filter(Boolean))
}
