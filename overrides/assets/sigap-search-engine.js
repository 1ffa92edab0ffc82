// Ranks answers for a query. Scores lie between 0 and 1:
//
//   words       how strongly an answer holds each word of the query (impacts of the index), by the word's rarity
//   similarity  how alike the query and one of the answer's headings or variants are: 2·P·R / (P + R), where P is the
//               share of the phrase that the query holds and R the share of the query that the phrase holds
//   coverage    which share of the query an answer holds at all
import { understood } from "./sigap-search-query.js"

const MOST_CANDIDATES = 300

// Returns {found: [{answer, score}], slots, isUnsure}, the best first.
export async function rank(query, index, isWanted = () => true) {
  const { slots, kinds } = await understood(query, index)
  const tally = new Tally(index.count)
  for (const slot of slots) tally.add(slot, slots.length, index)
  const weighed = slots.filter((slot) => !slot.isOptional)
  const whole = sum(weighed.map((slot) => slot.weight)) || 1
  const candidates = tally.best(whole, isWanted)
  const similar = similarities(slots, candidates, whole, index)
  const found = scored(candidates, similar, whole, tally, kinds, index)
  return { slots, found, isUnsure: !isSure(found[0], weighed.length, index.manifest.weights) }
}

// Whether the best answer holds enough of the query. A story may hold words that lead nowhere; two words may not.
function isSure(best, length, { sure, perWord, story }) {
  return best !== undefined && best.coverage + perWord * Math.min(length, story) >= sure
}

// Adds up words and coverage over all answers.
class Tally {
  constructor(count) {
    this.words = new Float32Array(count)
    this.covered = new Float32Array(count)
    this.touched = []
    this.strongest = new Float32Array(count)
    this.surest = new Float32Array(count)
  }

  add(slot, length, index) {
    const touched = matchesOf(slot, index, this.strongest, this.surest)
    slot.weight = weightOf(slot, touched.length, length, index)
    for (const answer of touched) {
      if (!this.words[answer]) this.touched.push(answer)
      this.words[answer] += slot.weight * this.strongest[answer]
      if (!slot.isOptional) this.covered[answer] += slot.weight * this.surest[answer]
      this.strongest[answer] = 0
      this.surest[answer] = 0
    }
  }

  best(whole, isWanted) {
    const wanted = this.touched.filter(isWanted)
    const rough = (answer) => this.words[answer] * (this.covered[answer] / whole + 0.2)
    if (wanted.length > MOST_CANDIDATES) {
      wanted.sort((one, other) => rough(other) - rough(one))
      wanted.length = MOST_CANDIDATES
    }
    return wanted
  }
}

// Writes how well each answer matches a slot (0 to 1), and how sure it is that this is what was typed, into two arrays
// that are all zero, and returns the answers.
function matchesOf(slot, index, strongest, surest) {
  const touched = []
  for (const { terms, weight, certainty } of slot.alternatives) {
    const note = (answer, impact) => {
      if (!strongest[answer]) touched.push(answer)
      if (impact * weight > strongest[answer]) strongest[answer] = impact * weight
      if (certainty > surest[answer]) surest[answer] = certainty
    }
    if (terms.length > 1) {
      for (const [answer, impact] of phraseMatches(terms, index)) note(answer, impact)
      continue
    }
    const { answers, impacts } = index.postings(terms[0])
    for (let at = 0; at < answers.length; at++) note(answers[at], impacts[at])
  }
  return touched
}

// Answers that hold every term of a phrase, with the mean of its impacts.
function phraseMatches(terms, index) {
  let held
  for (const term of terms) {
    const { answers, impacts } = index.postings(term)
    const next = new Map()
    for (let at = 0; at < answers.length; at++) {
      const before = held ? held.get(answers[at]) : 0
      if (before !== undefined) next.set(answers[at], before + impacts[at] / terms.length)
    }
    held = next
  }
  return held
}

// A word counts the more the fewer answers hold it (BM25's idf). One that is known nowhere counts as very rare in a short
// query; a long one is a story, in which words that lead nowhere are to be expected.
function weightOf(slot, holding, length, { count, manifest: { weights } }) {
  if (!holding) return slot.isOptional ? 0 : weights.unknown * Math.min(1, weights.few / length)
  const rarity = Math.log(1 + (count - holding + 0.5) / (holding + 0.5))
  if (slot.isBonus) return weights.pair * rarity
  return slot.isOptional ? Math.min(1, rarity) : rarity
}

// For each candidate how alike the query and its most alike heading or variant are, 0 to 1.
function similarities(slots, candidates, whole, index) {
  const isCandidate = new Uint8Array(index.count)
  for (const answer of candidates) isCandidate[answer] = 1
  const held = new Map()
  for (const slot of slots) {
    for (const [key, value] of phraseShares(slot, isCandidate, index)) {
      const entry = held.get(key) ?? { precision: 0, recall: 0 }
      entry.precision += value
      entry.recall += slot.isOptional ? 0 : slot.weight / whole
      held.set(key, entry)
    }
  }
  const similar = new Map()
  for (const [key, { precision, recall }] of held) {
    const answer = Math.floor(key / 64)
    const p = Math.min(1, precision)
    const value = p + recall ? 2 * p * recall / (p + recall) : 0
    if (value > (similar.get(answer) ?? 0)) similar.set(answer, value)
  }
  return similar
}

// For one slot the share of each phrase that it stands for; the key is answer · 64 + phrase.
function phraseShares(slot, isCandidate, index) {
  const shares = new Map()
  for (const { terms, weight } of slot.alternatives) {
    for (const term of terms) {
      const postings = index.postings(term)
      for (let at = 0; at < postings.answers.length; at++) {
        const held = postings.shares[at]
        if (!held || !isCandidate[postings.answers[at]]) continue
        for (const each of held) {
          const key = postings.answers[at] * 64 + (each >> 4)
          const share = weight * (each & 15) / 15
          if (share > (shares.get(key) ?? 0)) shares.set(key, share)
        }
      }
    }
  }
  return shares
}

function scored(candidates, similar, whole, tally, hinted, index) {
  const { groups, priors, weights } = index.manifest
  const found = candidates.map((answer) => {
    const coverage = Math.min(1, tally.covered[answer] / whole)
    const likeness = similar.get(answer) ?? 0
    const words = tally.words[answer] / whole
    const base = (words + weights.similarity * likeness) / (1 + weights.similarity)
    const { kind, rank: place } = groups[index.groupOf(answer)]
    const prior = priors[place ?? kind] * (hinted.has(kind) ? weights.hinted : 1)
    return { answer, coverage, score: base * coverage ** weights.coverage * prior }
  })
  return found.sort((one, other) => other.score - one.score || one.answer - other.answer)
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0)
