// The end of a walk: the way as plain text for the notes of a ticket. It names no person and no moment.
import { nodeOf, placeOf } from "./sigap-guided-walk.js"
import { make, makeButton } from "./sigap-search-dom.js"

const one = (text) => text.replace(/\s+/g, " ").trim()

// The beginning of a flow that was entered says nothing that the step before it did not.
function isEntrance({ flow, node, label, answer }, state, graphs) {
  const { kind, label: own } = nodeOf(graphs, { flow, node })
  return kind === "start" && flow !== state.frames[0].flow && label === own && !answer
}

export function notesOf(state, graphs) {
  const { title, source } = graphs.get(state.frames[0].flow)
  const last = nodeOf(graphs, placeOf(state)).label
  const steps = [...state.taken.filter((step) => !isEntrance(step, state, graphs)), { label: last, answer: "" }]
  const lines = steps.map(({ label, answer }, place) => `${place + 1}. ${one(label)}${answer ? ` → ${one(answer)}` : ""}`)
  return [`${one(title)} – ${one(source)}`, ...lines].join("\n")
}

export function drawEnd(state, graphs, { isOver, restart }) {
  const notes = notesOf(state, graphs)
  const head = isOver ? "Selesai. Jalannya untuk catatan tiket:" : "Alur berhenti di sini. Jalannya untuk catatan tiket:"
  const copy = make("button", { type: "button", class: "sigap-copy", "data-sigap-copy": notes }, "Salin jalan ini")
  const again = makeButton("sigap-guided__button", "Mulai ulang", restart)
  return make("div", { class: "sigap-guided__end" }, make("p", { class: "sigap-guided__end-head" }, head),
    make("pre", { class: "sigap-guided__path" }, notes), make("p", { class: "sigap-guided__end-actions" }, copy, " ", again))
}
