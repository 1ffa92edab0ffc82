// Asks the own origin now and then which texts hold by the newest build, so that what was withdrawn or replaced since
// this page was built is marked on it and is not copied any more. Without a network nothing happens.
//
//   current.json              { edition, as_of, state, documents: { id: { title, revision, withdrawn, coming, … } } }
//   current/<document>.json   { revisions: { key: { unit: digest } } }, asked for only when a document has changed
import { buildOfPage, notify, withdrawNotice } from "./sigap-notices.js"
import { clearMarks, outdate, revokeUnits, unitsOf } from "./sigap-revoked.js"
import { make, makeButton } from "./sigap-search-dom.js"
import { instant } from "./sigap-time.js"
import { markAll } from "./sigap-validity.js"
import { readerZone } from "./sigap-zone.js"

const FIRST_MS = 3000
const EVERY_MS = 5 * 60_000
const SOON_MS = 2000
const TIMEOUT_MS = 10_000
const LONGEST_TIMER_MS = 2 ** 31 - 1
let turning
let askedAt = -Infinity
let isAsking = false
// The documents as the page's own build has them, once that is known.
let baseline
// What the newest build says, and the ids of the documents that differ from the page's own build.
let known
let changed = new Set()

// Whether the answers of this document may have changed since the page was built.
export const isDocumentChanged = (id) => changed.has(id)

async function fetchJson(address) {
  const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(TIMEOUT_MS) })
  return answer.ok ? answer.json() : undefined
}

// A page at the address of its edition asks `latest` beside it: the edition itself never changes.
function sourceOf({ root, edition }) {
  const isOfEdition = root.pathname.split("/").at(-2) === edition
  return isOfEdition ? { base: new URL("../latest/", root), isOfEdition } : { base: root, isOfEdition }
}

async function ask() {
  const build = buildOfPage()
  if (!build || isAsking || document.hidden || !navigator.onLine || location.protocol === "file:") return
  isAsking = true
  askedAt = Date.now()
  try {
    const source = sourceOf(build)
    const latest = await fetchJson(new URL("current.json", source.base))
    if (latest?.schema === 1) await compare(build, latest, source)
  } catch { /* no network, or an answer that is none: asked again later */ } finally {
    isAsking = false
  }
}

async function compare(build, latest, source) {
  sayEdition(build, latest, source)
  if (latest.state === build.state) baseline = latest.documents
  else if (source.isOfEdition) baseline ??= (await fetchJson(new URL("current.json", build.root)))?.documents
  const isOther = (id) => latest.state !== build.state && JSON.stringify(baseline?.[id]) !== JSON.stringify(latest.documents[id])
  changed = new Set(baseline ? Object.keys({ ...baseline, ...latest.documents }).filter(isOther) : [])
  const shown = [...documentsOnPage()].filter(isOther)
  const details = await Promise.all(shown.map((id) => (latest.documents[id] ? fetchJson(new URL(`current/${id}.json`, source.base)) : undefined)))
  known = { build, latest, source, units: new Map(shown.map((id, place) => [id, details[place]?.revisions ?? {}])) }
  rejudge()
}

// Also when a moment comes that the page's own build does not know.
function rejudge() {
  if (!known) return
  judge()
  markAll()
  const now = Date.now()
  const moments = [...known.units.keys()].flatMap((id) => momentsOf(known.latest.documents[id])).filter((moment) => moment > now)
  clearTimeout(turning)
  if (moments.length) turning = setTimeout(rejudge, Math.min(Math.min(...moments) - now, LONGEST_TIMER_MS))
}

const at = ({ wall, clock }) => instant(wall, clock, readerZone())
const momentsOf = (state) => [state?.withdrawn, ...(state?.coming ?? []).map(({ from }) => from)].filter(Boolean).map(at)

function documentsOnPage() {
  const heads = [...document.querySelectorAll("[data-sigap-page]")].map(({ dataset }) => dataset.sigapDocument)
  return new Set([...heads, ...unitsOf(document).map(({ id }) => id)])
}

// Marks what does not hold by what is known now.
function judge() {
  const { build, latest, source, units } = known
  clearMarks()
  const told = [...units].map(([id, revisions]) => judgeDocument(id, revisions, latest)).filter(Boolean)
  if (told.length) notify("current", "changed", told.join(" "), wayOut(build, source))
  else withdrawNotice("current")
}

function judgeDocument(id, revisions, latest) {
  const state = latest.documents[id]
  const now = Date.now()
  if (!state) return sentence(revokeUnits(id, {}, "Teks ini tidak ada lagi pada edisi terbaru."), `Dokumen ${id} tidak ada lagi pada edisi terbaru.`)
  if (state.withdrawn && now >= at(state.withdrawn)) {
    const moment = words(state.withdrawn)
    outdate(id, "withdrawn", state.revision)
    return sentence(revokeUnits(id, {}, `Dicabut mulai ${moment}.`), `${state.title} dicabut mulai ${moment}.`)
  }
  const turn = state.coming.filter(({ from }) => from && now >= at(from)).at(-1)
  const revision = turn?.revision ?? state.revision
  const since = turn ? `mulai ${words(turn.from)}` : `pada edisi per ${moments.format(Date.parse(latest.as_of))}`
  outdate(id, "superseded", revision)
  const said = `Teks ini telah diganti ${since}.`
  return sentence(revokeUnits(id, revisions, said, revision), `Teks ${state.title} pada halaman ini telah diganti ${since} (sekarang Revisi ${revision}).`)
}

const sentence = (count, said) => (count ? said : "")
const moments = new Intl.DateTimeFormat("id", { dateStyle: "long", timeStyle: "short" })
const walls = new Intl.DateTimeFormat("id", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })
const words = ({ wall }) => walls.format(Date.parse(`${wall}Z`))

function placeOn(base, { root }) {
  return new URL(location.pathname.slice(root.pathname.length) + location.search + location.hash, base).href
}

function wayOut(build, { base, isOfEdition }) {
  if (isOfEdition) return make("a", { href: placeOn(base, build) }, "Buka edisi yang berlaku")
  return makeButton("sigap-notice__button", "Muat ulang", () => location.reload())
}

function sayEdition(build, latest, source) {
  if (!source.isOfEdition || latest.edition === build.edition) return withdrawNotice("edition")
  const now = moments.format(Date.parse(latest.as_of))
  const lead = Date.parse(latest.as_of) < build.asOf ? "Edisi ini sudah ditarik kembali" : "Anda membaca edisi lama"
  const link = make("a", { href: placeOn(source.base, build) }, "Buka halaman ini pada edisi itu")
  return notify("edition", "edition", `${lead} (keadaan per ${build.asOfText}). Yang dipakai sekarang: edisi per ${now}.`, link)
}

// One answer serves whoever comes back within a moment: focus and visibility change together.
const askAgain = () => { if (Math.abs(Date.now() - askedAt) > SOON_MS) ask() }

setTimeout(ask, FIRST_MS)
setInterval(ask, EVERY_MS)
addEventListener("focus", askAgain)
addEventListener("pageshow", ({ persisted }) => { if (persisted) askAgain() })
document.addEventListener("visibilitychange", askAgain)
document.addEventListener("sigap:zone", rejudge)
