// The search worker: loads the index, answers queries. What pages send and get is described at the messages below.
//
//   {type: "start", base}                                        → {type: "ready", facets, count}
//   {type: "search", id, query, now, zone, filters, position, history, coming, limit}
//        → {type: "results", id, query, results, total, isUnsure, leavesOutComing, next, tookMs}
//   whatever fails                                               → {type: "failed", id, reason, message}
//
// What is superseded is looked through with `history`, what a coming revision brings with `coming`; at its moment that is
// found like all else.
import { rank } from "./sigap-search-engine.js"
import { Index, OfflineError, OutdatedError } from "./sigap-search-index.js"
import { ordered, standing } from "./sigap-search-order.js"
import { cardOf, matcherOf, stateOf } from "./sigap-search-results.js"

const HISTORY = "riwayat/"
// Past so many answers a reader on a slow line should not load everything.
const MOST_LOADED_AHEAD = 20_000

let base
let present
let past
let isLoadingAhead = false

async function start(message) {
  base = message.base
  past = undefined
  isLoadingAhead = false
  present = new Index(base).start()
  const { manifest, count } = await present
  return { type: "ready", facets: facetsOf(manifest), count }
}

async function search({ id, query, now, zone, filters = {}, position = null, history = false, coming = false, limit = 10 }) {
  const started = performance.now()
  const index = await present
  const asked = { now, zone, filters, position, coming }
  const found = await find(index, query, asked)
  const older = history ? await find(await pastIndex(), query, asked) : { ranked: [] }
  const all = [...ordered(found.ranked).map((each) => ({ ...each, index, isMatch: found.isMatch })),
    ...ordered(older.ranked).map((each) => ({ ...each, index: older.index, isMatch: older.isMatch }))]
  const results = await cardsOf(all.slice(0, limit), now, zone)
  const next = Math.min(Infinity, ...[...found.ranked, ...found.leftOut].map((each) => each.next))
  const { isUnsure, leftOut } = found
  return { type: "results", id, query, results, total: all.length, isUnsure, leavesOutComing: leftOut.length > 0, next, tookMs: performance.now() - started }
}

async function find(index, query, { now, zone, filters, position, coming }) {
  const groups = index.manifest.groups.map((group) => ({
    isWanted: isWanted(group, filters, index.manifest), ...stateOf(group, now, zone), ...standing(group, position), group,
  }))
  const leftOut = new Set(coming ? [] : groups.filter((group) => group.isWanted && group.isAhead))
  const isLookedFor = (group) => group.isWanted && !leftOut.has(group)
  const { found, slots, isUnsure } = await rank(query, index, (answer) => isLookedFor(groups[index.groupOf(answer)]))
  const ranked = found.map((each) => ({ ...each, ...groups[index.groupOf(each.answer)] }))
  return { index, ranked, isUnsure, isMatch: matcherOf(slots), leftOut: [...leftOut] }
}

function pastIndex() {
  past ??= new Index(`${base}${HISTORY}`).start()
  past.catch(() => { past = undefined })
  return past
}

async function cardsOf(shown, now, zone) {
  const stored = await Promise.all(shown.map(async ({ index, answer }) => (await index.cards([answer]))[0]))
  return shown.map((each, place) => cardOf(stored[place], each, each.isMatch, each.index, now, zone))
}

function isWanted(group, { kind = [], brand = [], channel = [], application = [] }, { channels }) {
  const own = group.channels ?? []
  const isOn = (wanted) => own.includes(wanted) || own.some((each) => channels[each]?.[1] === wanted || channels[wanted]?.[1] === each)
  return (!kind.length || kind.includes(group.kind))
    && (!brand.length || brand.includes(group.brand))
    && (!channel.length || channel.some(isOn))
    && (!application.length || application.some((each) => (group.applications ?? []).includes(each)))
}

// What may be filtered by: only what some answer has, in the order of the settings.
function facetsOf({ groups, kinds, brands, channels, applications }) {
  const used = (names, of) => {
    const has = new Set(groups.flatMap(of))
    return Object.entries(names).filter(([id]) => has.has(id)).map(([id, name]) => [id, [name].flat()[0]])
  }
  return {
    kind: used(kinds, (group) => [group.kind]),
    brand: used(brands, (group) => [group.brand]),
    channel: used(channels, (group) => group.channels ?? []),
    application: used(applications, (group) => group.applications ?? []),
    hasComing: groups.some(({ window }) => window?.announcedFrom || (window?.from && !window.isTemporary)),
  }
}

function failure(error, id) {
  const reason = error instanceof OutdatedError ? "outdated" : error instanceof OfflineError ? "offline" : "broken"
  return { type: "failed", id, reason, message: String(error?.message ?? error) }
}

const ACTIONS = { start, search }

addEventListener("message", async ({ data }) => {
  try {
    postMessage(await ACTIONS[data.type](data))
    if (data.type === "search") await loadAhead()
  } catch (error) {
    postMessage(failure(error, data.id))
  }
})

// Once something was found, the rest is fetched in the background, unless the reader saves data.
async function loadAhead() {
  const index = await present
  if (isLoadingAhead || navigator.connection?.saveData || index.count > MOST_LOADED_AHEAD) return
  isLoadingAhead = true
  try {
    await index.loadRest(() => true)
  } catch {
    isLoadingAhead = false
  }
}
