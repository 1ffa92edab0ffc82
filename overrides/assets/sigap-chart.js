// Opens a flowchart over the whole window. The drawing itself moves there and back, so that nothing is drawn twice.
import { onPage } from "./sigap-start.js"

const CLOSE = "Tutup layar penuh"

function barOf(name) {
  const bar = document.createElement("div")
  bar.className = "sigap-chart-dialog__bar"
  const title = document.createElement("span")
  title.textContent = name
  const close = document.createElement("button")
  close.type = "button"
  close.className = "sigap-chart-dialog__close"
  close.textContent = CLOSE
  bar.append(title, close)
  return { bar, close }
}

function open(button) {
  const frame = button.closest("figure").querySelector(".sigap-chart__scroll")
  const drawing = frame.firstElementChild
  const name = button.closest("figcaption").firstElementChild.textContent
  const dialog = document.createElement("dialog")
  const { bar, close } = barOf(name)
  dialog.className = "sigap-chart-dialog"
  dialog.setAttribute("aria-label", name)
  dialog.append(bar, drawing)
  document.body.append(dialog)
  let chosen
  close.addEventListener("click", () => dialog.close())
  // A box leads out of the dialog, to where it leads on the page, once that has its drawing back.
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    chosen = link
    dialog.close()
  })
  dialog.addEventListener("close", () => {
    frame.append(drawing)
    dialog.remove()
    if (chosen) chosen.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
    else button.focus()
  })
  dialog.showModal()
}

// A wide chart begins where its flow does: the box of the first node is in sight.
function showStart(frame) {
  const first = frame.querySelector("[data-sigap-node]")
  if (!first || frame.scrollWidth <= frame.clientWidth) return
  const box = first.getBoundingClientRect()
  const middle = box.left + box.width / 2 - frame.getBoundingClientRect().left + frame.scrollLeft
  frame.scrollLeft = middle - frame.clientWidth / 2
}

onPage((page) => {
  page.querySelectorAll(".sigap-chart__scroll").forEach(showStart)
  for (const button of page.querySelectorAll("[data-sigap-chart-full]")) {
    button.addEventListener("click", () => open(button))
  }
})
