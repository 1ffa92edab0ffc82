// A decision table: picking values of its facts (radio buttons) marks the rows that hold, and says the answer.
// <section data-sigap-matrix>, fieldsets data-sigap-matrix-fact, rows data-sigap-matrix-row whose cells
// data-sigap-fact, -values name the values they hold for. Nothing is kept: a call begins with nothing known.
import { onPage } from "./sigap-start.js"
import { stateOf } from "./sigap-validity.js"

function pickedValues(matrix) {
  const picked = new Map()
  for (const fact of matrix.querySelectorAll("[data-sigap-matrix-fact]")) {
    const value = fact.querySelector("input:checked")?.value
    if (value) picked.set(fact.dataset.sigapMatrixFact, value)
  }
  return picked
}

function holds(row, picked) {
  const cells = [...row.querySelectorAll("[data-sigap-fact]")]
  return cells.every(({ dataset }) => {
    const value = picked.get(dataset.sigapFact)
    return value === undefined || dataset.sigapValues.split(" ").includes(value)
  })
}

function mark(row, state, word) {
  if (state) row.dataset.sigapMatrixState = state
  else delete row.dataset.sigapMatrixState
  const marker = row.querySelector("[data-sigap-matrix-marker]")
  marker.hidden = state !== "on"
  marker.textContent = marker.dataset[word]
}

function sentence(matrix, rows, lit) {
  if (lit.length === 1) return lit[0].dataset.sigapSentence
  const words = matrix.querySelector("[data-sigap-matrix-answer]").dataset.sigapSome
  return words.replace("{count}", String(lit.length)).replace("{total}", String(rows.length))
}

function refresh(matrix) {
  const picked = pickedValues(matrix)
  const rows = [...matrix.querySelectorAll("[data-sigap-matrix-row]")]
  const lit = rows.filter((row) => holds(row, picked))
  const word = stateOf(matrix) !== "in-force" ? "sigapOutOfForce" : lit.length === 1 ? "sigapOne" : "sigapSeveral"
  for (const row of rows) mark(row, picked.size ? (lit.includes(row) ? "on" : "off") : "", word)
  const answer = matrix.querySelector("[data-sigap-matrix-answer]")
  const words = picked.size ? sentence(matrix, rows, lit) : ""
  // What has not changed is not said again.
  if (answer.textContent !== words) answer.textContent = words
}

onPage((page) => {
  for (const matrix of page.querySelectorAll("[data-sigap-matrix]")) {
    matrix.addEventListener("change", () => refresh(matrix))
    refresh(matrix)
  }
})
document.addEventListener("sigap:validity", () => document.querySelectorAll("[data-sigap-matrix]").forEach(refresh))
