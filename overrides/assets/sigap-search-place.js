// Where the reader was before search, so that Esc can lead back there.
let place

export function rememberPlace(element) {
  if (place?.element !== element) place = { element, x: scrollX, y: scrollY }
}

export function returnToPlace() {
  const { element, x, y } = place ?? {}
  place = undefined
  if (element?.isConnected && element !== document.body) element.focus({ preventScroll: true })
  else document.activeElement?.blur()
  if (y !== undefined) scrollTo(x, y)
}

export function forgetPlace() {
  place = undefined
}
