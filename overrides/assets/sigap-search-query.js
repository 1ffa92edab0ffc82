// What a query means: slots, one for each word that counts, each with everything that may stand for it.
//
// An alternative is {terms, weight, certainty}: several terms (a phrase of the authors' tables) count as one, and certainty
// says how sure it is that it was meant. A slot is {typed, alternatives, prefix, isOptional}.
import { TURNING, pairOf, rootOf, tokenise } from "./sigap-search-words.js"
import { nearest } from "./sigap-search-typos.js"

const LONGEST_QUERY = 2000
const MOST_TOKENS = 48
const LONGEST_PHRASE = 4
const MOST_COMPLETIONS = 24
const SHORTEST_PREFIX = 2
const SHORT_WORD = 3
const SHORTEST_TYPO = 4

// Reads a query and loads what it needs of the index.
export async function understood(query, index) {
  const { tokens, ...read } = tokenise(query.slice(0, LONGEST_QUERY))
  const isOpen = read.isOpen && query.length <= LONGEST_QUERY && tokens.length <= MOST_TOKENS
  tokens.length = Math.min(tokens.length, MOST_TOKENS)
  const last = tokens.at(-1)
  const prefixes = isOpen && last && last.whole.length >= SHORTEST_PREFIX ? [last.whole] : []
  await index.load(tokens.flatMap(formsOf), prefixes)
  const phrases = phrasesIn(tokens, index)
  const pairs = pairsIn(tokens, phrases)
  await index.load([...phrases.flatMap(({ words }) => words), ...pairs], [])
  const slots = counted(tokens, isOpen, index.stopWords, phrases)
  for (const slot of slots) addKnown(slot, index)
  for (const phrase of phrases) addPhrase(phrase, slots, index)
  await addSlips(slots.filter((slot) => !slot.alternatives.length), index)
  for (const pair of pairs) if (index.postings(pair)) slots.push(bonus(pair))
  return { slots, kinds: hintedKinds(tokens, index.manifest.hints) }
}

// The kinds of answers that a query asks for by their names, such as "arti" or "kalimat".
function hintedKinds(tokens, hints) {
  const typed = ` ${tokens.map((token) => token.whole).join(" ")} `
  return new Set(Object.keys(hints).filter((kind) => hints[kind].some((phrase) => typed.includes(` ${phrase} `))))
}

const formsOf = ({ whole, parts }) => [whole, rootOf(whole), ...parts, ...parts.map(rootOf)]

// The words that count: each once, no stop words. The last one is still being typed when nothing follows it; then it is
// no stop word, but it need not be found either.
function counted(tokens, isOpen, stopWords, phrases) {
  const inPhrase = new Set(phrases.filter(({ from, to }) => to > from + 1).flatMap(({ from, to }) => range(from, to)))
  const onlyStopWords = tokens.every((token) => stopWords.has(token.whole))
  const slots = new Map()
  tokens.forEach((token, place) => {
    const open = isOpen && place === tokens.length - 1 && token.whole.length >= SHORTEST_PREFIX ? token.whole : undefined
    // Of a word that has only just begun nothing is known yet; a digit is whole.
    const isBegun = isOpen && place > 0 && place === tokens.length - 1 && /^[a-z]$/.test(token.whole)
    const isStopWord = isBegun || (stopWords.has(token.whole) && !inPhrase.has(place) && !onlyStopWords)
    if ((isStopWord && !open) || slots.has(token.whole)) return
    slots.set(token.whole, { token, place, typed: token.whole, prefix: open, isOptional: isStopWord, alternatives: [] })
  })
  return [...slots.values()]
}

const range = (from, to) => Array.from({ length: to - from }, (_, step) => from + step)

// The phrases of the authors' tables in a query, the longest first at each place: {from, to, meanings, words}.
function phrasesIn(tokens, index) {
  const found = []
  for (let from = 0; from < tokens.length; from++) {
    for (let to = Math.min(tokens.length, from + LONGEST_PHRASE); to > from; to--) {
      const part = tokens.slice(from, to)
      const meanings = meaningsOf(part, index)
      if (!meanings.length) continue
      found.push({ from, to, meanings, words: meanings.flat() })
      break
    }
  }
  return found
}

function meaningsOf(part, index) {
  const typed = index.added(part.map((token) => token.whole).join(" "))
  const meanings = typed.length ? typed : index.added(part.map((token) => rootOf(token.whole)).join(" "))
  return meanings.map((phrase) => wordsOf(phrase, index))
}

const wordsOf = (phrase, { stopWords }) => phrase.split(" ").filter((word) => !stopWords.has(word)).map(rootOf)

// The pairs of a turning word, typed or meant ("blm" is "belum"), and the word after it.
function pairsIn(tokens, phrases) {
  const meant = (place) => phrases.filter(({ from, to }) => from === place && to === place + 1).flatMap(({ words }) => words)
  return tokens.slice(0, -1).flatMap(({ whole }, place) => {
    const turning = [whole, ...meant(place)].find((word) => TURNING.has(word))
    return turning ? [pairOf(turning, tokens[place + 1].whole)] : []
  })
}

const bonus = (term) => ({ token: { whole: term, parts: [] }, typed: term, isOptional: true, isBonus: true, alternatives: [{ terms: [term], weight: 1, certainty: 1 }] })

function addKnown(slot, index) {
  const { weights } = index.manifest
  const { whole, parts } = slot.token
  const root = rootOf(whole)
  addTerm(slot, whole, 1, index)
  if (root !== whole) addTerm(slot, root, weights.root, index)
  // A short word that the tables know is whole: "ga" is no beginning of "ganti".
  const isWhole = whole.length <= SHORT_WORD && index.added(whole).length > 0
  if (slot.prefix && !isWhole) addCompletions(slot, index)
  if (!slot.alternatives.length) for (const part of parts) addTerm(slot, rootOf(part), weights.part, index, weights.part)
}

function addTerm(slot, term, weight, index, certainty = 1) {
  if (index.postings(term)) slot.alternatives.push({ terms: [term], weight, certainty })
}

// Completions of the word that is being typed: the most frequent ones, and with each its root, which knows the phrases.
function addCompletions(slot, index) {
  const { prefix: weight, root: rootWeight } = index.manifest.weights
  const isKnown = slot.alternatives.length > 0
  const found = index.completions(slot.prefix).filter((term) => term !== slot.prefix)
  const frequent = found.sort((one, other) => index.postings(other).answers.length - index.postings(one).answers.length)
  for (const term of frequent.slice(0, MOST_COMPLETIONS)) {
    const nearness = weight * (isKnown ? 0.6 : 0.6 + 0.4 * slot.prefix.length / term.length)
    addTerm(slot, term, nearness, index)
    if (rootOf(term) !== term) addTerm(slot, rootOf(term), nearness * rootWeight, index)
  }
}

// What the tables add counts less beside a word that answers hold themselves.
function addPhrase({ from, to, meanings }, slots, index) {
  const { mapped, beside } = index.manifest.weights
  const meant = slots.filter(({ place }) => place >= from && place < to)
  for (const slot of meant) slot.isKnown = slot.alternatives.length > 0
  for (const terms of meanings.filter((words) => words.every((word) => index.postings(word)))) {
    for (const slot of meant) {
      slot.alternatives.push({ terms, weight: mapped * (slot.isKnown ? beside : 1), certainty: mapped })
    }
  }
}

// Words that nothing holds are taken for slips of words that something does.
async function addSlips(slots, index) {
  const unknown = slots.filter((slot) => /^[a-z]+$/.test(slot.typed) && slot.typed.length >= SHORTEST_TYPO)
  if (!unknown.length) return
  const words = await index.words()
  for (const slot of unknown) slot.slips = nearest(slot.typed, words)
  await index.load(unknown.flatMap((slot) => slot.slips.flatMap(({ word }) => [word, rootOf(word)])), [])
  const { typo1, typo2, root } = index.manifest.weights
  for (const slot of unknown) {
    for (const { word, distance } of slot.slips) {
      const weight = distance === 1 ? typo1 : typo2
      addTerm(slot, word, weight, index, weight)
      if (rootOf(word) !== word) addTerm(slot, rootOf(word), weight * root, index, weight)
    }
  }
}
