// What results show: cards out of the stored texts, with matched words marked, the state at this moment, and what is
// copied. Plain data; the page draws it.
import { instant } from "./sigap-time.js"
import { fold, rootOf } from "./sigap-search-words.js"

const LONGEST_CARD = 900
const MOST_ROWS = 8
const WORD = /[\p{L}\p{N}]+/gu

// Tells which words of a text belong to the query.
export function matcherOf(slots) {
  const terms = new Set()
  const prefixes = []
  for (const slot of slots) {
    for (const alternative of slot.alternatives) for (const term of alternative.terms) terms.add(term)
    if (slot.prefix && !slot.isOptional) prefixes.push(slot.prefix)
    for (const part of slot.token.parts) terms.add(part)
  }
  const known = new Map()
  return (word) => {
    let isMatch = known.get(word)
    if (isMatch === undefined) {
      const folded = fold(word)
      isMatch = terms.has(folded) || terms.has(rootOf(folded)) || prefixes.some((prefix) => folded.startsWith(prefix))
      known.set(word, isMatch)
    }
    return isMatch
  }
}

// The state of a group of answers at a moment by the clock of a zone, and when it will next change. What a coming revision
// brings is ahead; a temporary instruction that the text in force announces is not.
export function stateOf(group, now, zone) {
  if (group.origin.isHistory) return { state: "superseded", isTemporary: false, isAhead: false, next: Infinity }
  const { from, until, clock, replaced = [], isTemporary = false, announcedFrom } = group.window ?? {}
  const [start, end, announced] = [from, until, announcedFrom].map((each) => instant(each, clock, zone))
  const away = replaced.map((times) => times.map((each) => instant(each, clock, zone)))
  const next = Math.min(...[start, end, announced, ...away.flat()].filter((moment) => moment > now), Infinity)
  let state = "in-force"
  if (end !== undefined && now >= end) state = "ended"
  else if (start !== undefined && now < start) state = "upcoming"
  else if (away.some(([gone, back]) => now >= gone && !(now >= back))) state = "replaced"
  const isAhead = state === "upcoming" && (!isTemporary || now < announced)
  return { state, isTemporary: state === "in-force" && isTemporary, isAhead, next }
}

// A card as the contract of results has it.
export function cardOf(stored, { group, state, isTemporary, isOtherBrand, isOtherChannel }, isMatch, { manifest }, now, zone) {
  // A script may have a window of its own: what a notice replaced holds when the notice is over.
  const stateOfBlock = (block) => (block[0] === "script" && block[8] && state !== "superseded"
    ? stateOf({ origin: {}, window: block[8] }, now, zone).state : state)
  const words = (text, places) => runs(text, isMatch, places)
  const { blocks, isCut } = shortened(stored.blocks ?? [], isMatch)
  const kind = group.kind
  return {
    address: stored.address,
    url: stored.url,
    number: stored.number ?? "",
    kind,
    kindName: manifest.kinds[kind],
    title: words(stored.title),
    document: group.origin.title ?? "",
    revision: group.origin.revision ?? "",
    brand: group.brand ?? "",
    brandName: manifest.brands[group.brand] ?? "",
    channels: (group.channels ?? []).map((channel) => manifest.channels[channel]?.[0] ?? channel),
    trail: stored.trail ?? [],
    state,
    // What something else replaces for a time is simply in force before and after.
    validity: state === "in-force" && group.window?.replaced ? "" : group.window?.words ?? "",
    isTemporary,
    isOtherBrand,
    isOtherChannel,
    condition: stored.condition ? words(stored.condition) : null,
    blocks: blocks.map((block) => drawn(block, words, stateOfBlock(block))),
    isCut: isCut || Boolean(stored.isCut),
    cautions: stored.cautions ?? [],
    age: stored.age ?? "",
    copy: state === "in-force" ? copyOf(stored, kind, (block) => stateOfBlock(block) === "in-force") : null,
  }
}

function drawn([type, ...rest], words, state) {
  if (type === "item") return { type, label: rest[0], words: words(rest[1]) }
  if (type === "pairs") return { type, pairs: rest[0].map(([head, text]) => [head, words(text)]) }
  if (type === "rows") return { type, heads: rest[0], rows: rest[1].map((row) => row.map((cell) => words(cell))) }
  if (type === "script") {
    const [address, title, wordingId, wordingName, text, places, isOpen] = rest
    const wording = { id: wordingId, name: wordingName }
    return { type, address, title, wording, words: words(text, places), copy: text, isOpen, state }
  }
  return { type, words: words(rest[0]) }
}

// A text as runs: [text], or [text, "m"] for matched words, "p" for placeholders, "mp" for both.
export function runs(text, isMatch, places = []) {
  const found = []
  const add = (part, marks) => { if (part) found.push(marks ? [part, marks] : [part]) }
  const addPlain = (from, to, mark) => {
    const part = text.slice(from, to)
    let end = 0
    for (const match of part.matchAll(WORD)) {
      if (!isMatch(match[0])) continue
      add(part.slice(end, match.index), mark)
      add(match[0], `m${mark}`)
      end = match.index + match[0].length
    }
    add(part.slice(end), mark)
  }
  let end = 0
  for (let at = 0; at < places.length; at += 2) {
    addPlain(end, places[at], "")
    addPlain(places[at], places[at + 1], "p")
    end = places[at + 1]
  }
  addPlain(end, text.length, "")
  return found
}

// The blocks that a result has room for: the first one, then those with words of the query, in their order.
function shortened(blocks, isMatch) {
  const shorter = blocks.map((block) => (block[0] === "rows" ? fewerRows(block, isMatch) : block))
  let isCut = shorter.some((block, place) => block !== blocks[place])
  let room = LONGEST_CARD
  const isWanted = shorter.map((block, place) => place === 0 || textOf(block).match(WORD)?.some(isMatch))
  const kept = new Set()
  for (const wanted of [true, false]) {
    shorter.forEach((block, place) => {
      const size = textOf(block).length
      if (Boolean(isWanted[place]) !== wanted || (room < size && kept.size)) return
      kept.add(place)
      room -= size
    })
  }
  isCut ||= kept.size < blocks.length
  return { blocks: shorter.filter((_, place) => kept.has(place)), isCut }
}

// A row of one cell names the rows below it and stays with them.
function fewerRows(block, isMatch) {
  const [type, heads, rows] = block
  if (rows.length <= MOST_ROWS) return block
  const named = []
  let name
  for (const row of rows) {
    if (row.length === 1 && heads.length > 1) name = row
    else named.push({ row, name })
  }
  const matched = named.filter(({ row }) => row.some((cell) => cell.match(WORD)?.some(isMatch)))
  const wanted = new Set([...matched, ...named].slice(0, MOST_ROWS))
  const kept = named.filter((each) => wanted.has(each))
  const isFirst = (each, place) => each.name && each.name !== kept[place - 1]?.name
  return [type, heads, kept.flatMap((each, place) => (isFirst(each, place) ? [each.name, each.row] : [each.row]))]
}

function textOf([type, ...rest]) {
  if (type === "script") return rest[4]
  return rest.flat(3).join(" ")
}

// What is copied carries what it needs to be right: the words to say alone, else heading, condition, answer and date.
// Nothing is copied that does not hold at this moment.
function copyOf(stored, kind, isHolding) {
  const blocks = (stored.blocks ?? []).filter(isHolding)
  const scripts = blocks.filter((block) => block[0] === "script")
  if (kind === "script" && scripts.length === 1) return scripts[0][5]
  const lines = blocks.map(linesOf).filter(Boolean)
  const title = stored.title.replace(/ …$/, "")
  const isSaid = lines[0]?.replace(/\s+/g, " ").startsWith(title)
  const condition = stored.condition && `(${stored.condition})`
  const rest = stored.isCut && "(selengkapnya pada halamannya)"
  return [!isSaid && stored.title, condition, ...lines, stored.age, rest].filter(Boolean).join("\n")
}

function linesOf([type, ...rest]) {
  if (type === "script") return rest[4]
  if (type === "item") return [rest[0], rest[1]].filter(Boolean).join(". ")
  if (type === "pairs") return rest[0].map(([head, text]) => `${head}: ${text}`).join("\n")
  if (type === "rows") return [rest[0], ...rest[1]].map((row) => row.join(" | ")).join("\n")
  return type === "text" ? rest[0] : ""
}
