// The index as the engine asks for it. Files are fetched when a query needs them and kept; what they hold is described
// in generator/search/files.py.
import { rootOf } from "./sigap-search-words.js"

const FORMAT = 1
const PATIENCE_MS = 20000
const AT_ONCE = 6

// The index is of another edition than this engine, or its files are gone: the page must be loaded again.
export class OutdatedError extends Error {}
// The server did not answer.
export class OfflineError extends Error {}

export class Index {
  // base: the address of the folder that holds manifest.json, with a slash at its end.
  constructor(base) {
    this.base = base
    this.files = new Map()
    this.loaded = new Map()
  }

  async start() {
    const manifest = await fetchJson(`${this.base}manifest.json`, { cache: "no-cache" })
    if (manifest?.format !== FORMAT) throw new OutdatedError(`index format ${manifest?.format}, engine ${FORMAT}`)
    this.manifest = manifest
    this.stopWords = new Set(manifest.stopWords.split(" "))
    this.firsts = manifest.groups.map((group) => group.first)
    return this
  }

  get count() { return this.manifest.count }

  // A file of the index; fetched once, asked for again after a failure.
  file(name) {
    if (!this.files.has(name)) {
      const fetched = fetchJson(`${this.base}${this.manifest.folder}/${name}`, {})
      fetched.then((value) => this.loaded.set(name, value), () => this.files.delete(name))
      this.files.set(name, fetched)
    }
    return this.files.get(name)
  }

  // Loads the files in which terms may stand, or words that begin with a prefix.
  async load(terms, prefixes) {
    const shards = new Set(terms.map((term) => this.shardOf(term)))
    for (const prefix of prefixes) for (const shard of this.shardsOf(prefix)) shards.add(shard)
    const missing = [...shards].filter((shard) => shard >= 0 && !this.loaded.has(`terms-${shard}.json`))
    if (missing.length) await Promise.all(missing.map((shard) => this.file(`terms-${shard}.json`)))
  }

  shardOf(term) { return lastAtMost(this.manifest.shards, term) }

  // The files that may hold words beginning with a prefix, first to last.
  shardsOf(prefix) {
    const last = lastAtMost(this.manifest.shards, prefix + "\uffff")
    const shards = []
    for (let shard = Math.max(0, this.shardOf(prefix)); shard <= last; shard++) shards.push(shard)
    return shards
  }

  // The postings of a term of a loaded file: {answers, impacts, shares} side by side; undefined when nothing holds it.
  postings(term) {
    const terms = this.loaded.get(`terms-${this.shardOf(term)}.json`)?.terms
    if (!terms || !Object.hasOwn(terms, term)) return undefined
    // A word that says no more than its root is written as 0; the root stands in the same file.
    if (terms[term] === 0) return this.postings(rootOf(term))
    if (Array.isArray(terms[term])) terms[term] = unpacked(terms[term])
    return terms[term]
  }

  // The phrases that the authors' tables add to a word or phrase of a loaded file.
  added(phrase) {
    const added = this.loaded.get(`terms-${this.shardOf(phrase.split(" ")[0])}.json`)?.added
    if (!added || !Object.hasOwn(added, phrase)) return []
    return added[phrase].split("|")
  }

  // The words of loaded files that begin with a prefix.
  completions(prefix) {
    return this.shardsOf(prefix).flatMap((number) => {
      const terms = this.loaded.get(`terms-${number}.json`)?.terms ?? {}
      return Object.keys(terms).filter((term) => term.startsWith(prefix))
    })
  }

  // All words, for finding those that are a slip away.
  async words() {
    return (this.vocabulary ??= (await this.file("words.json")).split(" "))
  }

  groupOf(answer) { return lastAtMost(this.firsts, answer) }

  // What results show, in the order asked for.
  async cards(answers) {
    const size = this.manifest.perChunk
    const chunks = await Promise.all(answers.map((answer) => this.loaded.get(textsOf(answer, size)) ?? this.file(textsOf(answer, size))))
    return answers.map((answer, place) => chunks[place][answer % size])
  }

  // Fetches what is not there yet, a few files at a time, so that later queries wait for nothing.
  async loadRest(isWanted) {
    const { count, perChunk, shards } = this.manifest
    const terms = shards.map((_, number) => `terms-${number}.json`)
    const texts = Array.from({ length: Math.ceil(count / perChunk) }, (_, number) => `texts-${number}.json`)
    const names = [...terms, "words.json", ...texts].filter((name) => !this.files.has(name))
    for (let next = 0; next < names.length && isWanted(); next += AT_ONCE) {
      await Promise.all(names.slice(next, next + AT_ONCE).map((name) => this.file(name)))
    }
  }
}

const textsOf = (answer, size) => `texts-${Math.floor(answer / size)}.json`

// The place of the last item that is not greater; -1 when all are.
function lastAtMost(items, wanted) {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle] <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}

// Postings are whole numbers: step to the answer, impact and count of shares, then each share with its phrase.
function unpacked(numbers) {
  const answers = []
  const impacts = []
  const shares = []
  let answer = 0
  for (let at = 0; at < numbers.length;) {
    answer += numbers[at]
    const count = numbers[at + 1] & 31
    answers.push(answer)
    impacts.push((numbers[at + 1] >> 5) / 15)
    shares.push(count ? numbers.slice(at + 2, at + 2 + count) : undefined)
    at += 2 + count
  }
  return { answers: Int32Array.from(answers), impacts: Float32Array.from(impacts), shares }
}

async function fetchJson(address, options) {
  let response
  try {
    response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (failure) {
    throw new OfflineError(String(failure))
  }
  if (response.status === 404) throw new OutdatedError(`${address} is gone`)
  if (!response.ok) throw new OfflineError(`${address}: ${response.status}`)
  try {
    return await response.json()
  } catch (failure) {
    throw new OutdatedError(`${address}: ${failure}`)
  }
}
