// Marks units whose text is not what the newest build has: data-sigap-revoked, and a sentence that says so.
import { make } from "./sigap-search-dom.js"

const UNITS = "[data-sigap-fingerprint]:is([data-sigap-unit], [data-sigap-shown], [data-sigap-elsewhere])"
const PAST = ["superseded", "withdrawn"]
// The stamps of heads as they were before they said what became of the revision.
const stampsBefore = new Map()

// The units below an element: { element, id, revision, tail, digest }; the revision only where the address names one.
export function unitsOf(page) {
  return [...page.querySelectorAll(UNITS)].map((element) => {
    const { sigapUnit, sigapShown, sigapElsewhere, sigapFingerprint: digest } = element.dataset
    const [head, ...tail] = (sigapUnit ?? sigapShown ?? sigapElsewhere).split("/")
    const [id, revision] = head.split("@")
    return { element, id, revision, tail: tail.join("/"), digest }
  }).filter(({ tail }) => tail)
}

export function clearMarks() {
  for (const note of document.querySelectorAll("[data-sigap-revoked-note]")) note.remove()
  for (const element of document.querySelectorAll("[data-sigap-revoked]")) {
    delete element.dataset.sigapRevoked
    delete element.dataset.sigapState
  }
  for (const head of document.querySelectorAll("[data-sigap-outdated]")) delete head.dataset.sigapOutdated
  for (const [stamp, before] of stampsBefore) Object.assign(stamp, before)
  stampsBefore.clear()
}

// Lets the head of a page say what became of its revision: "withdrawn" with the one in force, or "superseded" by it.
export function outdate(id, ending, inForce) {
  const head = headOf(id)
  if (!head || PAST.includes(head.dataset.sigapStatus)) return
  const [isCurrent, isSame] = [head.hasAttribute("data-sigap-is-current"), head.dataset.sigapRevision === inForce]
  if (!(ending === "withdrawn" ? isCurrent || isSame : isCurrent && !isSame)) return
  head.dataset.sigapOutdated = ending
  for (const stamp of head.querySelectorAll("[data-sigap-stamp]")) stampsBefore.set(stamp, { className: stamp.className, textContent: stamp.textContent })
}

const headOf = (id) => document.querySelector(`[data-sigap-page][data-sigap-document="${CSS.escape(id)}"]`)

// Marks the units of a document that have another digest than `revisions` gives for the one in force, or, for what the
// page shows as coming, for that one; the innermost alone, since a text changes with what stands inside of it. Returns
// how many. A page about the past shows what it always did.
export function revokeUnits(id, revisions, said, inForce) {
  const head = headOf(id)
  if (head && PAST.includes(head.dataset.sigapStatus)) return 0
  const isSame = ({ revision, tail, digest }) => [inForce, revision ?? ownRevision(head)]
    .some((key) => key !== undefined && revisions[key]?.[tail] === digest && (key === inForce || isComing(key, head, revision)))
  const other = unitsOf(document).filter((unit) => unit.id === id && !isSame(unit))
  const elements = new Set(other.map(({ element }) => element))
  const outer = new Set(other.flatMap(({ element }) => around(element, elements)))
  for (const element of elements) if (!outer.has(element)) revoke(element, said)
  return elements.size
}

const ownRevision = (head) => (head && !head.hasAttribute("data-sigap-is-current") ? head.dataset.sigapRevision : undefined)
const isComing = (key, head, revision) => revision === key || head?.dataset.sigapRevision === key

function around(element, elements) {
  const found = []
  for (let outer = element.parentElement; outer; outer = outer.parentElement) if (elements.has(outer)) found.push(outer)
  return found
}

function revoke(element, said) {
  element.dataset.sigapRevoked = ""
  const host = element.matches("tr") ? element.cells[0] : element
  if (host.matches("ul, ol, dl, table, tbody")) return
  host.prepend(make("span", { class: "sigap-revoked", "data-sigap-revoked-note": "" }, `${said} Jangan dipakai.`))
}
