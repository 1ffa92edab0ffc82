// Starts search: / (outside of fields) and Ctrl+K lead to the field, the rest is loaded on focus or when the browser
// has nothing else to do, so that it never delays a page.
import { onPage } from "./sigap-start.js"
import { showPositions } from "./sigap-search-position.js"
import { rememberPlace } from "./sigap-search-place.js"

const LATEST_START_MS = 4000
let loading

const isField = (element) => element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

document.addEventListener("keydown", (event) => {
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target)
  const isControlK = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k"
  const field = document.querySelector("[data-sigap-search]")
  if (!field || !(isSlash || isControlK)) return
  event.preventDefault()
  if (!field.closest(".sigap-search").contains(document.activeElement)) rememberPlace(document.activeElement)
  field.focus()
  field.select()
})

// On the page of search the field stands in the text, and the index of titles makes room for results.
function moveIntoPage(page, landmark) {
  const host = page.querySelector("[data-sigap-search-page]")
  if (!host) return
  host.prepend(landmark)
  landmark.classList.add("sigap-search--page")
  landmark.hidden = false
  const index = page.querySelector("[data-sigap-index]")
  if (index && new URL(location.href).searchParams.get("q")) index.open = false
  for (const index of page.querySelectorAll("[data-sigap-index]")) index.open = Boolean(index.querySelector(":target"))
}

function load(landmark) {
  loading ??= import("./sigap-search-panel.js").then(
    ({ startSearch }) => startSearch(landmark),
    () => { loading = undefined; sayNotLoaded(landmark) },
  )
}

// The engine of the browser may keep a failed module for as long as the page lives: only a reload asks again.
function sayNotLoaded(landmark) {
  const notice = landmark.querySelector(".sigap-search__waiting")
  const button = document.createElement("button")
  button.type = "button"
  button.className = "sigap-search__button"
  button.textContent = "Muat ulang"
  button.addEventListener("click", () => location.reload())
  notice.replaceChildren("Pencarian tidak dapat dimuat. Periksa sambungan, lalu muat ulang halaman ini. ", button)
  delete landmark.dataset.sigapStarted
}

function whenIdle(work) {
  if (navigator.connection?.saveData) return
  const wait = globalThis.requestIdleCallback ?? ((later) => setTimeout(later, LATEST_START_MS / 2))
  if (document.readyState === "complete") wait(work, { timeout: LATEST_START_MS })
  else addEventListener("load", () => wait(work, { timeout: LATEST_START_MS }), { once: true })
}

onPage((page) => {
  showPositions(page)
  const landmark = page.querySelector(".sigap-search")
  if (!landmark || landmark.dataset.sigapStarted !== undefined) return
  landmark.dataset.sigapStarted = ""
  moveIntoPage(page, landmark)
  landmark.addEventListener("focusin", () => load(landmark))
  if (landmark.matches(".sigap-search--page") || landmark.contains(document.activeElement)) load(landmark)
  else whenIdle(() => load(landmark))
})
