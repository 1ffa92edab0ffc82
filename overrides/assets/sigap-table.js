// Sorts a table by the buttons in its headers. A cell's data-sigap-value is compared if present, else its text.
// A table of groups (several tbody) is sorted inside each group, so that rows keep their heading.
import { announce } from "./sigap-start.js"

const collator = new Intl.Collator("id", { numeric: true })
const DIRECTIONS = { ascending: "menaik", descending: "menurun" }

function valueOf(row, column) {
  const cell = row.cells[column]
  return cell.dataset.sigapValue ?? cell.textContent.trim()
}

function sort(header) {
  const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending"
  const table = header.closest("table")
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort")
  header.setAttribute("aria-sort", direction)
  for (const group of table.tBodies) sortGroup(group, header.cellIndex, direction === "ascending" ? 1 : -1)
  announce(`Diurutkan menurut ${header.textContent.trim()}, ${DIRECTIONS[direction]}`)
}

function sortGroup(group, column, sign) {
  const rows = [...group.rows].filter((row) => !row.querySelector(".sigap-table__group"))
  rows.sort((one, other) => sign * collator.compare(valueOf(one, column), valueOf(other, column)))
  group.append(...rows)
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".sigap-table__sort")
  if (button) sort(button.closest("th"))
})
