// Draws an answer of the worker: the line above it, the reader's own results, those of other brands under their line.
import { drawCard } from "./sigap-search-card.js"
import { make, makeButton } from "./sigap-search-dom.js"

const NAMES_SHOWN = 4

function list(cards, start, root, attributes) {
  const drawn = cards.map((card, place) => drawCard(card, `sigap-result-${start + place}`, root))
  return make("ol", { class: "sigap-search__list", ...attributes }, drawn)
}

function othersLine(cards) {
  const brands = cards.map(({ brandName }) => brandName)
  const names = [...new Set([...brands, ...cards.flatMap(({ channels }) => channels ?? [])])].filter(Boolean)
  const shown = names.slice(0, NAMES_SHOWN).join(", ")
  return `Merek lain – bukan untuk posisi Anda (${shown}${names.length > NAMES_SHOWN ? ", …" : ""})`
}

// query, isNarrowed (filters are on), leavesOutComing (there are texts of coming revisions),
// actions: { clearFilters, includeHistory, includeComing }.
function noAnswer({ query, isNarrowed, hasHistory, leavesOutComing, root, actions }) {
  const suggestions = [
    "Coba kata yang lebih umum, lebih sedikit, atau seperti yang tertulis pada layar aplikasi.",
    isNarrowed
      ? [makeButton("sigap-search__link", "Hapus semua saringan", actions.clearFilters), " lalu cari lagi."]
      : ["Telusuri ", make("a", { href: new URL("cari/", root).href }, "Indeks A–Z"), "."],
    !hasHistory && [
      "Cari juga di ", makeButton("sigap-search__link", "teks yang sudah diganti", actions.includeHistory), ".",
    ],
    leavesOutComing && [
      "Cari juga di ", makeButton("sigap-search__link", "teks yang akan berlaku", actions.includeComing), ".",
    ],
  ]
  const shown = query.length > 80 ? `${[...query].slice(0, 80).join("")} …` : query
  return make("div", { class: "sigap-search__none", "data-sigap-no-answer": "" },
    make("p", null, `Tidak ditemukan jawaban untuk “${shown}”.`),
    make("ul", null, suggestions.filter(Boolean).map((words) => make("li", null, words))))
}

export function drawAnswer(host, answer, situation) {
  const { results } = answer
  const drawn = document.createDocumentFragment()
  if (!results.length) drawn.append(noAnswer(situation))
  else if (answer.isUnsure) {
    const attributes = { class: "sigap-search__unsure", "data-sigap-no-answer": "" }
    drawn.append(make("p", attributes, "Tidak yakin ada jawabannya. Ini yang terdekat:"))
  }
  const others = results.filter(({ isOtherBrand }) => isOtherBrand)
  const own = results.filter(({ isOtherBrand }) => !isOtherBrand)
  if (own.length) drawn.append(list(own, 0, situation.root, { "aria-label": "Hasil pencarian" }))
  if (others.length) {
    const line = make("p", { class: "sigap-search__others", id: "sigap-search-others" }, othersLine(others))
    drawn.append(line, list(others, own.length, situation.root, { "aria-labelledby": line.id }))
  }
  host.replaceChildren(drawn)
}

export function countOf({ results, total, isUnsure }) {
  if (!results.length) return "Tidak ditemukan"
  if (isUnsure) return `${results.length} terdekat`
  return total > results.length ? `${results.length} dari ${total} hasil` : `${results.length} hasil`
}

const FAILURES = {
  offline: "Indeks pencarian tidak dapat dimuat. Periksa sambungan, lalu coba lagi.",
  broken: "Pencarian terhenti karena galat.",
  outdated: "Sigap baru saja diperbarui. Muat ulang halaman ini untuk mencari dalam edisi yang baru.",
  file: "Pencarian tidak dapat berjalan dari berkas (file://). Buka Sigap lewat server.",
}

export function drawFailure(host, reason, { retry, reload }) {
  const button = reason === "outdated"
    ? makeButton("sigap-search__button", "Muat ulang", reload)
    : reason !== "file" && makeButton("sigap-search__button", "Coba lagi", retry)
  host.replaceChildren(make("p", { class: "sigap-search__failure" }, FAILURES[reason] ?? FAILURES.broken, " ", button))
}
