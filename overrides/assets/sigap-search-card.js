// Draws one result: what it answers, where that stands, whether it holds, and a button that copies it.
import { drawBlocks, isOneSentence } from "./sigap-search-blocks.js"
import { copyButton } from "./sigap-search-copy.js"
import { drawWords, make } from "./sigap-search-dom.js"

const STAMPS = {
  upcoming: ["upcoming", "Akan berlaku"],
  ended: ["ended", "Tidak berlaku lagi"],
  replaced: ["superseded", "Sedang digantikan"],
  superseded: ["superseded", "Sudah diganti"],
  revoked: ["superseded", "Sudah berubah, muat ulang"],
}
const TEMPORARY = ["temporary", "Berlaku sementara"]

// An address of this site, whatever the index says.
export function addressOf(url, root) {
  try {
    const address = new URL(url, root)
    return address.href.startsWith(root) ? address.href : root
  } catch {
    return root
  }
}

// What holds needs no stamp, unless it holds for a time only.
function stamp(card) {
  const [modifier, words] = STAMPS[card.state] ?? (card.isTemporary ? TEMPORARY : [])
  return words && make("span", { class: `sigap-stamp sigap-stamp--${modifier}` }, words)
}

// A single sentence has its button below it already.
function wholeButton(card) {
  const scripts = (card.blocks ?? []).filter(({ type }) => type === "script")
  if (isOneSentence(card)) return null
  if (card.copy === null && card.state === "in-force") return null
  const label = scripts.length ? "Salin jawaban" : "Salin"
  return copyButton(card, { text: card.copy, state: card.state, label, isWhole: true })
}

function heading(card, id, root) {
  const link = make("a", { href: addressOf(card.url, root), "aria-describedby": `${id}-answer` }, drawWords(card.title))
  const title = make("p", { class: "sigap-result__title" },
    card.number && make("span", { class: "sigap-result__number" }, card.number), " ", link, " ",
    make("span", { class: "sigap-result__kind" }, card.kindName), " ",
    card.isOtherChannel && !card.isOtherBrand && make("span", { class: "sigap-result__kind" }, "Kanal lain"), " ", stamp(card))
  return make("div", { class: "sigap-result__head" }, title, wholeButton(card))
}

function where(card) {
  const document = [card.document, card.revision].filter(Boolean).join(", ")
  const facts = [card.brandName, (card.channels ?? []).join(", "), document].filter(Boolean).join(" · ")
  const trail = (card.trail ?? []).join(" › ")
  return (facts || trail) && make("p", { class: "sigap-result__where" }, [facts, trail].filter(Boolean).join(" · "))
}

function validity(card) {
  const window = card.validity && card.state === "replaced" ? `Digantikan ${card.validity}` : card.validity
  const words = [window, card.age].filter(Boolean).join(" · ")
  return words && make("p", { class: "sigap-result__validity" }, words)
}

function condition(card) {
  if (!card.condition?.length) return null
  const name = make("strong", null, "Kondisi:")
  return make("p", { class: "sigap-result__condition" }, name, " ", drawWords(card.condition))
}

// Cautions come as texts, or as the code of a finding and its text.
function caution(given) {
  const [code, words] = Array.isArray(given) ? given : ["", given]
  return make("p", { class: "sigap-caution", role: "note", "data-sigap-finding": code },
    make("strong", { class: "sigap-caution__kind" }, "Perhatian:"), " ", words)
}

export function drawCard(card, id, root) {
  const answer = make("div", { id: `${id}-answer`, class: "sigap-result__answer" },
    condition(card), drawBlocks(card), (card.cautions ?? []).map(caution))
  const result = make("li", {
    class: `sigap-result${card.isOtherBrand ? " sigap-result--other" : ""}`,
    "data-sigap-result": card.address,
    "data-sigap-state": card.state,
    tabindex: "-1",
  }, heading(card, id, root), where(card), validity(card), answer,
  card.isCut && make("p", { class: "sigap-result__more" }, "Selengkapnya pada halamannya."))
  return result
}
