// Keeps the ticks of a checklist (data-sigap-checklist) in this browser only, one store for each revision, and prints
// the checklist without the rest of its page. Without scripts the boxes can be ticked and are not remembered.
import { announce, onPage } from "./sigap-start.js"
import { printOnly } from "./sigap-print.js"

const keyOf = (list) => `sigap-checklist ${list.dataset.sigapChecklistRevision}`
const boxesOf = (list) => [...list.querySelectorAll("[data-sigap-tick]")]

// All ticks of a revision: names of ticked boxes by flow. A store that is broken counts as empty.
function ticksOf(list) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(list)) ?? "{}")
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {}
  } catch {
    return {}
  }
}

function keep(list) {
  const ticked = boxesOf(list).filter((box) => box.checked).map((box) => box.dataset.sigapTick)
  const ticks = { ...ticksOf(list), [list.dataset.sigapChecklist]: ticked }
  if (!ticked.length) delete ticks[list.dataset.sigapChecklist]
  try {
    if (Object.keys(ticks).length) localStorage.setItem(keyOf(list), JSON.stringify(ticks))
    else localStorage.removeItem(keyOf(list))
  } catch { /* no room or not allowed: the ticks last as long as the page */ }
}

function restore(list) {
  const kept = ticksOf(list)[list.dataset.sigapChecklist]
  const ticked = new Set(Array.isArray(kept) ? kept : [])
  for (const box of boxesOf(list)) box.checked = ticked.has(box.dataset.sigapTick)
}

function clear(list) {
  for (const box of boxesOf(list)) box.checked = false
  keep(list)
  announce("Semua centang dihapus")
}

onPage((page) => {
  for (const list of page.querySelectorAll("[data-sigap-checklist]")) {
    restore(list)
    list.addEventListener("change", () => keep(list))
    list.querySelector("[data-sigap-checklist-clear]").addEventListener("click", () => clear(list))
    list.querySelector("[data-sigap-checklist-print]").addEventListener("click", () => printOnly(list))
    for (const tool of list.querySelectorAll(".sigap-checklist__tools [hidden]")) tool.hidden = false
  }
})
addEventListener("storage", () => {
  for (const list of document.querySelectorAll("[data-sigap-checklist]")) restore(list)
})
