// Draws the parts of an answer: paragraphs, items, pairs, table rows, sentences to say, gaps and notes.
import { copyButton } from "./sigap-search-copy.js"
import { drawWords, make, plainText } from "./sigap-search-dom.js"

// So few rows are read faster as "heading: value" than as a table, and fit beside another application.
const ROWS_AS_PAIRS = 1

// What is copied of such an answer is the sentence alone.
export function isOneSentence(card) {
  const scripts = (card.blocks ?? []).filter(({ type }) => type === "script")
  return scripts.length === 1 && (card.blocks.length === 1 || card.kind === "script")
}

function script(block, card) {
  const isNamed = block.title && block.title !== plainText(card.title)
  const wording = block.wording && make("span", { class: `sigap-wording sigap-wording--${block.wording.id}` },
    make("span", { class: "sigap-wording__of" }, "Kata-kata:"), " ", block.wording.name)
  const label = block.isOpen ? "Salin format" : "Salin"
  const state = card.state === "in-force" ? (block.state ?? "in-force") : card.state
  const isOnly = isOneSentence(card)
  const button = copyButton(card, { text: block.copy, state, label, isSentence: true, isWhole: isOnly })
  const hint = block.isOpen && state === "in-force"
    && make("span", { class: "sigap-copy__hint" }, "Isi atau pilih dahulu bagian yang bertanda.")
  const name = isNamed && make("span", { class: "sigap-script__name" }, block.title)
  const attributes = { class: "sigap-script", "data-sigap-wording": block.wording?.id, "data-sigap-state": state }
  return make("figure", attributes,
    name && make("figcaption", { class: "sigap-script__head" }, name),
    make("blockquote", { class: "sigap-script__text sigap-script__text--quoted" },
      make("p", null, drawWords(block.words))),
    make("p", { class: "sigap-script__actions" }, button, wording, hint))
}

function item(block) {
  return make("p", { class: "sigap-result__item" },
    make("span", { class: "sigap-result__label" }, block.label), make("span", null, drawWords(block.words)))
}

const pairList = (pairs) => make("dl", { class: "sigap-result__pairs" },
  pairs.map(([head, words]) => make("div", null, make("dt", null, head), make("dd", null, drawWords(words)))))

function rows({ heads, rows: lines }) {
  if (lines.length <= ROWS_AS_PAIRS) {
    return pairList(lines.flatMap((cells) => cells.map((words, place) => [heads[place] ?? "", words])))
  }
  const head = make("tr", null, heads.map((text) => make("th", { scope: "col" }, text)))
  // A single cell is the name of the rows below it.
  const span = (cells) => (cells.length === 1 && heads.length > 1 ? heads.length : null)
  const cell = (words, cells) => make("td", { colspan: span(cells) }, drawWords(words))
  const body = lines.map((cells) => make("tr", null, cells.map((words) => cell(words, cells))))
  // Wide tables scroll by themselves, with the keyboard too.
  return make("div", { class: "sigap-result__scroll", tabindex: "0", role: "group", "aria-label": "Tabel" },
    make("table", { class: "sigap-result__table" }, make("thead", null, head), make("tbody", null, body)))
}

const DRAW = {
  text: (block) => make("p", null, drawWords(block.words)),
  item,
  pairs: (block) => pairList(block.pairs),
  rows,
  script,
  gap: (block) => make("p", { class: "sigap-gap", role: "note", "data-sigap-gap": block.kind ?? "" },
    make("strong", { class: "sigap-gap__kind" }, "Belum ada:"), " ", drawWords(block.words)),
  note: (block) => make("p", { class: "sigap-note", role: "note" },
    make("strong", { class: "sigap-note__kind" }, "Catatan Sigap:"), " ", drawWords(block.words)),
}

export const drawBlocks = (card) => (card.blocks ?? []).map((block) => DRAW[block.type]?.(block, card))
