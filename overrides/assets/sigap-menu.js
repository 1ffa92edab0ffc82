// Turns the link to the navigation, which stands in the bar of narrow screens, into a menu button.
import { onPage } from "./sigap-start.js"

const WIDE = matchMedia("(min-width: 76.25em)")

function setUp(page) {
  const button = page.querySelector("[data-sigap-menu-toggle]")
  const menu = page.querySelector("[data-sigap-menu]")
  if (!button || !menu) return
  button.setAttribute("role", "button")
  button.setAttribute("aria-controls", menu.id)

  const show = (isOpen) => {
    menu.dataset.sigapMenu = isOpen ? "open" : ""
    button.setAttribute("aria-expanded", String(isOpen))
  }
  const toggle = (event) => {
    event.preventDefault()
    const isOpen = menu.dataset.sigapMenu !== "open"
    show(isOpen)
    if (isOpen) menu.querySelector("a")?.focus()
  }
  show(false)
  button.addEventListener("click", toggle)
  button.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event) })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.dataset.sigapMenu !== "open") return
    show(false)
    button.focus()
  })
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && event.relatedTarget !== button) show(false)
  })
  WIDE.addEventListener("change", () => show(false))
}

onPage(setUp)
