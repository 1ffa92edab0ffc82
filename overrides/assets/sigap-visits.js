// Remembers on this device only when a reader was here last, and which edition they saw. A visit ends after half an
// hour without a page. What was recorded after the edition seen last is new to them, whenever that edition was built.
const KEY = "sigap-visit"
const VISIT_ENDS_AFTER_MS = 30 * 60_000

function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null")
    return Number.isFinite(kept?.seen) ? kept : undefined
  } catch {
    return undefined
  }
}

function store(visit) {
  try { localStorage.setItem(KEY, JSON.stringify(visit)) } catch { /* not allowed: each visit is the first */ }
}

// The moment that the site is about, as its foot says; the page's own clock where it says nothing.
function editionOf(page, now) {
  const moment = Date.parse(page.querySelector(".sigap-footer time")?.dateTime ?? "")
  return Number.isNaN(moment) ? now : moment
}

// Notes that the reader is here. Returns the end of the visit before this one ({ at, edition }), if there was one.
export function visit(page, now = Date.now()) {
  const before = stored()
  const edition = editionOf(page, now)
  const isNew = before && Math.abs(now - before.seen) > VISIT_ENDS_AFTER_MS
  const last = isNew ? { at: before.seen, edition: before.edition } : before?.last
  const newest = before && Number.isFinite(before.edition) ? Math.max(before.edition, edition) : edition
  store({ seen: now, edition: newest, last })
  return Number.isFinite(last?.at) && Number.isFinite(last?.edition) ? last : undefined
}
