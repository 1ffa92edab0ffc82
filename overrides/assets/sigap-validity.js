// Marks whatever has a window (data-sigap-from, -until, -clock) by the reader's clock: data-sigap-state becomes
// upcoming, in-force or ended. `from` is included, `until` is not. What a temporary instruction replaces carries that
// window as data-sigap-replaced-from and -replaced-until: inside of it the state is replaced, else in-force.
// A page that stays open switches at the second.
import { onPage } from "./sigap-start.js"
import { instant } from "./sigap-time.js"

const LONGEST_TIMER_MS = 2 ** 31 - 1
const STAMPS = {
  upcoming: ["sigap-stamp--upcoming", "Akan berlaku"],
  "in-force": ["sigap-stamp--in-force", "Berlaku"],
  ended: ["sigap-stamp--ended", "Tidak berlaku lagi"],
  replaced: ["sigap-stamp--superseded", "Sedang digantikan"],
}
// A whole document says it as the page does that was built.
const DOCUMENT_WORDS = { ended: "Masa berlaku berakhir", replaced: "Digantikan" }
const SELECTOR = "[data-sigap-from], [data-sigap-until], [data-sigap-replaced-from]"
let timer

export function bounds(element) {
  const { sigapFrom, sigapUntil, sigapReplacedFrom, sigapReplacedUntil, sigapClock } = element.dataset
  return {
    from: instant(sigapFrom, sigapClock),
    until: instant(sigapUntil, sigapClock),
    replacedFrom: instant(sigapReplacedFrom, sigapClock),
    replacedUntil: instant(sigapReplacedUntil, sigapClock),
  }
}

// The next thing with a window around another. What a temporary instruction replaces and gives back outlives the
// revision that it stands in, where that says so (data-sigap-outlived).
function around(holder) {
  const outer = holder.parentElement?.closest(SELECTOR)
  const isOutlived = outer?.hasAttribute("data-sigap-outlived") && holder.hasAttribute("data-sigap-replaced-from")
  return isOutlived ? around(outer) : outer
}

// The state of an element at a moment, counting the windows of everything it stands in: the strictest wins.
export function stateOf(element, now = Date.now()) {
  let state = "in-force"
  for (let holder = element.closest(SELECTOR); holder; holder = around(holder)) {
    const { from, until, replacedFrom, replacedUntil } = bounds(holder)
    if (until !== undefined && now >= until) return "ended"
    if (from !== undefined && now < from) state = "upcoming"
    else if (state === "in-force" && now >= replacedFrom && !(now >= replacedUntil)) state = "replaced"
  }
  return state
}

function mark(element, now) {
  const state = stateOf(element, now)
  element.dataset.sigapState = state
  for (const stamp of element.querySelectorAll("[data-sigap-stamp]")) {
    if (stamp.closest(SELECTOR) === element) stampState(stamp, state)
  }
}

function stampState(stamp, state) {
  const [modifier, label] = STAMPS[state]
  const isTemporary = stamp.dataset.sigapStamp === "temporary" && state === "in-force"
  stamp.className = `sigap-stamp ${isTemporary ? "sigap-stamp--temporary" : modifier}`
  const isDocument = !stamp.dataset.sigapStamp
  stamp.textContent = isTemporary ? "Berlaku sementara" : (isDocument && DOCUMENT_WORDS[state]) || label
}

// Also for whoever brings new elements into the page.
export function markAll() {
  const now = Date.now()
  let next = Infinity
  for (const element of document.querySelectorAll(SELECTOR)) {
    mark(element, now)
    for (const moment of Object.values(bounds(element))) {
      if (moment !== undefined && moment > now) next = Math.min(next, moment)
    }
  }
  document.dispatchEvent(new CustomEvent("sigap:validity"))
  clearTimeout(timer)
  if (next < Infinity) timer = setTimeout(markAll, Math.min(next - now, LONGEST_TIMER_MS))
}

onPage(markAll)
document.addEventListener("visibilitychange", () => { if (!document.hidden) markAll() })
