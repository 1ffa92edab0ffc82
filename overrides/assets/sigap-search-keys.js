// Walks through results. They are plain lists with roving focus: the title's link of a result takes the focus itself,
// so that Enter is the link's own, and tables, buttons and text inside a result stay what they are. A combobox would
// keep focus in the field and name a cell by aria-activedescendant, which leaves its buttons out of reach.
const RESULTS = "[data-sigap-result]"

export function currentResult() {
  return document.activeElement?.closest(RESULTS) ?? undefined
}

export function focusResult(result) {
  const scroller = result.closest(".sigap-search__scroll")
  const isTall = result.offsetHeight > (scroller?.clientHeight || innerHeight) * 0.8
  result.querySelector("a")?.focus({ preventScroll: true })
  result.scrollIntoView({ block: isTall ? "start" : "nearest" })
}

// output: where results stand; field: where ↑ leads from the first of them.
export function walkResults(event, output, field) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.matches("select")) return
  const results = [...output.querySelectorAll(RESULTS)]
  const place = results.indexOf(currentResult())
  const isInResults = place >= 0
  const target = {
    ArrowDown: () => results[place + 1],
    ArrowUp: () => (isInResults ? results[place - 1] ?? field : undefined),
    Home: () => (isInResults ? results[0] : undefined),
    End: () => (isInResults ? results.at(-1) : undefined),
  }[event.key]?.()
  if (!target) return
  event.preventDefault()
  if (target === field) field.focus()
  else focusResult(target)
}
