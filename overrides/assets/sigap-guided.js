// Guided steps: one step of a flow at a time, walked by buttons or keys. The state stands in the address, so that Back,
// a reload, a bookmark and a link lead to it again (sigap-guided-state.js says how).
import { createKeySwitch } from "./sigap-guided-keys.js"
import { createLoader } from "./sigap-guided-load.js"
import { formatState, parseState } from "./sigap-guided-state.js"
import { createView, INTERRUPT_KEYS } from "./sigap-guided-view.js"
import { begin, choose, hasNode, interruptsOf, offersOf, placeOf } from "./sigap-guided-walk.js"
import { make, makeButton } from "./sigap-search-dom.js"
import { announce, onPage } from "./sigap-start.js"

const CHANGED = "Isi alur ini sudah berubah sejak alamat itu dibuat: jalannya tidak cocok lagi. Yang tampil hanya langkahnya."
const UNKNOWN = "Alamat itu tidak menunjuk langkah pada alur ini. Alur dimulai dari awal."
const CONTROLS = "a, button, input, select, textarea, summary, [contenteditable], [role=button]"
const FIELDS = "input, select, textarea, [contenteditable]"

function setUp(section) {
  const loader = createLoader(section)
  const { graphs, own } = loader
  let state = begin(own)
  // Counts what was asked for, so that a flow that arrives late changes nothing any more.
  let turn = 0

  function addressOf(shown, count = shown.choices.length) {
    const isWhole = count === shown.choices.length
    const place = isWhole ? placeOf(shown) : shown.taken[count]
    const flow = place.flow === own.id ? undefined : place.flow
    return formatState({ flow, node: place.node, from: shown.from, path: shown.choices.slice(0, count) })
  }

  const actions = { back: goBack, restart: () => go(begin(own)) }
  const keys = createKeySwitch(section)
  const view = createView(section, graphs, { actions, addressAt: addressOf, keySwitch: keys.button })

  function show(next, { isQuiet = false } = {}) {
    state = next
    const { heading, words } = view.show(state)
    if (isQuiet) return
    heading.focus({ preventScroll: true })
    view.bringIntoView()
    announce(words)
  }

  function go(next) {
    turn += 1
    view.say()
    history.pushState({ sigapSteps: (history.state?.sigapSteps ?? 0) + 1 }, "", addressOf(next))
    show(next)
  }

  // Back in the browser's own list where the step before stands in it, else to the choice before the last.
  async function goBack() {
    if (history.state?.sigapSteps) return history.back()
    if (!state.choices.length) return state.from ? go(begin(own)) : undefined
    const before = await replay(state.from, state.choices.slice(0, -1))
    if (before) go(before)
    return undefined
  }

  async function press(choice) {
    const mine = turn += 1
    const next = await loading(() => step(state, choice), () => press(choice))
    if (next && mine === turn) go(next)
  }

  async function step(from, choice) {
    const next = choose(from, choice, graphs)
    if (!next?.missing) return next
    await loader.load(next.missing).catch((error) => { throw Object.assign(error, { flow: next.missing }) })
    return choose(from, choice, graphs)
  }

  // Does what may need another flow; undefined, and a message with a way out, when that cannot be loaded.
  async function loading(act, again) {
    view.setBusy(true)
    try {
      return await act()
    } catch (error) {
      const words = "Alur yang dimasuki dari sini tidak dapat dimuat. "
      const page = make("a", { href: loader.addressOf(error.flow) }, "Buka halaman alur itu")
      view.say(words, makeButton("sigap-guided__button", "Coba lagi", again), " ", page)
      announce(words)
      return undefined
    } finally {
      view.setBusy(false)
    }
  }

  // The state after a path; undefined when it does not fit.
  async function replay(from, path) {
    if (from !== undefined && !hasNode(own, from)) return undefined
    let next = begin(own, from)
    for (const choice of path) {
      next = await step(next, choice)
      if (!next) return undefined
    }
    return next
  }

  async function restore(options) {
    const wanted = parseState(location.hash)
    if (!wanted && location.hash) return undefined
    const mine = turn += 1
    view.say()
    if (!wanted) return show(begin(own), options)
    const found = wanted.isBroken ? undefined : await loading(() => find(wanted), () => restore(options))
    if (mine !== turn || (!found && !wanted.isBroken)) return undefined
    const { next = begin(own), words = UNKNOWN } = found ?? {}
    if (words) history.replaceState(history.state, "", addressOf(next))
    show(next, options)
    if (words) view.say(words)
    return undefined
  }

  // A path that still leads to its step; else the step alone, or the step from which its flow is entered.
  async function find({ flow, node, from, path }) {
    const isAlone = !path?.length && from === undefined
    const reached = path && !isAlone ? await replay(from, path) : undefined
    if (reached && placeOf(reached).node === node && placeOf(reached).flow === (flow ?? own.id)) return { next: reached, words: "" }
    if (!flow || flow === own.id) return hasNode(own, node) ? { next: begin(own, node), words: isAlone ? "" : CHANGED } : {}
    const entry = Object.entries(own.nodes).find(([, each]) => each.flow === flow)
    return entry ? { next: begin(own, entry[0]), words: CHANGED } : {}
  }

  function choiceOfKey(key, target) {
    const offers = offersOf(state, graphs)
    if (key === "Enter") return offers.length === 1 && !target.closest(CONTROLS) ? offers[0].choice : undefined
    if (/^[1-9]$/.test(key)) return offers[Number(key) - 1]?.choice
    const slot = key.length === 1 ? INTERRUPT_KEYS.indexOf(key.toLowerCase()) : -1
    return interruptsOf(state, graphs).find((interrupt) => interrupt.slot === slot)?.choice
  }

  // What listens to the whole page falls silent when another text has taken the place of this one.
  document.addEventListener("keydown", (event) => {
    const { key, target } = event
    const isHere = section.isConnected && (target === document.body || section.contains(target))
    if (!isHere || event.ctrlKey || event.metaKey || event.altKey || event.repeat || target.closest(FIELDS) || !keys.actOn(key)) return
    const choice = choiceOfKey(key, target)
    if (!choice && key !== "Backspace") return
    event.preventDefault()
    if (choice) press(choice)
    else if (state.choices.length || state.from) goBack()
  })
  section.addEventListener("click", (event) => {
    const { sigapWay, sigapChoice } = event.target.closest("[data-sigap-way], [data-sigap-choice]")?.dataset ?? {}
    if (sigapWay || sigapChoice) press(sigapWay ?? sigapChoice)
  })
  // A box of a chart leads to its step.
  document.addEventListener("click", (event) => {
    const box = event.target.closest(".sigap-chart a[data-sigap-node]")
    if (!box || !section.isConnected || event.ctrlKey || event.metaKey || event.shiftKey || !hasNode(own, box.dataset.sigapNode)) return
    event.preventDefault()
    go(begin(own, box.dataset.sigapNode))
  })
  // Links of the way so far fire both.
  const follow = () => { if (section.isConnected && location.hash !== addressOf(state)) restore() }
  addEventListener("popstate", follow)
  addEventListener("hashchange", follow)

  show(state, { isQuiet: true })
  section.dataset.sigapGuidedReady = ""
  if (parseState(location.hash)) restore()
}

onPage((page) => {
  const section = page.querySelector("[data-sigap-guided]")
  if (section && section.dataset.sigapGuidedReady === undefined) setUp(section)
})
