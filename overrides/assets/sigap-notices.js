// What is said of the page as a whole, below its bar: one notice for each thing, until it is withdrawn.
import { make } from "./sigap-search-dom.js"
import { announce } from "./sigap-start.js"

const region = () => document.querySelector("[data-sigap-build]")

// Which build this page is of: { edition, asOf, asOfText, buildState, trustedUntil, trustedUntilText, root }; undefined
// where that is not known, as on pages without our theme.
export function buildOfPage() {
  const { sigapRoot, sigapEdition, sigapAsOf, sigapAsOfText, sigapBuildState, sigapTrustedUntil, sigapTrustedUntilText } = region()?.dataset ?? {}
  if (!sigapEdition) return undefined
  return {
    root: new URL(sigapRoot.replace(/\/?$/, "/"), location.href),
    edition: sigapEdition,
    asOf: Date.parse(sigapAsOf),
    asOfText: sigapAsOfText,
    state: sigapBuildState,
    trustedUntil: Date.parse(sigapTrustedUntil),
    trustedUntilText: sigapTrustedUntilText,
  }
}

// Says something under a name, in place of what was said under it before; words and nodes. It is said to screen readers
// once.
export function notify(name, kind, words, ...actions) {
  const place = region()
  if (!place) return
  const before = place.querySelector(`[data-sigap-notice="${name}"]`)
  if (before?.dataset.sigapWords === words) return
  const notice = make("div", { class: `sigap-notice sigap-notice--${kind}`, "data-sigap-notice": name, "data-sigap-words": words },
    make("p", null, words, ...actions.flatMap((action) => [" ", action])))
  if (before) before.replaceWith(notice)
  else place.append(notice)
  place.hidden = false
  announce(words)
}

export function withdrawNotice(name) {
  const place = region()
  place?.querySelector(`[data-sigap-notice="${name}"]`)?.remove()
  if (place) place.hidden = !place.childElementCount
}
