// Opens and closes the panel of results below the field; on the page of search it is always open. Esc closes it and
// leads back to where the reader was; going elsewhere closes it too.
import { forgetPlace, rememberPlace, returnToPlace } from "./sigap-search-place.js"

export function createOpening({ landmark, output, field, isPage }) {
  const isInside = (element) => landmark.contains(element)
  const isInUse = () => isPage || isInside(document.activeElement)

  function open() {
    if (isInUse()) output.hidden = false
  }

  function close() {
    if (!isPage) output.hidden = true
  }

  function escape(event) {
    const isOurs = isInside(document.activeElement) || (!isPage && !output.hidden)
    if (event.key !== "Escape" || event.defaultPrevented || !isOurs) return
    // The browser would empty the field.
    event.preventDefault()
    if (isPage && document.activeElement !== field) return field.focus()
    close()
    returnToPlace()
  }

  document.addEventListener("keydown", escape)
  document.addEventListener("pointerdown", ({ target }) => { if (!isInside(target)) close() })
  landmark.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget && !isInside(relatedTarget)) rememberPlace(relatedTarget)
  })
  landmark.addEventListener("focusout", ({ relatedTarget }) => {
    if (!relatedTarget || isInside(relatedTarget)) return
    close()
    forgetPlace()
  })
  return { open, close, isInUse }
}
