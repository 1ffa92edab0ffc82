// At the moment at which a coming revision takes the place of the one that a page shows, brings its text into the page,
// out of the page that the revision has for life (data-sigap-next; generator/render/validity.py says what it carries).
// The old text is marked at once by sigap-validity.js; address and place in the text stay. Guided steps that are under
// way are not taken from the reader: the new ones are offered.
import { followContents } from "./sigap-contents.js"
import { parseState } from "./sigap-guided-state.js"
import { notify, withdrawNotice } from "./sigap-notices.js"
import { make, makeButton } from "./sigap-search-dom.js"
import { renew } from "./sigap-start.js"
import { instant } from "./sigap-time.js"
import { markAll } from "./sigap-validity.js"
import { readerZone } from "./sigap-zone.js"

const NAME = "turn"
const TIMEOUT_MS = 10_000
const AGAIN_MS = 30_000
// So long after its opening a page is still being brought up to date: nothing changes before its reader's eyes.
const FRESH_MS = 5000
const openedAt = Date.now()
let running
let failedAt = -Infinity

const startOf = ({ dataset }) => instant(dataset.sigapNextFrom, dataset.sigapClock, readerZone())

// The head of the page, when what comes after it has begun.
function turned() {
  const head = document.querySelector("[data-sigap-page][data-sigap-is-current][data-sigap-next-from]")
  return head && Date.now() >= startOf(head) ? head : undefined
}

function look() {
  const head = turned()
  if (!head) return
  const { sigapNext: next, sigapNextRevision: revision, sigapNextDocument: whole } = head.dataset
  const link = make("a", { href: next ?? whole }, `Buka Revisi ${revision}`)
  if (!next) return notify(NAME, "turned", `Alur ini tidak ada lagi: Revisi ${revision} sudah berlaku dan tidak memuatnya.`, link)
  if (isWalking()) {
    const go = makeButton("sigap-notice__button", "Lanjut di alur yang baru", () => { history.replaceState(null, "", location.pathname + location.search); bring(head) })
    return notify(NAME, "turned", `Revisi ${revision} sudah berlaku selagi Anda berjalan di alur ini. Kalimat dari alur lama tidak disalin lagi; jalan Anda tetap tampil di sini.`, go)
  }
  if (!running && Date.now() - failedAt > AGAIN_MS) bring(head)
}

const isWalking = () => Boolean(document.querySelector("[data-sigap-guided]") && parseState(location.hash)?.path?.length)

function bring(head) {
  const isFresh = startOf(head) <= openedAt && Date.now() - openedAt < FRESH_MS
  running ??= load(head, isFresh).catch(() => fail(head)).finally(() => { running = undefined })
}

async function load(head, isFresh) {
  const address = new URL(head.dataset.sigapNext, location.href)
  if (address.origin !== location.origin) throw new Error("another origin")
  const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!answer.ok) throw new Error(String(answer.status))
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const found = page.querySelector("[data-sigap-page]")
  if (found?.dataset.sigapDocument !== head.dataset.sigapDocument || found.dataset.sigapRevision !== head.dataset.sigapNextRevision) throw new Error("another text")
  adopt(page, address.href, head, isFresh)
}

function fail(head) {
  failedAt = Date.now()
  setTimeout(look, AGAIN_MS + 1)
  const { sigapNext: next, sigapNextRevision: revision } = head.dataset
  notify(NAME, "changed", `Revisi ${revision} sudah berlaku, tetapi teksnya belum dapat dimuat. Teks di bawah ini sudah digantikan: jangan dipakai.`, make("a", { href: next }, `Buka Revisi ${revision}`))
}

function adopt(page, base, head, isFresh) {
  const article = document.querySelector("article")
  const place = placeIn(article)
  const isFocused = article.contains(document.activeElement)
  const isCurrent = head.hasAttribute("data-sigap-is-current")
  article.replaceChildren(...brought(page.querySelector("article"), base))
  const contents = document.querySelector(".sigap-side--contents")
  if (contents) contents.replaceChildren(...brought(page.querySelector(".sigap-side--contents") ?? make("div"), base))
  const fresh = article.querySelector("[data-sigap-page]")
  fresh.toggleAttribute("data-sigap-is-current", isCurrent)
  adoptPrintLine(page, base)
  renew(article)
  markAll()
  keepPlace(article, place, isFocused)
  if (contents) followContents(contents)
  const words = `Revisi ${fresh.dataset.sigapRevision} mulai berlaku. Halaman ini sekarang menampilkan teksnya.`
  if (isFresh) withdrawNotice(NAME)
  else notify(NAME, "begun", words, makeButton("sigap-notice__button", "Tutup", () => withdrawNotice(NAME)))
  look()
}

// Copies of what stands in an element, with addresses that still lead where they led from its own page; those that lead
// to a place on that page lead to the same place on this one.
function brought(element, base) {
  const own = document.importNode(element, true)
  for (const name of ["href", "src"]) {
    for (const each of own.querySelectorAll(`[${name}]`)) {
      const written = each.getAttribute(name)
      if (!written.startsWith("#")) each.setAttribute(name, new URL(written, base).href)
    }
  }
  for (const name of ["sigapNext", "sigapNextDocument"]) {
    for (const each of own.querySelectorAll("[data-sigap-page]")) if (each.dataset[name]) each.dataset[name] = new URL(each.dataset[name], base).href
  }
  return [...own.childNodes]
}

// What each sheet of a print says.
function adoptPrintLine(page, base) {
  for (const name of [".sigap-print--head", ".sigap-print--foot"]) {
    const [old, fresh] = [document, page].map((each) => each.querySelector(name))
    if (!old || !fresh) continue
    const line = document.importNode(fresh, true)
    for (const each of line.querySelectorAll("[data-sigap-print-address]")) each.dataset.sigapPrintAddress = new URL(each.dataset.sigapPrintAddress, base).href
    old.replaceWith(line)
  }
}

// The uppermost thing with an id that the reader sees, and how far from the top it stands.
function placeIn(article) {
  for (const element of article.querySelectorAll("[id]")) {
    const { top, bottom } = element.getBoundingClientRect()
    if (bottom > 0 && top >= 0) return { id: element.id, top, focus: document.activeElement?.closest("[id]")?.id, hadTarget: Boolean(document.querySelector(":target")) }
  }
  return undefined
}

function keepPlace(article, place, isFocused) {
  const byId = (id) => id && article.querySelector(`#${CSS.escape(id)}`)
  const same = byId(place?.id)
  const wanted = byId(location.hash.slice(1))
  if (wanted && !place?.hadTarget) wanted.scrollIntoView()
  else if (same && scrollY > 0) scrollBy(0, same.getBoundingClientRect().top - place.top)
  if (!isFocused) return
  const target = byId(place?.focus) ?? article.querySelector("h1")
  target.setAttribute("tabindex", "-1")
  target.focus({ preventScroll: true })
}

document.addEventListener("sigap:validity", look)
addEventListener("online", look)
addEventListener("hashchange", look)
look()
