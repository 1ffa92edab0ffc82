// Marks where the reader is in a table of contents that was brought into an open page: the theme follows only the one
// that the page was loaded with.
const ACTIVE = "sigap-contents__link--active"
// A heading counts as reached when it is this near to the header.
const NEAR_PX = 16
let ending

export function followContents(contents) {
  ending?.abort()
  ending = new AbortController()
  const links = [...contents.querySelectorAll('a[href^="#"]')]
  let isWaiting = false
  const mark = () => {
    isWaiting = false
    const edge = (document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + NEAR_PX
    const current = links.findLast((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.getBoundingClientRect().top <= edge)
    for (const link of links) link.classList.toggle(ACTIVE, link === current)
  }
  const soon = () => {
    if (!isWaiting) requestAnimationFrame(mark)
    isWaiting = true
  }
  for (const event of ["scroll", "resize"]) addEventListener(event, soon, { passive: true, signal: ending.signal })
  mark()
}
