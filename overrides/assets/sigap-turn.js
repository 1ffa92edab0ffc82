// In lists of texts, what has ended moves below what has come in its place, as on a page that is built afterwards.
const GROUPS = "[data-sigap-filter-group]:has([data-sigap-turn])"
const ENDED = '[data-sigap-turn="going"][data-sigap-state="ended"]'
// The place that the build gave to an item, for a clock that is set back.
const places = new WeakMap()

const hasEnded = (item) => item.matches(ENDED) || Boolean(item.querySelector(`:scope > ${ENDED}`))

function order(group) {
  const items = [...group.children].filter((child) => child.matches("[data-sigap-filter-item]"))
  items.forEach((item, place) => { if (!places.has(item)) places.set(item, place) })
  const wanted = items.toSorted((one, other) => hasEnded(one) - hasEnded(other) || places.get(one) - places.get(other))
  if (wanted.some((item, place) => item !== items[place])) group.append(...wanted)
}

function orderAll() {
  for (const group of document.querySelectorAll(GROUPS)) order(group)
}

document.addEventListener("sigap:validity", orderAll)
orderAll()
