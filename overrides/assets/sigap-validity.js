// Marks whatever has a window by the reader's clock (generator/render/validity.py says which attributes tell it):
// data-sigap-state becomes upcoming, in-force or ended, or replaced while a temporary instruction takes its place. What
// was withdrawn or replaced since the page was built has data-sigap-revoked (sigap-current.js): its state is revoked. The
// head of such a page has data-sigap-outdated, which says what became of the revision: only its stamp changes.
// A page that stays open switches at the second, also when it slept or its clock was set meanwhile.
import { onPage } from "./sigap-start.js"
import { instant } from "./sigap-time.js"
import { readerZone } from "./sigap-zone.js"

// A timer counts no sleep, and no clock that is set: the clock itself is asked so often.
const LONGEST_WAIT_MS = 10_000
const STAMPS = {
  upcoming: ["sigap-stamp--upcoming", "Akan berlaku"],
  "in-force": ["sigap-stamp--in-force", "Berlaku"],
  ended: ["sigap-stamp--ended", "Tidak berlaku lagi"],
  replaced: ["sigap-stamp--superseded", "Sedang digantikan"],
  revoked: ["sigap-stamp--superseded", "Sudah berubah"],
}
// What ended says it as the page does that was built.
const END_WORDS = { superseded: "Digantikan", withdrawn: "Dicabut", expired: "Masa berlaku berakhir" }
const SELECTOR = "[data-sigap-from], [data-sigap-until], [data-sigap-replaced-from], [data-sigap-revoked], [data-sigap-outdated]"
const PAGE = "[data-sigap-page]"
const OWN = "[data-sigap-own-windows]"
let timer
let markedAt = -Infinity
let next = Infinity

// The moments at which an element changes: { from, until, replaced: [[from, until], …], turns }.
export function bounds({ dataset }) {
  const { sigapFrom, sigapUntil, sigapReplaced, sigapReplacedFrom, sigapReplacedUntil, sigapSwitch, sigapClock } = dataset
  const at = (written) => instant(written, sigapClock, readerZone())
  const spans = sigapReplaced?.split(" ").map((span) => span.split("/")) ?? [[sigapReplacedFrom, sigapReplacedUntil]]
  const replaced = spans.filter(([start]) => start).map((span) => span.map(at))
  const [from, until, turns] = [sigapFrom, sigapUntil, sigapSwitch].map(at)
  return { from, until, replaced, turns }
}

// The next thing with a window around another; outermost what heads the page, whose window is that of all its text.
// What a temporary instruction replaces and gives back outlives the revision that it stands in, where that says so
// (data-sigap-outlived).
function around(holder, isGivenBack) {
  const outer = holder.parentElement?.closest(SELECTOR) ?? headOf(holder)
  return outer && isGivenBack && outer.hasAttribute("data-sigap-outlived") ? around(outer, isGivenBack) : outer
}

// A list of other revisions (data-sigap-own-windows) says nothing about the text of the page.
function headOf(element) {
  const head = element.matches(PAGE) || element.closest(OWN) ? null : element.closest("article")?.querySelector(PAGE)
  return head && !element.contains(head) ? head : null
}

// The state of an element at a moment, counting the windows of everything it stands in: the strictest wins.
export function stateOf(element, now = Date.now()) {
  let state = "in-force"
  let isRevoked = false
  let isGivenBack = false
  for (let holder = element.closest(SELECTOR) ?? headOf(element); holder; holder = around(holder, isGivenBack)) {
    const { from, until, replaced } = bounds(holder)
    if (until !== undefined && now >= until) return "ended"
    isGivenBack = replaced.length > 0
    isRevoked ||= holder.hasAttribute("data-sigap-revoked")
    if (from !== undefined && now < from) state = "upcoming"
    else if (state === "in-force" && replaced.some(([gone, back]) => now >= gone && !(now >= back))) state = "replaced"
  }
  return isRevoked ? "revoked" : state
}

function mark(element, now) {
  const state = stateOf(element, now)
  element.dataset.sigapState = state
  for (const stamp of element.querySelectorAll("[data-sigap-stamp]")) {
    if (stamp.closest(SELECTOR) === element) stampState(stamp, element.dataset.sigapOutdated ? "revoked" : state, element)
  }
}

function stampState(stamp, state, { dataset }) {
  const [modifier, label] = STAMPS[state]
  const isTemporary = stamp.dataset.sigapStamp === "temporary" && state === "in-force"
  stamp.className = `sigap-stamp ${isTemporary ? "sigap-stamp--temporary" : modifier}`
  const ending = dataset.sigapOutdated ?? (state === "ended" ? dataset.sigapEnds : undefined)
  const words = (!stamp.dataset.sigapStamp && END_WORDS[ending]) || label
  stamp.textContent = isTemporary ? "Berlaku sementara" : words
}

// The lists of the home page: what holds today, and what is about to switch.
function sortHome(now) {
  for (const item of document.querySelectorAll("[data-sigap-today]")) item.hidden = stateOf(item, now) !== "in-force"
  for (const item of document.querySelectorAll("[data-sigap-soon]")) item.hidden = now >= bounds(item).turns
}

// Also for whoever brings new elements into the page.
export function markAll() {
  const now = Date.now()
  markedAt = now
  next = Infinity
  for (const element of document.querySelectorAll(SELECTOR)) {
    mark(element, now)
    const { from, until, replaced, turns } = bounds(element)
    for (const moment of [from, until, turns, ...replaced.flat()]) if (moment > now) next = Math.min(next, moment)
  }
  sortHome(now)
  document.dispatchEvent(new CustomEvent("sigap:validity"))
  wait(now)
}

function wait(now) {
  clearTimeout(timer)
  timer = setTimeout(tick, Math.min(next - now, LONGEST_WAIT_MS))
}

// Nothing is touched before a moment has come, or the clock went back.
function tick() {
  const now = Date.now()
  if (now >= next || now < markedAt) markAll()
  else wait(now)
}

onPage(markAll)
document.addEventListener("sigap:zone", markAll)
document.addEventListener("visibilitychange", () => { if (!document.hidden) markAll() })
addEventListener("focus", tick)
addEventListener("pageshow", ({ persisted }) => { if (persisted) markAll() })
