// Copies the exact text of a unit (data-sigap-copy), never a text that is out of force.
import { announce, onPage } from "./sigap-start.js"
import { stateOf } from "./sigap-validity.js"

const REFUSALS = { ended: "Tidak berlaku lagi", upcoming: "Belum berlaku", replaced: "Sedang digantikan", revoked: "Sudah berubah" }
const SHOWN_MS = 2000

function refresh(button) {
  button.dataset.sigapLabel ??= button.textContent.trim()
  const refusal = REFUSALS[stateOf(button)]
  button.textContent = refusal ?? button.dataset.sigapLabel
  button.toggleAttribute("data-sigap-refused", Boolean(refusal))
  if (refusal) button.setAttribute("aria-disabled", "true")
  else button.removeAttribute("aria-disabled")
}

async function copy(button) {
  refresh(button)
  if (button.hasAttribute("data-sigap-refused")) {
    announce(`${button.textContent}. Kalimat ini tidak disalin.`)
    return
  }
  const isCopied = await write(button.dataset.sigapCopy)
  const answer = isCopied ? "Tersalin" : "Gagal menyalin"
  button.textContent = answer
  announce(answer)
  setTimeout(() => refresh(button), SHOWN_MS)
}

// The clipboard API needs https or localhost; on a plain-http intranet a hidden text field does it.
export async function write(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return writeByField(text)
  }
}

function writeByField(text) {
  const focused = document.activeElement
  const field = document.createElement("textarea")
  field.value = text
  field.className = "sigap-visually-hidden"
  field.setAttribute("aria-hidden", "true")
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand("copy")
  field.remove()
  focused?.focus()
  return isCopied
}

function refreshAll() {
  document.querySelectorAll("button[data-sigap-copy]").forEach(refresh)
}

onPage(refreshAll)
document.addEventListener("sigap:validity", refreshAll)
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sigap-copy]")
  if (button) copy(button)
})
