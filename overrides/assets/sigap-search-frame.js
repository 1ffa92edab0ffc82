// The parts that a search landmark gets besides its field. In the bar they hang below the field as a panel; on the page
// of search they stand in the text.
import { createFilters } from "./sigap-search-filters.js"
import { make, makeButton } from "./sigap-search-dom.js"
import { fillPositionSelect, hasPositions } from "./sigap-search-position.js"
import { drawUnanswered } from "./sigap-search-unanswered.js"

const WIDE = matchMedia("(min-width: 60em)")
const HINTS = [["↑↓", "pilih"], ["Enter", "buka"], ["Ctrl+C", "salin"]]
const CLOSING = { panel: ["Esc", "tutup"], page: ["Esc", "kembali ke kolom"] }

function positionChoice() {
  if (!hasPositions()) return null
  const select = make("select", { "data-sigap-position": "" })
  fillPositionSelect(select)
  return make("label", { class: "sigap-position" }, make("span", null, "Posisi saya "), select)
}

function foldButton(fold, isOpen) {
  const button = makeButton("sigap-search__button sigap-search__fold-button", "Saring", () => show(fold.hidden))
  const show = (isShown) => {
    fold.hidden = !isShown
    button.setAttribute("aria-expanded", String(isShown))
  }
  button.setAttribute("aria-controls", fold.id)
  show(isOpen)
  return button
}

function hints(closing) {
  return make("p", { class: "sigap-search__hints", "aria-hidden": "true" },
    [...HINTS, closing].map(([key, words]) => make("span", null, make("kbd", null, key), ` ${words}`)))
}

// What the row of keys shows to those who see it.
function describe(field, results) {
  const words = "Panah bawah memilih hasil, Ctrl+C menyalin jawaban yang dipilih, Esc menutup."
  const hint = make("p", { class: "sigap-visually-hidden", id: "sigap-search-keys" }, words)
  field.after(hint)
  field.setAttribute("aria-controls", results.id)
  field.setAttribute("aria-describedby", hint.id)
}

// state(), change(state): the filters, held by the caller; more(): shows further results.
export function createFrame(landmark, { isPage, state, change, more }) {
  const count = make("p", { class: "sigap-search__count" })
  const fold = make("div", { class: "sigap-search__fold", id: "sigap-search-fold" })
  const chosen = make("div", { class: "sigap-search__chosen", role: "group", "aria-label": "Saringan yang dipilih" })
  const results = make("div", { class: "sigap-search__results", id: "sigap-search-results" })
  const link = make("a", { class: "sigap-search__all", href: "#" }, "Semua hasil")
  const moreButton = makeButton("sigap-search__button", "Tampilkan lebih banyak", more)
  moreButton.hidden = true
  const folding = foldButton(fold, isPage && WIDE.matches)
  const head = make("div", { class: "sigap-search__head" }, count, positionChoice(), folding)
  const keys = hints(isPage ? CLOSING.page : CLOSING.panel)
  const foot = make("div", { class: "sigap-search__foot" }, isPage ? moreButton : link, keys)
  const output = make("div", { class: "sigap-search__output md-typeset", hidden: !isPage }, head, fold, chosen,
    make("div", { class: "sigap-search__scroll" }, results), foot)
  if (isPage) drawUnanswered(output)
  landmark.append(output)
  describe(landmark.querySelector("[data-sigap-search]"), results)
  const filters = createFilters({ fold, chosen, state, change })
  return { output, count, results, link, moreButton, filters }
}
