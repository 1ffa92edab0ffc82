// The page "Apa yang berlaku pada …?": asks data.json beside it, and keeps the question in the address:
// ?pada=2023-09-15T10:00&zona=wib&posisi=…&kanal=…
import { answersAt } from "./sigap-in-force.js"
import { make } from "./sigap-search-dom.js"
import { announce, onPage } from "./sigap-start.js"
import { instant, wallClockOf } from "./sigap-time.js"
import { chosenZone } from "./sigap-zone.js"

const STAMPS = {
  "in-force": ["in-force", "Berlaku"],
  "in-force-since-unknown": ["in-force", "Berlaku – sejak kapan tidak diketahui"],
  upcoming: ["upcoming", "Belum berlaku"],
  superseded: ["superseded", "Digantikan"],
  expired: ["ended", "Masa berlaku berakhir"],
  withdrawn: ["ended", "Dicabut"],
  unknown: ["review", "Tidak diketahui"],
}
const DEVICE = "perangkat"
const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/
const format = (options) => new Intl.DateTimeFormat("id", { dateStyle: "long", timeZone: "UTC", ...options })
const moments = format({ timeStyle: "short" })
const days = format({})
const wallWords = (wall) => moments.format(Date.parse(`${wall}Z`))

function setUp(form) {
  const holder = form.parentElement
  const answer = holder.querySelector("[data-sigap-in-force-on-answer]")
  const said = holder.querySelector("[data-sigap-in-force-on-said]")
  let data

  const zoneOf = () => data.zones.find(({ id }) => id === form.zona.value)
  const boundWords = ({ wall, clock }) => `${wallWords(wall)} ${data.zones.find(({ iana }) => iana === clock)?.name ?? "waktu setempat"}`
  // The last minute before a bound: windows are half-open, and are read as the source writes them.
  const lastWords = ({ wall, clock }) => boundWords({ wall: new Date(Date.parse(`${wall}Z`) - 60_000).toISOString().slice(0, 16), clock })
  // A moment in the clock of the question.
  const momentWords = (iso) => wallWords(wallClockOf(Date.parse(iso), zoneOf()?.iana))

  function fill() {
    form.zona.replaceChildren(new Option("jam perangkat ini", DEVICE), ...data.zones.map(({ id, name }) => new Option(name, id)))
    form.posisi.replaceChildren(new Option("Semua posisi", ""), ...data.positions.map(({ id, name }) => new Option(name, id)))
    form.kanal.replaceChildren(new Option("Semua kanal", ""), ...Object.entries(data.channels).map(([id, { name }]) => new Option(name, id)))
    form.posisi.parentElement.hidden = !data.positions.length
  }

  function read() {
    const asked = new URL(location.href).searchParams
    const pick = (field, value, otherwise) => { field.value = value ?? otherwise; if (field.selectedIndex < 0) field.value = otherwise }
    pick(form.zona, asked.get("zona"), chosenZone()?.id ?? DEVICE)
    pick(form.posisi, asked.get("posisi"), "")
    pick(form.kanal, asked.get("kanal"), "")
    form.pada.value = SHAPE.test(asked.get("pada") ?? "") ? asked.get("pada") : wallClockOf(Date.now(), zoneOf()?.iana)
    return asked.has("pada")
  }

  function keep() {
    const address = new URL(location.href)
    const values = { pada: form.pada.value, zona: form.zona.value === DEVICE ? "" : form.zona.value, posisi: form.posisi.value, kanal: form.kanal.value }
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value)
      else address.searchParams.delete(name)
    }
    history.replaceState(history.state, "", address)
  }

  function show({ isQuiet = false } = {}) {
    const zone = zoneOf()
    const now = instant(form.pada.value, "local", zone?.iana)
    if (!Number.isFinite(now)) return
    const position = data.positions.find(({ id }) => id === form.posisi.value)
    const channels = form.kanal.value ? [form.kanal.value] : position?.channels
    const found = answersAt(data, now, zone?.iana, { brand: position?.brand, channels })
      .filter(({ document }) => !position || document.brands.includes(position.brand))
      .map((each) => ({ ...each, isUnknown: isUnknown(each, now) }))
      .sort((a, b) => rank(a) - rank(b))
    const count = (isOf) => found.filter(isOf).reduce((sum, { scripts }) => sum + scripts.length, 0)
    const doubtful = count((each) => each.isUnknown)
    const also = doubtful ? ` ${doubtful} kalimat lain tidak diketahui sudah berlaku atau belum.` : ""
    const words = `Pada ${wallWords(form.pada.value)} ${zone?.name ?? "menurut jam perangkat ini"}: ${count((each) => !each.isUnknown)} kalimat berlaku.${also}`
    const isLater = now > Date.parse(data.asOf)
    said.textContent = isLater ? `${words} Saat itu sesudah keadaan edisi ini (per ${momentWords(data.asOf)}): jawabannya menurut yang sudah diketahui ketika itu.` : words
    answer.replaceChildren(...found.map((each) => drawDocument(each, now)))
    if (!isQuiet) announce(words)
  }

  // What can be said comes first, what is only known to exist last.
  const rank = ({ scripts, isUnknown }) => (scripts.length ? 0 : 2) + (isUnknown ? 1 : 0)

  // Whether nothing is known of that moment: the revision holds since an unknown day before it was taken over.
  function isUnknown({ revision, status }, now) {
    return status === "in-force-since-unknown" && now < Date.parse(revision.adopted ?? data.asOf)
  }

  // What is to be said of the time of a revision.
  function* notesOf({ document, revision, status }, now) {
    const { start, end, withdrawn, published, adopted, issued } = revision
    if (status === "in-force") yield `Berlaku mulai ${boundWords(start)}.`
    if (status === "in-force-since-unknown") yield issued ? `Sejak kapan berlaku tidak diketahui; paling awal ${days.format(Date.parse(issued))} (tanggal terbit).` : "Sejak kapan berlaku tidak diketahui."
    if (status === "in-force-since-unknown" && issued && wallClockOf(now, zoneOf()?.iana) < issued) yield "Saat yang ditanyakan lebih awal dari tanggal terbitnya: apa yang berlaku ketika itu tidak diketahui."
    if (status === "upcoming") yield `Baru berlaku mulai ${boundWords(start)}. Teks sebelum itu ${document.notHeld.length ? `(revisi ${document.notHeld.join(", ")}) ` : ""}tidak dimiliki: apa yang berlaku ketika itu tidak diketahui.`
    if (status === "expired") yield `Berlaku sampai ${lastWords(end)}; kalimat yang semula digantikannya berlaku lagi.`
    if (status === "withdrawn") yield `Dicabut mulai ${boundWords(withdrawn)}.`
    if (published && start && Date.parse(published) > instant(start.wall, start.clock, zoneOf()?.iana)) yield `Berlaku surut: baru terbit ${momentWords(published)}.`
    if (published && now < Date.parse(published) && status !== "upcoming") yield "Pada saat yang ditanyakan teks ini belum terbit."
    if (adopted && now < Date.parse(adopted)) yield `Menurut dokumen, diadopsi pada ${momentWords(adopted)}.`
    else if (revision.isAdopted && !adopted) yield "Menurut dokumen; tanggal adopsinya tidak tercatat."
  }

  function drawDocument(each, now) {
    const { document, revision, status, scripts } = each
    const [variant, words] = STAMPS[each.isUnknown ? "unknown" : status]
    const isFollowed = status.startsWith("in-force")
    const timers = isFollowed ? revision.timers : []
    return make("section", { class: "sigap-in-force-on__document", "data-sigap-answer": document.id, "data-sigap-revision": revision.revision, "data-sigap-status": each.isUnknown ? "unknown" : status },
      make("h2", null, document.title),
      make("p", null, make("span", { class: `sigap-stamp sigap-stamp--${variant}` }, words), " ", make("a", { href: revision.url }, `Revisi ${revision.revision}`), ". ", [...notesOf(each, now)].join(" ")),
      scripts.map((found) => drawScript(found, revision)),
      timers.length > 0 && make("details", null, make("summary", null, `Batas waktu (${timers.length})`), make("ul", null, timers.map((timer) => drawTimer(timer, revision)))))
  }

  function drawScript({ script, isTemporary }, revision) {
    const where = [data.brands[script.brand], script.channels.map((channel) => data.channels[channel]?.name ?? channel).join(", "), script.purpose].filter(Boolean).join(" · ")
    return make("figure", { class: "sigap-script", "data-sigap-answer-script": script.address, "data-sigap-wording": script.wording },
      make("figcaption", { class: "sigap-script__head" },
        make("a", { class: "sigap-script__name", href: `${revision.url}#${script.anchor}` }, script.title), " ",
        make("span", { class: `sigap-wording sigap-wording--${script.wording}` }, make("span", { class: "sigap-wording__of" }, "Kata-kata:"), " ", data.wordings[script.wording] ?? script.wording), " ",
        isTemporary && make("span", { class: "sigap-stamp sigap-stamp--temporary" }, "Berlaku sementara"),
        make("span", { class: "sigap-script__where" }, where)),
      make("blockquote", { class: "sigap-script__text" }, make("p", null, script.text)))
  }

  const drawTimer = ({ words, number, title, anchor }, revision) => make("li", null, make("a", { href: `${revision.url}#${anchor}` }, [number, title].filter(Boolean).join(" ") || "Butir"), `: ${words}`)

  const ask = () => { keep(); show() }
  form.addEventListener("submit", (event) => { event.preventDefault(); ask() })
  form.addEventListener("change", ask)
  form.querySelector("[data-sigap-now]").addEventListener("click", () => { form.pada.value = wallClockOf(Date.now(), zoneOf()?.iana); ask() })
  fetch(new URL(form.dataset.sigapInForceOn, location.href), { cache: "no-cache" })
    .then((found) => found.json())
    .then((found) => { data = found; fill(); read(); show({ isQuiet: true }); form.dataset.sigapReady = "" })
    .catch(() => { said.textContent = "Jawabannya tidak dapat dimuat. Semua masa berlaku ada pada tabel di bawah." })
}

onPage((page) => {
  const form = page.querySelector("[data-sigap-in-force-on]")
  if (form && form.dataset.sigapStarted === undefined) {
    form.dataset.sigapStarted = ""
    setUp(form)
  }
})
