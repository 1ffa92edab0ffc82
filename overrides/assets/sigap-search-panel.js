// Runs search for a landmark: what is typed goes to the worker, what comes back is drawn below the field.
import { readAddress, writeAddress } from "./sigap-search-address.js"
import { createClient, heal, resumed } from "./sigap-search-client.js"
import { handleCopying } from "./sigap-search-copy.js"
import { isNarrowed, noFilters } from "./sigap-search-filters.js"
import { createDrawing } from "./sigap-search-drawing.js"
import { createFrame } from "./sigap-search-frame.js"
import { focusResult, walkResults } from "./sigap-search-keys.js"
import { createOpening } from "./sigap-search-opening.js"
import { chosenPosition } from "./sigap-search-position.js"
import { keepUnanswered } from "./sigap-search-unanswered.js"
import { isDocumentChanged } from "./sigap-current.js"
import { countOf, drawFailure } from "./sigap-search-view.js"
import { readerZone } from "./sigap-zone.js"

// A panel over the page shows what is read at a glance.
const SHOWN_IN_PANEL = 12
const SHOWN_ON_PAGE = 20
const SLOW_MS = 300
const SETTLED_MS = 500
const KEPT_MS = 2000
const FRESH_MS = 1000
const MINUTE_MS = 60_000

export function startSearch(landmark) {
  const root = new URL(landmark.dataset.sigapRoot.replace(/\/?$/, "/"), location.href).href
  const searchPage = new URL("cari/", root)
  const isPage = landmark.matches(".sigap-search--page")
  const field = landmark.querySelector("[data-sigap-search]")
  const status = landmark.querySelector("[data-sigap-search-status]")
  let state = { filters: noFilters(), hasHistory: false, hasComing: false }
  const shownAtOnce = isPage ? SHOWN_ON_PAGE : SHOWN_IN_PANEL
  let limit = shownAtOnce
  let answeredAt, failure, slow, settled, kept, replacing

  const frame = createFrame(landmark, { isPage, state: () => state, change, more })
  const remember = () => ({ ...state, query: field.value })
  const client = createClient({
    base: new URL(landmark.dataset.sigapSearchBase, location.href).href,
    onReady: ({ facets }) => {
      frame.filters.drawFacets(facets)
      if (failure) run()
      failure = undefined
    },
    onFailed: fail,
    remember,
  })

  const { draw, forget } = createDrawing({ frame, field, root })
  const { open, close, isInUse } = createOpening({ landmark, output: frame.output, field, isPage })

  // The results of this moment; false when they could not be had.
  async function run() {
    const query = field.value
    writePlaces()
    clearTimeout(settled)
    clearTimeout(kept)
    if (!query.trim()) {
      clear()
      return true
    }
    slow ??= setTimeout(saySlow, SLOW_MS)
    const now = Date.now()
    const { filters, hasHistory, hasComing } = state
    const position = chosenPosition()
    const answer = await client.search({
      query, now, zone: readerZone(), filters, history: hasHistory, coming: hasComing, limit,
      position: position && { brand: position.brand, channels: position.channels },
    })
    if (!answer || !field.value.trim()) return false
    answeredAt = now
    answer.results.forEach(revoke)
    show(answer, query)
    return true
  }

  // The index is as old as the page: what has changed since is not copied.
  function revoke(card) {
    if (isDocumentChanged(card.address.split("/", 1)[0].split("@", 1)[0])) Object.assign(card, { state: "revoked", copy: null })
  }

  function show(answer, query) {
    stopWaiting()
    failure = undefined
    const words = countOf(answer)
    frame.count.textContent = words
    draw(answer, {
      query, isNarrowed: isNarrowed(state.filters), hasHistory: state.hasHistory, leavesOutComing: Boolean(answer.leavesOutComing),
      actions: {
        clearFilters: () => leave({ filters: noFilters() }),
        includeHistory: () => leave({ hasHistory: true }),
        includeComing: () => leave({ hasComing: true }),
      },
    })
    open()
    const doubt = answer.isUnsure && answer.results.length ? "Tidak yakin ada jawabannya. " : ""
    settled = setTimeout(() => say(doubt + words), SETTLED_MS)
    const outcome = answer.results.length ? answer.isUnsure && "unsure" : "none"
    if (outcome && !isNarrowed(state.filters)) kept = setTimeout(() => keepUnanswered(query, outcome), KEPT_MS)
  }

  // Said once: a region that gets the same words again is read again.
  function say(words) {
    if (status.textContent !== words) status.textContent = words
  }

  function clear() {
    stopWaiting()
    forget()
    answeredAt = undefined
    frame.results.replaceChildren()
    frame.count.textContent = ""
    say("")
    close()
  }

  function saySlow() {
    if (failure || !field.value.trim()) return
    const words = client.isReady() ? "Mencari …" : "Memuat indeks …"
    frame.count.textContent = words
    say(words)
    open()
  }

  function stopWaiting() {
    clearTimeout(slow)
    slow = undefined
  }

  function fail(reason) {
    stopWaiting()
    failure = location.protocol === "file:" ? "file" : reason
    forget()
    frame.count.textContent = "Pencarian belum dapat dipakai"
    drawFailure(frame.results, failure, { retry, reload: () => heal(remember()) })
    say(frame.results.textContent)
    if (field.value.trim()) open()
  }

  function retry() {
    frame.count.textContent = "Memuat indeks …"
    frame.results.replaceChildren()
    field.focus()
    if (client.isReady()) run()
    else client.start()
  }

  function change(next) {
    state = next
    limit = shownAtOnce
    frame.filters.refresh()
    run()
  }

  // The button that was pressed goes away with the message that it stood in.
  function leave(part) {
    field.focus()
    change({ ...state, ...part })
  }

  async function more() {
    const last = frame.results.querySelectorAll("[data-sigap-result]").length
    limit += shownAtOnce
    await run()
    const next = frame.results.querySelectorAll("[data-sigap-result]")[last]
    if (next) focusResult(next)
  }

  const addressOn = (page) => writeAddress(page, { ...state, query: field.value })

  // Browsers refuse an address that changes with each letter.
  function writePlaces() {
    frame.link.href = addressOn(searchPage)
    if (!isPage) return
    clearTimeout(replacing)
    replacing = setTimeout(() => history.replaceState(history.state, "", addressOn(location.href)), SLOW_MS)
  }

  function submit(event) {
    event.preventDefault()
    if (!isPage) location.assign(addressOn(searchPage))
  }

  // Time passes while results stand there: they are asked for again at each minute and when the reader comes back.
  const refresh = () => { if (answeredAt !== undefined && !document.hidden) run() }
  const everyMinute = () => setTimeout(() => { refresh(); everyMinute() }, MINUTE_MS - (Date.now() % MINUTE_MS) + 1)
  const freshen = () => (Math.abs(Date.now() - answeredAt) < FRESH_MS ? Promise.resolve(true) : run())

  field.addEventListener("input", () => { limit = shownAtOnce; run() })
  field.form.addEventListener("submit", submit)
  field.form.addEventListener("reset", () => setTimeout(() => { run(); field.focus() }))
  field.addEventListener("focus", () => { if (field.value.trim()) run() })
  landmark.addEventListener("keydown", (event) => walkResults(event, frame.results, field))
  document.addEventListener("sigap:position", () => { if (field.value.trim()) run() })
  document.addEventListener("sigap:validity", refresh)
  addEventListener("focus", refresh)
  addEventListener("online", () => { if (failure === "offline") client.start() })
  handleCopying(landmark, freshen)
  everyMinute()

  const resume = resumed()
  if (resume || isPage) {
    const { query, ...rest } = resume ?? readAddress()
    const { filters, hasHistory, hasComing } = rest
    if (filters) state = { filters, hasHistory: Boolean(hasHistory), hasComing: Boolean(hasComing) }
    if (query) field.value = query
  }
  if (resume || (isPage && field.value)) field.focus()
  frame.filters.refresh()
  client.start()
  if (field.value.trim() && isInUse()) run()
}
