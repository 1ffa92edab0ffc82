// Words as search sees them: folded, taken apart, codes kept whole. generator/search/words.py does the same to what is
// indexed; a test holds both to the same results.
import { stem } from "./sigap-search-stem.js"

const LONGEST_TOKEN = 64
const FOLDED = { "’": "'", "‘": "'", "\u0060": "'", "–": "-", "—": "-", "‐": "-", "−": "-", "×": "x" }
const TIMES = /([0-9])[ \t\n]+x[ \t\n]+(?=[0-9])/g
const RUPIAH = /(?<![a-z])rp\.?[ \t\n]*(?=[0-9])/g
const SIGNS = [
  [/(?:≥|>=)[ \t\n]*(?=[0-9])/g, " ≥"],
  [/(?:≤|<=)[ \t\n]*(?=[0-9])/g, " ≤"],
  [/(?:kurang dari|di ?bawah|<)[ \t\n]*(?=[0-9])/g, " <"],
  [/(?:lebih dari|di ?atas|>)[ \t\n]*(?=[0-9])/g, " >"],
]
const TOKEN = /[<>≤≥#]?[\p{L}\p{N}]+(?:[._+:@'-]+[\p{L}\p{N}]+|(?<=[0-9]),(?=[0-9])[\p{L}\p{N}]+)*/gu
const PART = /[0-9]+|(?:(?![0-9])[\p{L}\p{N}])+/gu
const GROUPED = /^[0-9]{1,3}(?:\.[0-9]{3})+$/
const WORD = /^[a-z]+$/
const SECTION = /^[0-9]+(?:[.,:][0-9]+)*(?:\.[a-z])?$/
const HYPHENED = /^(?:(?![0-9])[\p{L}\p{N}])+(?:-(?:(?![0-9])[\p{L}\p{N}])+)+$/u

export function fold(text) {
  const plain = text.toWellFormed?.() ?? text
  return plain.normalize("NFKC").replace(/[’‘\u0060–—‐−×]/g, (each) => FOLDED[each]).toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "")
}

// The tokens of a text: {whole, parts, start, end}; start and end are places in the folded text.
export function tokenise(text) {
  let folded = fold(text).replace(TIMES, "$1x").replace(RUPIAH, " ")
  for (const [pattern, sign] of SIGNS) folded = folded.replace(pattern, sign)
  const tokens = []
  for (const match of folded.matchAll(TOKEN)) {
    const whole = match[0].length > LONGEST_TOKEN ? [...match[0]].slice(0, LONGEST_TOKEN).join("") : match[0]
    for (const token of tokensOf(whole)) tokens.push({ ...token, end: match.index + match[0].length })
  }
  return { tokens, length: folded.trimEnd().length, isOpen: !/[\s.,;:!?)]$/.test(folded) }
}

function tokensOf(whole) {
  if (WORD.test(whole)) return [{ whole, parts: [] }]
  if (SECTION.test(whole)) return [{ whole, parts: GROUPED.test(whole) ? [whole.replaceAll(".", "")] : [] }]
  const parts = [...new Set(whole.match(PART))]
  if (HYPHENED.test(whole)) {
    return parts.length === 1 ? [{ whole: parts[0], parts: [] }] : [{ whole: parts.join(""), parts: searchable(parts) }]
  }
  const joints = whole.replace(PART, "").replace(/[.:@'-]/g, "")
  if (!joints && !parts.some((part) => /^[0-9]/.test(part))) return parts.map((part) => ({ whole: part, parts: [] }))
  return [{ whole, parts: searchable(parts) }]
}

// Letters are counted, not the halves that JavaScript makes of rare ones.
const searchable = (parts) => parts.filter((part) => [...part].length > 1)

// The root of a word; a code or number is its own. Most words of a query come again with the next letter.
const roots = new Map()
export function rootOf(word) {
  if (!WORD.test(word)) return word
  let root = roots.get(word)
  if (root === undefined) {
    if (roots.size > 5000) roots.clear()
    root = stem(word)
    roots.set(word, root)
  }
  return root
}

// What words such as "belum" do to the word after them is a term of its own: "belum+selesai" is not "sudah+selesai".
export const TURNING = new Set("belum bukan jangan kurang lebih non sudah tanpa telah tidak".split(" "))
export const pairOf = (turning, word) => `${turning}+${rootOf(word)}`
