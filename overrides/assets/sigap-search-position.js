// The reader's position (whose calls they take, on which channels): chosen once per tab, kept in this tab only.
// Every <select data-sigap-position> offers the choice; `sigap:position` is dispatched when it changes.
const KEY = "sigap-position"
const EVERY = "Semua posisi"
let positions
let chosen

function readPositions() {
  try {
    return JSON.parse(document.querySelector("[data-sigap-positions]")?.textContent ?? "[]")
  } catch {
    return []
  }
}

// A browser may forbid storage; then the choice lasts as long as the page.
function stored() {
  try { return sessionStorage.getItem(KEY) } catch { return null }
}

function store(id) {
  try {
    if (id) sessionStorage.setItem(KEY, id)
    else sessionStorage.removeItem(KEY)
  } catch { /* kept in `chosen` */ }
}

function allPositions() {
  if (!positions) {
    positions = readPositions()
    chosen = stored() ?? ""
  }
  return positions
}

export const hasPositions = () => allPositions().length > 0

export const chosenPosition = () => allPositions().find(({ id }) => id === chosen) ?? null

export function fillPositionSelect(select) {
  const options = allPositions().map(({ id, name }) => new Option(name, id))
  select.replaceChildren(new Option(EVERY, ""), ...options)
  select.value = chosenPosition()?.id ?? ""
  select.addEventListener("change", () => choose(select.value))
}

function choose(id) {
  chosen = id
  store(id)
  showChoice()
  document.dispatchEvent(new CustomEvent("sigap:position"))
}

function showChoice() {
  const id = chosenPosition()?.id ?? ""
  for (const select of document.querySelectorAll("[data-sigap-position]")) select.value = id
  const label = document.querySelector(".sigap-position--header")
  label?.classList.toggle("sigap-position--chosen", Boolean(id))
}

export function showPositions(page) {
  const label = page.querySelector(".sigap-position--header")
  if (!label || !hasPositions()) return
  fillPositionSelect(label.querySelector("select"))
  label.hidden = false
  showChoice()
}
