// Runs a component's set-up for the page: through Material's observable where there is one, which also fires on
// instant navigation, else once.
export function onPage(setUp) {
  if (globalThis.document$) globalThis.document$.subscribe(() => setUp(document))
  else setUp(document)
}

// Says a short sentence to screen readers without moving focus.
export function announce(sentence) {
  let region = document.querySelector("[data-sigap-announcer]")
  if (!region) {
    region = document.createElement("div")
    region.dataset.sigapAnnouncer = ""
    region.className = "sigap-visually-hidden"
    region.setAttribute("role", "status")
    document.querySelector("main, body").append(region)
  }
  region.textContent = ""
  requestAnimationFrame(() => { region.textContent = sentence })
}
