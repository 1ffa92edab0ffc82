// "Apa yang berubah": narrows the acts of the page of changes to those since the last visit, a day or a revision, and
// counts them for the home page. All acts stand in the page; nothing is asked for and nothing leaves the device.
import { onPage } from "./sigap-start.js"
import { instant } from "./sigap-time.js"
import { visit } from "./sigap-visits.js"
import { readerZone } from "./sigap-zone.js"

// So many acts are shown with everything that changed in them.
const MOST_OPEN = 5
const KINDS = ["semua", "kunjungan", "tanggal", "revisi"]
const dayWords = new Intl.DateTimeFormat("id", { day: "numeric", month: "long", year: "numeric" })

const momentsOf = ({ known, starts, clock }) => ({ known: Date.parse(known), starts: instant(starts, clock, readerZone()) })

// What came after a moment: recorded since then, or begun since then.
const isSince = ({ known, starts }, since, now) => known > since.known || (starts > since.at && starts <= now)

function countedWords(acts) {
  const count = acts.reduce((sum, act) => sum + act.count, 0)
  const documents = new Set(acts.map((act) => act.document)).size
  return `${count} perubahan pada ${documents} dokumen`
}

function homeLine(line, last) {
  if (!last) return
  const since = { known: last.edition, at: last.at }
  const acts = JSON.parse(line.dataset.sigapSinceVisit).filter((act) => isSince(momentsOf(act), since, Date.now()))
  line.hidden = acts.length === 0
  if (acts.length) line.querySelector("a").textContent = `${countedWords(acts)} sejak kunjungan terakhir Anda (${dayWords.format(last.at)})`
}

const actOf = ({ dataset }) => ({
  known: dataset.sigapKnown,
  starts: dataset.sigapStarts,
  clock: dataset.sigapStartsClock,
  count: Number(dataset.sigapCount),
  document: dataset.sigapDocument,
})

// Whether an act is wanted, for each way to ask; undefined where the question is not complete.
function wanted(form, items, last) {
  const now = Date.now()
  const kind = form.querySelector("[data-sigap-since-kind]").value
  if (kind === "kunjungan") return last && ((act) => isSince(momentsOf(act), { known: last.edition, at: last.at }, now))
  if (kind === "tanggal") {
    const day = instant(form.querySelector("[data-sigap-since-day]").value, "local", readerZone())
    return day === undefined ? undefined : (act) => { const { known, starts } = momentsOf(act); return known >= day || starts >= day }
  }
  if (kind === "revisi") {
    const chosen = items.find((item) => item.id === form.querySelector("[data-sigap-since-revision]").value)
    const known = chosen ? momentsOf(actOf(chosen)).known : undefined
    return chosen && ((act) => momentsOf(act).known > known)
  }
  return () => true
}

// What has begun since the page was built is coming no more: it goes to the others, by the moment it was recorded.
function settle() {
  const [coming, past] = ["judul-akan-berlaku", "judul-semua-perubahan"].map((id) => document.querySelector(`[data-sigap-changes="${id}"]`))
  if (!coming || !past) return
  for (const item of [...coming.children]) {
    const { known, starts } = momentsOf(actOf(item))
    if (starts > Date.now()) continue
    past.insertBefore(item, [...past.children].find((other) => !(momentsOf(actOf(other)).known > known)) ?? null)
  }
}

function apply(form, last, isAsked = true) {
  const kind = form.querySelector("[data-sigap-since-kind]").value
  settle()
  for (const part of form.querySelectorAll("[data-sigap-since-part]")) part.hidden = part.dataset.sigapSincePart !== kind
  const items = [...document.querySelectorAll("[data-sigap-changes] > [data-sigap-act]")]
  const isWanted = wanted(form, items, last)
  const shown = items.filter((item) => !isWanted || isWanted(actOf(item)))
  const isNarrow = kind !== "semua" && shown.length < items.length
  for (const item of items) {
    item.hidden = !shown.includes(item)
    for (const details of isAsked ? item.querySelectorAll("details") : []) details.open = isNarrow && shown.length <= MOST_OPEN
  }
  for (const list of document.querySelectorAll("[data-sigap-changes]")) {
    list.hidden = !list.querySelector("[data-sigap-act]:not([hidden])")
    const heading = document.getElementById(list.dataset.sigapChanges)
    if (heading) heading.hidden = list.hidden
  }
  form.querySelector("[data-sigap-since-count]").textContent = words(kind, shown, isWanted, last)
}

function words(kind, shown, isWanted, last) {
  if (kind === "kunjungan" && !last) return "Ini kunjungan pertama Anda di perangkat ini; semua perubahan ditampilkan."
  if (!isWanted) return "Pilih tanggalnya; semua perubahan ditampilkan."
  const since = kind === "kunjungan" ? ` sejak ${dayWords.format(last.at)}` : ""
  return shown.length ? `${countedWords(shown.map(actOf))}${since}` : `Tidak ada perubahan${since}`
}

// The question stands in the address, so that a link can ask it: ?sejak=kunjungan, ?sejak=2026-01-01.
function ask(form) {
  const asked = new URLSearchParams(location.search).get("sejak") ?? ""
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked)
  form.querySelector("[data-sigap-since-kind]").value = isDay ? "tanggal" : KINDS.includes(asked) ? asked : "semua"
  if (isDay) form.querySelector("[data-sigap-since-day]").value = asked
}

onPage((page) => {
  const lines = page.querySelectorAll("[data-sigap-since-visit]")
  const forms = page.querySelectorAll("[data-sigap-since]")
  if (page !== document && !lines.length && !forms.length) return
  const last = visit(document)
  for (const line of lines) homeLine(line, last)
  for (const form of forms) {
    ask(form)
    form.addEventListener("submit", (event) => event.preventDefault())
    form.addEventListener("input", () => apply(form, last))
    for (const name of ["sigap:zone", "sigap:validity"]) document.addEventListener(name, () => apply(form, last, false))
    form.hidden = false
    apply(form, last)
  }
})
