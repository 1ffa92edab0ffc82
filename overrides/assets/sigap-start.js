// Runs a component's set-up for the page: through Material's observable where there is one, which also fires on
// instant navigation, else once. What is brought into an open page later is set up by renew().
const setUps = []

export function onPage(setUp) {
  setUps.push(setUp)
  if (globalThis.document$) globalThis.document$.subscribe(() => setUp(document))
  else setUp(document)
}

// Sets up a part of the page that has just been brought in, as if it had stood there from the beginning.
export function renew(part) {
  for (const setUp of setUps) setUp(part)
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
