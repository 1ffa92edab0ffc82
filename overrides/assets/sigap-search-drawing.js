// Puts answers into the page, so that nobody loses the place where they read: what stands there already is left alone,
// focus that stood in a result stays in it, and a scrolled panel begins anew with other results.
import { currentResult, focusResult } from "./sigap-search-keys.js"
import { drawAnswer } from "./sigap-search-view.js"

export function createDrawing({ frame, field, root }) {
  const { results, link, moreButton } = frame
  const scroller = results.parentElement
  let drawn
  let isScrolled = false

  scroller.addEventListener("scroll", () => { isScrolled = true }, { passive: true })

  // situation: { query, isNarrowed, hasHistory, leavesOutComing, actions }, for the message when there are none.
  function draw(answer, situation) {
    const { results: cards, total, isUnsure } = answer
    const signature = JSON.stringify([cards, total, isUnsure, cards.length ? "" : situation])
    if (signature === drawn) return
    const address = results.contains(document.activeElement) && currentResult()?.dataset.sigapResult
    drawAnswer(results, answer, { ...situation, root })
    // Setting it without need would make the browser lay out everything at once.
    if (isScrolled && !address) scroller.scrollTop = 0
    isScrolled = Boolean(address)
    drawn = signature
    moreButton.hidden = total <= cards.length
    link.hidden = !cards.length
    if (address) takeUp(address)
  }

  function takeUp(address) {
    const result = results.querySelector(`[data-sigap-result="${CSS.escape(address)}"]`)
    if (result) focusResult(result)
    else field.focus()
  }

  // Anything else that stands there now: a message, or nothing.
  function forget() {
    drawn = undefined
    moreButton.hidden = true
  }

  return { draw, forget }
}
