// Copies an answer out of the results: never one that does not hold now, one of another brand or channel only when asked twice.
import { write } from "./sigap-copy.js"
import { make } from "./sigap-search-dom.js"
import { announce } from "./sigap-start.js"

const REFUSALS = {
  ended: "Tidak berlaku lagi",
  upcoming: "Belum berlaku",
  replaced: "Sedang digantikan",
  superseded: "Sudah diganti",
  revoked: "Sudah berubah",
}
const SHOWN_MS = 2000
const ARMED_MS = 8000
const SELECTOR = "button[data-sigap-result-copy]"
const facts = new WeakMap()

// What a button copies: { text, state, label, isSentence, isWhole }; isWhole marks the one that Ctrl+C stands for.
export function copyButton(card, { text, state, label, isSentence = false, isWhole = false }) {
  const refusal = REFUSALS[state] ?? (text === null || text === undefined ? "Tidak dapat disalin" : undefined)
  const button = make("button", {
    type: "button",
    class: `sigap-copy${label === "Salin format" ? " sigap-copy--format" : ""}`,
    "data-sigap-result-copy": isWhole ? "whole" : "part",
    "aria-disabled": refusal && "true",
    "data-sigap-refused": Boolean(refusal),
  }, refusal ?? label)
  facts.set(button, { card, text, refusal, label, isSentence })
  return button
}

function say(button, words, duration, after) {
  const fact = facts.get(button)
  clearTimeout(fact.timer)
  button.textContent = words
  fact.timer = setTimeout(() => {
    button.textContent = fact.refusal ?? fact.label
    after?.()
  }, duration)
  announce(words)
}

// True when this is the second press on a sentence of another brand or channel, or when it needs none.
function isMeant(button) {
  const fact = facts.get(button)
  const { isOtherBrand, isOtherChannel, brandName, channels } = fact.card
  if (!(isOtherBrand || isOtherChannel) || fact.isArmed) return true
  fact.isArmed = true
  button.classList.add("sigap-copy--armed")
  const thing = fact.isSentence ? "Kalimat" : "Jawaban"
  say(button, `${thing} ${isOtherBrand ? brandName : (channels ?? []).join(", ")} – tekan sekali lagi untuk menyalin`, ARMED_MS, () => disarm(button))
  return false
}

function disarm(button) {
  facts.get(button).isArmed = false
  button.classList.remove("sigap-copy--armed")
}

async function press(button, text) {
  const { refusal } = facts.get(button)
  if (refusal) return announce(`${refusal}. Jawaban ini tidak disalin.`)
  if (text === null || text === undefined) return announce("Tidak ada yang dapat disalin.")
  if (!isMeant(button)) return
  disarm(button)
  const isCopied = await write(text)
  say(button, isCopied ? "Tersalin" : "Gagal menyalin", SHOWN_MS)
}

// Time goes on while results stand there: they are asked for again before anything is copied. The button may be drawn
// anew by that, so it is looked up again by its result and place.
async function pressFresh(button, isWhole, freshen) {
  const result = button.closest("[data-sigap-result]")
  const list = result.closest(".sigap-search__results")
  const place = [...result.querySelectorAll(SELECTOR)].indexOf(button)
  if (!await freshen()) return say(button, "Gagal menyalin", SHOWN_MS)
  const address = CSS.escape(result.dataset.sigapResult)
  const current = result.isConnected ? result : list.querySelector(`[data-sigap-result="${address}"]`)
  const target = current?.querySelectorAll(SELECTOR)[place]
  if (!target) return announce("Jawaban ini tidak ada lagi. Tidak ada yang disalin.")
  const fact = facts.get(target)
  await press(target, isWhole ? fact.card.copy : fact.text)
}

// freshen(): asks for the results again when they are not of this moment; false when that fails.
export function handleCopying(landmark, freshen) {
  landmark.addEventListener("click", (event) => {
    const button = event.target.closest(SELECTOR)
    if (button) pressFresh(button, false, freshen)
  })
  landmark.addEventListener("keydown", (event) => {
    const isPlain = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && !event.repeat
    const result = isPlain && event.key.toLowerCase() === "c" && document.activeElement.closest("[data-sigap-result]")
    if (!result || String(getSelection())) return
    const button = result.querySelector(`${SELECTOR}[data-sigap-result-copy="whole"]`)
    if (!button) return announce("Tidak ada yang dapat disalin.")
    event.preventDefault()
    pressFresh(button, true, freshen)
  })
}
