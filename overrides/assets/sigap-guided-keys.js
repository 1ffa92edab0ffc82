// Whether digits and letters act, remembered in this browser: readers who dictate, or whose hand slips, turn them off
// (WCAG 2.1.4). Enter and Backspace are no characters and always act.
import { makeButton } from "./sigap-search-dom.js"

const STORE = "sigap:tombol-pintas"

function read() {
  try { return localStorage.getItem(STORE) !== "mati" } catch { return true }
}

function keep(isOn) {
  try {
    if (isOn) localStorage.removeItem(STORE)
    else localStorage.setItem(STORE, "mati")
  } catch { /* nothing can be kept here: it holds for this page */ }
}

// A button that turns them off and on; the section says which by data-sigap-keys.
export function createKeySwitch(section) {
  const button = makeButton("sigap-guided__button sigap-guided__switch", "", () => set(section.dataset.sigapKeys === "mati"))
  function draw(isOn) {
    section.dataset.sigapKeys = isOn ? "aktif" : "mati"
    button.textContent = isOn ? "Matikan tombol pintas" : "Aktifkan tombol pintas"
  }
  function set(isOn) {
    keep(isOn)
    draw(isOn)
  }
  draw(read())
  return { button, actOn: (key) => key.length > 1 || section.dataset.sigapKeys === "aktif" }
}
