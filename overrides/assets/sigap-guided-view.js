// Draws a state of guided steps: one panel of those that the page holds, the ways on as buttons with their keys, the
// interrupts that may happen here, and the way so far. What is said stands in the panels; nothing is read as HTML here.
import { drawEnd } from "./sigap-guided-end.js"
import { choiceThatFollows, interruptsOf, isOver, nodeOf, offersOf, placeOf } from "./sigap-guided-walk.js"
import { make, makeButton } from "./sigap-search-dom.js"

// Letters of the upper row; on other keyboards the buttons are there all the same.
export const INTERRUPT_KEYS = "qwertyuiop"

const key = (words) => make("kbd", { class: "sigap-guided__key", "aria-hidden": "true" }, words)

// actions: { back(), restart() }; addressAt(state, count): the address of the state after so many of its choices;
// keySwitch: the button that turns single keys off.
export function createView(section, graphs, { actions, addressAt, keySwitch }) {
  const stage = section.querySelector("[data-sigap-guided-stage]")
  const back = makeButton("sigap-guided__button", "Kembali", actions.back)
  back.prepend(key("⌫"), " ")
  const restart = makeButton("sigap-guided__button", "Mulai ulang", actions.restart)
  const count = make("span", { class: "sigap-guided__count" })
  const message = make("div", { class: "sigap-guided__message", hidden: true })
  const onwards = make("div", { class: "sigap-guided__onwards" })
  const aside = make("div", { class: "sigap-guided__interrupts", role: "group", "aria-label": "Di tengah langkah ini" })
  const steps = make("ol", { class: "sigap-guided__steps" })
  const trail = make("details", { class: "sigap-guided__trail", open: true }, make("summary", null, "Jalan sejauh ini"), steps)
  const bar = make("p", { class: "sigap-guided__bar" }, back, restart, keySwitch, count)
  const inside = make("p", { class: "sigap-guided__inside" })
  stage.before(bar, message, inside)
  stage.after(onwards, aside, trail)
  const titleOf = (flow) => graphs.get(flow).title

  function panelOf(state) {
    const name = state.aside ? `${state.aside.flow}/${state.aside.id}` : `${placeOf(state).flow}/${placeOf(state).node}`
    return stage.querySelector(`[data-sigap-panel="${CSS.escape(name)}"]`)
  }

  // The way that led here says by itself in which case one is here; the others do not.
  function markCase(panel, state) {
    const cases = panel.querySelector("[data-sigap-guided-cases]")
    if (!cases) return
    const taken = state.aside ? undefined : placeOf(state).came
    const all = [...cases.querySelectorAll("[data-sigap-case]")]
    for (const each of all) each.hidden = Boolean(taken) && each.dataset.sigapCase !== taken
    cases.hidden = all.length > 0 && all.every((each) => each.hidden)
  }

  // The buttons of the ways on: those in the panel itself, or copies of those of the step that entered this flow.
  function showOffers(panel, state, offers) {
    const own = panel.querySelector("[data-sigap-guided-ways]")
    const [first] = offers
    const isOwn = first?.kind === "way" && first.at.flow === placeOf(state).flow && first.at.node === placeOf(state).node
    if (own) own.hidden = !isOwn
    const buttons = isOwn ? [...own.querySelectorAll("[data-sigap-way]")] : offers.map((offer) => drawOffer(state, offer))
    if (!isOwn && offers.length) onwards.append(make("div", { class: "sigap-guided__ways", role: "group", "aria-label": "Pilihan" }, leadTo(state, first), buttons))
    const following = choiceThatFollows(state, offers)
    buttons.forEach((button, place) => {
      button.querySelector(".sigap-guided__follows")?.remove()
      const follows = offers[place].choice === following
      button.classList.toggle("sigap-guided__way--follows", follows)
      if (follows) button.querySelector(".sigap-guided__words").append(make("small", { class: "sigap-guided__follows" }, "menurut jawaban sebelumnya"))
    })
    if (buttons.length === 1) markSingle(buttons[0])
  }

  // At the end of a flow that was entered: whose ways on these are.
  function leadTo(state, { kind, at }) {
    const lead = `Alur ${titleOf(placeOf(state).flow)} selesai. Lanjut dari langkah “${at && nodeOf(graphs, at).label}”:`
    return kind === "way" && make("p", { class: "sigap-guided__lead" }, lead)
  }

  function markSingle(button) {
    if (!button.querySelector(".sigap-guided__key--enter")) button.prepend(make("kbd", { class: "sigap-guided__key sigap-guided__key--enter", "aria-hidden": "true" }, "Enter"), " ")
  }

  function drawOffer(state, offer) {
    if (offer.kind === "way") {
      const panel = stage.querySelector(`[data-sigap-panel="${CSS.escape(`${offer.at.flow}/${offer.at.node}`)}"]`)
      return document.importNode(panel.querySelector(`[data-sigap-way="${offer.choice}"]`), true)
    }
    const to = offer.kind === "return" && offer.frames.at(-1)
    const words = to ? `Kembali ke langkah “${nodeOf(graphs, to).label}”` : "Masuk ke alur ini"
    const button = make("button", { type: "button", class: "sigap-guided__way", "data-sigap-choice": offer.choice }, key("1"), " ",
      make("span", { class: "sigap-guided__words" }, make("span", { class: "sigap-guided__answer" }, words)))
    return button
  }

  function showInterrupts(state) {
    const offered = interruptsOf(state, graphs)
    aside.replaceChildren(...offered.map(({ label, choice, slot }) => {
      const letter = INTERRUPT_KEYS[slot]
      return make("button", { type: "button", class: "sigap-guided__interrupt", "data-sigap-choice": choice, "aria-keyshortcuts": letter },
        letter && key(letter), letter && " ", label)
    }))
    aside.hidden = !offered.length
  }

  function showTrail(state) {
    steps.replaceChildren(...state.taken.map(({ label, answer, flow }, place) => {
      const isOther = flow !== state.frames[0].flow
      const link = make("a", { href: addressAt(state, place) }, label)
      return make("li", null, link, answer && make("span", { class: "sigap-guided__taken" }, ` → ${answer}`), isOther && make("small", null, ` (${titleOf(flow)})`))
    }))
    trail.hidden = !state.taken.length
  }

  // The text of the way is copied only while the flow is in force.
  function showEnd(state) {
    onwards.append(drawEnd(state, graphs, { isOver: isOver(state, graphs), restart: actions.restart }))
    document.dispatchEvent(new CustomEvent("sigap:validity"))
  }

  function show(state) {
    const panel = panelOf(state)
    for (const other of stage.children) other.hidden = other !== panel
    const offers = offersOf(state, graphs)
    onwards.replaceChildren()
    inside.textContent = state.frames.length > 1 ? `Di dalam alur ${state.frames.map(({ flow }) => titleOf(flow)).join(" › ")}` : ""
    inside.hidden = !inside.textContent
    showOffers(panel, state, offers)
    if (!offers.length) showEnd(state)
    markCase(panel, state)
    showInterrupts(state)
    showTrail(state)
    const number = state.taken.length + 1
    count.textContent = `Langkah ke-${number}`
    back.disabled = restart.disabled = !state.taken.length && !state.from
    return { heading: panel.querySelector("h3"), words: wordsFor(panel, number, offers) }
  }

  // Keeps the step where the last one was, unless all of it is seen anyway.
  function bringIntoView() {
    const { top } = bar.getBoundingClientRect()
    const { bottom } = onwards.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight) bar.scrollIntoView({ block: "start" })
  }

  // A message stands above the step until the next one; nodes or texts.
  function say(...words) {
    message.replaceChildren(...words)
    message.hidden = !words.length
  }

  return { show, say, bringIntoView, setBusy: (isBusy) => section.toggleAttribute("aria-busy", isBusy) }
}

function wordsFor(panel, number, offers) {
  const kind = panel.querySelector(".sigap-guided__kind").textContent
  const label = panel.querySelector("h3").textContent
  const stop = /[.?!:]$/.test(label) ? "" : "."
  const ways = offers.length > 1 ? ` ${offers.length} pilihan.` : ""
  return `Langkah ke-${number}. ${kind}: ${label}${stop}${ways}`
}
