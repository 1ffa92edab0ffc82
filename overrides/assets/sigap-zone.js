// The clock that "waktu setempat" is read by: the device's own, or WIB, WITA or WIT, as the reader chooses once on this
// device. Every <select data-sigap-zone> offers the choice; `sigap:zone` is dispatched when it changes, here or in
// another tab.
import { onPage } from "./sigap-start.js"

const KEY = "sigap-zone"
const DEVICE = "jam perangkat ini"
let zones
// Undefined until it is read; a browser may forbid storage, then the choice lasts as long as the page.
let chosen

function readZones() {
  try {
    return JSON.parse(document.querySelector("select[data-sigap-zones]")?.dataset.sigapZones ?? "[]")
  } catch {
    return []
  }
}

function stored() {
  try { return localStorage.getItem(KEY) ?? "" } catch { return "" }
}

function store(id) {
  try {
    if (id) localStorage.setItem(KEY, id)
    else localStorage.removeItem(KEY)
  } catch { /* kept in `chosen` */ }
}

// The zones that the site offers: { id, name, iana }.
export const offeredZones = () => zones ??= readZones()

export function chosenZone() {
  chosen ??= stored()
  return offeredZones().find(({ id }) => id === chosen)
}

// The IANA name of the chosen zone; undefined: the device's own clock.
export const readerZone = () => chosenZone()?.iana

// What the clock in use is called.
export const clockName = () => chosenZone()?.name ?? DEVICE

function choose(id) {
  chosen = id
  for (const select of document.querySelectorAll("select[data-sigap-zone]")) select.value = chosenZone()?.id ?? ""
  document.dispatchEvent(new CustomEvent("sigap:zone"))
}

onPage((page) => {
  for (const select of page.querySelectorAll("select[data-sigap-zone]")) {
    select.replaceChildren(new Option(DEVICE, ""), ...offeredZones().map(({ id, name }) => new Option(name, id)))
    select.value = chosenZone()?.id ?? ""
    select.addEventListener("change", () => { store(select.value); choose(select.value) })
    const label = select.closest("label")
    if (label) label.hidden = false
  }
})
addEventListener("storage", ({ key }) => { if (key === KEY || key === null) choose(stored()) })
