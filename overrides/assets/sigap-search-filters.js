// Narrows results: chips by kind, brand, channel and application, and whether replaced and coming texts are looked through
// too.
// Each group is a toolbar with one stop for Tab and arrows inside of it: there are dozens of chips.
import { make, makeButton } from "./sigap-search-dom.js"

export const GROUPS = [["kind", "Jenis"], ["brand", "Merek"], ["channel", "Kanal"], ["application", "Aplikasi"]]
const HISTORY = ["hasHistory", "Sertakan teks yang sudah diganti"]
const COMING = ["hasComing", "Sertakan teks yang akan berlaku"]
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }

export const noFilters = () => Object.fromEntries(GROUPS.map(([key]) => [key, []]))

export const isNarrowed = (filters) => GROUPS.some(([key]) => filters[key].length)

function toggled(values, value) {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
}

function chip(name, isChosen, onPress) {
  const button = makeButton("sigap-filter__chip", name, onPress)
  button.setAttribute("aria-pressed", String(isChosen))
  return button
}

function walk(event) {
  const step = STEPS[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const chips = [...event.currentTarget.querySelectorAll("button")]
  const place = chips.indexOf(document.activeElement) + step
  const next = chips[Math.max(0, Math.min(chips.length - 1, place))]
  event.preventDefault()
  event.stopPropagation()
  for (const other of chips) other.tabIndex = other === next ? 0 : -1
  next.focus()
}

function toolbar(name, chips) {
  const id = `sigap-search-group-${name.toLowerCase()}`
  chips.forEach((button, place) => { button.tabIndex = place ? -1 : 0 })
  const bar = make("div", { class: "sigap-search__chips", role: "toolbar", "aria-labelledby": id }, chips)
  bar.addEventListener("keydown", walk)
  const label = make("span", { class: "sigap-search__group-name", id }, name)
  return make("div", { class: "sigap-search__group" }, label, bar)
}

// state: { filters, hasHistory, hasComing }; change(state) is called with the new one.
export function createFilters({ fold, chosen, state, change }) {
  let facets

  const set = (part) => change({ ...state(), ...part })
  const setFilter = (key, value) => {
    const { filters } = state()
    set({ filters: { ...filters, [key]: toggled(filters[key], value) } })
  }
  const nameOf = (key, value) => facets?.[key]?.find(([id]) => id === value)?.[1] ?? value

  // Drawn once; later only their state changes, so that focus stays where it is.
  function drawFacets(given) {
    facets = given
    const chipOf = (key, id, name) => {
      const button = chip(name, false, () => setFilter(key, id))
      button.dataset.sigapFilterKey = key
      button.dataset.sigapFilterValue = id
      return button
    }
    const groups = GROUPS.filter(([key]) => facets[key]?.length)
      .map(([key, name]) => toolbar(name, facets[key].map(([id, words]) => chipOf(key, id, words))))
    const times = (facets.hasComing ? [HISTORY, COMING] : [HISTORY]).map(([key, name]) => {
      const button = chip(name, false, () => set({ [key]: !state()[key] }))
      button.dataset.sigapFilterTime = key
      return button
    })
    fold.replaceChildren(...groups, make("div", { class: "sigap-search__group" },
      make("span", { class: "sigap-search__group-name", "aria-hidden": "true" }, facets.hasComing ? "Waktu" : "Riwayat"),
      make("div", { class: "sigap-search__chips" }, times)))
    refresh()
  }

  function refresh() {
    const { filters, ...times } = state()
    for (const button of fold.querySelectorAll("[data-sigap-filter-key]")) {
      const { sigapFilterKey: key, sigapFilterValue: value } = button.dataset
      button.setAttribute("aria-pressed", String(filters[key].includes(value)))
    }
    for (const button of fold.querySelectorAll("[data-sigap-filter-time]")) {
      button.setAttribute("aria-pressed", String(times[button.dataset.sigapFilterTime]))
    }
    drawChosen(filters, times)
  }

  function drawChosen(filters, times) {
    const remove = (name, onPress) => {
      const button = makeButton("sigap-filter__chip sigap-search__chosen-chip", name, () => {
        onPress()
        const field = chosen.closest(".sigap-search").querySelector("[data-sigap-search]")
        const next = chosen.querySelector("button") ?? field
        next.focus()
      })
      button.setAttribute("aria-label", `Hapus saringan ${name}`)
      return button
    }
    const chipOf = (key, value) => remove(nameOf(key, value), () => setFilter(key, value))
    const chips = GROUPS.flatMap(([key]) => filters[key].map((value) => chipOf(key, value)))
    for (const [key, name] of [HISTORY, COMING]) if (times[key]) chips.push(remove(name, () => set({ [key]: false })))
    chosen.replaceChildren(...chips)
    chosen.hidden = !chips.length
  }

  return { drawFacets, refresh }
}
