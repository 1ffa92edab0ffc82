// Narrows a list: <form data-sigap-filter="id of the list">, items with data-sigap-filter-item. Chips
// (data-sigap-filter-key, -value) of one key are alternatives, different keys add up; words must all occur.
import { onPage } from "./sigap-start.js"

const fold = (text) => text.toLocaleLowerCase("id").normalize("NFKD").replace(/\p{M}/gu, "")

function wantedValues(form) {
  const wanted = new Map()
  for (const chip of form.querySelectorAll('[aria-pressed="true"]')) {
    const { sigapFilterKey: key, sigapFilterValue: value } = chip.dataset
    wanted.set(key, [...(wanted.get(key) ?? []), value])
  }
  return wanted
}

function matches(item, words, wanted) {
  const text = fold(item.textContent)
  if (!words.every((word) => text.includes(word))) return false
  return [...wanted].every(([key, values]) => {
    const own = (item.getAttribute(`data-sigap-${key}`) ?? "").split(" ")
    return values.some((value) => own.includes(value))
  })
}

function apply(form, list) {
  const words = fold(form.querySelector('input[type="search"]')?.value ?? "").split(/\s+/).filter(Boolean)
  const wanted = wantedValues(form)
  const items = [...list.querySelectorAll("[data-sigap-filter-item]")]
  for (const item of items) item.hidden = !matches(item, words, wanted)
  for (const group of list.querySelectorAll("[data-sigap-filter-group]")) {
    group.hidden = !group.querySelector("[data-sigap-filter-item]:not([hidden])")
    if (words.length && group.matches("details")) group.open = true
  }
  const shown = items.filter((item) => !item.hidden).length
  form.querySelector("[data-sigap-filter-count]").textContent = shown ? `${shown} dari ${items.length} ditampilkan` : "Tidak ada yang cocok"
}

onPage((page) => {
  for (const form of page.querySelectorAll("[data-sigap-filter]")) {
    const list = document.getElementById(form.dataset.sigapFilter)
    form.addEventListener("submit", (event) => event.preventDefault())
    form.addEventListener("input", () => apply(form, list))
    form.addEventListener("click", (event) => {
      const chip = event.target.closest("[aria-pressed]")
      if (!chip) return
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"))
      apply(form, list)
    })
    apply(form, list)
  }
})
