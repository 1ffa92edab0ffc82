// Questions that found no answer, or none that is sure: kept in this browser only, with digits and e-mail addresses
// masked, and never sent anywhere. The reader can save them as a file, for whoever writes the answers.
import { make, makeButton } from "./sigap-search-dom.js"

const KEY = "sigap-unanswered"
const EXPLANATION = "Pencarian tanpa jawaban yang pasti, disimpan hanya di peramban ini; angka dan alamat surel "
  + "disamarkan. Tidak ada yang dikirim. Unduh lalu serahkan berkasnya kepada penyusun isi."
const MOST = 200
const SHORTEST = 3
const LONGEST = 300

function masked(query) {
  return query.trim().replace(/\S+@\S+\.\S+/gu, "#@#").replace(/\p{Nd}/gu, "#").slice(0, LONGEST)
}

export function unanswered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]")
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

function keep(entries) {
  try { localStorage.setItem(KEY, JSON.stringify(entries.slice(-MOST))) } catch { /* no room: nothing is kept */ }
  document.dispatchEvent(new CustomEvent("sigap:unanswered"))
}

// The reader's own day, not that of Greenwich.
function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

// outcome: "none" or "unsure". A question that is kept already moves to the end.
export function keepUnanswered(query, outcome) {
  if ([...query.trim()].length < SHORTEST) return
  const text = masked(query)
  keep([...unanswered().filter((entry) => entry.query !== text), { query: text, day: today(), outcome }])
}

function save() {
  const file = new Blob([`${JSON.stringify(unanswered(), null, 2)}\n`], { type: "application/json" })
  const link = make("a", { href: URL.createObjectURL(file), download: `sigap-belum-terjawab-${today()}.json` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

export function drawUnanswered(host) {
  const title = make("summary")
  const list = make("ul", { class: "sigap-unanswered__list" })
  const saveButton = makeButton("sigap-search__button", "Unduh berkas", save)
  const clearButton = makeButton("sigap-search__button", "Hapus", () => {
    keep([])
    title.focus()
  })
  const refresh = () => {
    const entries = unanswered().toReversed()
    title.textContent = `Pertanyaan yang belum terjawab (${entries.length})`
    list.replaceChildren(...entries.map(({ query, day }) => make("li", null, query, " ", make("small", null, day))))
    for (const button of [saveButton, clearButton]) button.disabled = !entries.length
  }
  const actions = make("p", { class: "sigap-unanswered__actions" }, saveButton, " ", clearButton)
  host.append(make("details", { class: "sigap-unanswered" }, title, make("p", null, EXPLANATION), list, actions))
  document.addEventListener("sigap:unanswered", refresh)
  addEventListener("storage", refresh)
  refresh()
}
