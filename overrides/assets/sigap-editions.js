// Makes of Material's version selector, which opens under a pointer, a button with a list; and says on the pages of an
// edition that readers are not led to that it is none of today. The selector comes when the list of editions has
// been read; where there is no list beside the site, it never does.
import { make } from "./sigap-search-dom.js"
import { buildOfPage, notify } from "./sigap-notices.js"
import { onPage } from "./sigap-start.js"

const LATEST = "latest"
const NARROW = matchMedia("(max-width: 44.99em)")

function setUp(page) {
  const place = page.querySelector("[data-sigap-editions]")
  if (!place) return
  keepInPlace(page, place)
  const selector = place.querySelector(".md-version")
  if (selector) return enhance(place, selector)
  const waiting = new MutationObserver(() => {
    const found = place.querySelector(".md-version")
    if (!found) return
    waiting.disconnect()
    enhance(place, found)
  })
  waiting.observe(place, { childList: true })
}

// On narrow screens the search field needs the bar, and the selector stands in the foot of the page.
function keepInPlace(page, place) {
  const after = place.previousElementSibling
  const foot = page.querySelector("[data-sigap-editions-foot]")
  const move = () => {
    if (NARROW.matches) foot?.append(place)
    else after.after(place)
  }
  move()
  NARROW.addEventListener("change", move)
}

function enhance(place, selector) {
  const button = selector.querySelector(".md-version__current")
  const list = selector.querySelector(".md-version__list")
  const links = [...list.querySelectorAll("a")]
  const chosen = links.find((link) => isAlias(link))
  const own = ownLink(links, chosen)
  for (const link of links) nameLink(link, link === own)
  nameButton(button, list, own)
  if (chosen && own !== chosen) sayOld(chosen)

  const show = (isOpen) => {
    list.hidden = !isOpen
    button.setAttribute("aria-expanded", String(isOpen))
  }
  show(false)
  button.addEventListener("click", () => show(list.hidden))
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return
    show(false)
    button.focus()
  })
  place.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !place.contains(event.relatedTarget)) show(false)
  })
  document.addEventListener("click", (event) => { if (!place.contains(event.target)) show(false) })
}

const isAlias = (link) => link.querySelector(".md-version__alias")?.textContent.trim() === LATEST

// The edition that this page is of: by its folder, which may be the one that readers are led to.
function ownLink(links, chosen) {
  const root = buildOfPage()?.root ?? new URL(".", location.href)
  if (root.pathname.endsWith(`/${LATEST}/`)) return chosen
  return links.find((link) => new URL(link.href).pathname === root.pathname)
}

function nameLink(link, isOwn) {
  const alias = link.querySelector(".md-version__alias")
  if (alias) alias.textContent = isAlias(link) ? "berlaku" : alias.textContent
  if (isOwn) link.setAttribute("aria-current", "true")
}

function nameButton(button, list, own) {
  const title = own?.firstChild?.textContent ?? button.firstChild?.textContent ?? ""
  list.id = "sigap-editions-list"
  list.setAttribute("aria-label", "Edisi")
  button.type = "button"
  button.removeAttribute("aria-label")
  button.setAttribute("aria-controls", list.id)
  button.replaceChildren(make("span", { class: "sigap-editions__word" }, "Edisi "), make("span", { class: "sigap-editions__title" }, title))
}

// A link of its own, as Material leads every link to another edition to the same page there.
function sayOld(chosen) {
  const link = make("a", { href: chosen.href }, "Buka edisi yang berlaku")
  notify("edition", "stale", "Ini bukan edisi yang berlaku sekarang.", link)
}

onPage(setUp)
