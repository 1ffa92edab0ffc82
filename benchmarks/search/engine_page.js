// Runs the real engine in a blank page for the tuning script: which answers a query finds, under which weights.
const NAMES = ["engine", "index", "order", "results"]
const SHOWN = 20
const MOST_SURE = 2
const STEPS = 10
const engines = new Map()
const indexes = new Map()

function engineOf(code) {
  if (!engines.has(code)) {
    engines.set(code, Promise.all(NAMES.map((name) => import(`${code}/sigap-search-${name}.js`)))
      .then((modules) => Object.assign({}, ...modules)))
  }
  return engines.get(code)
}

async function indexOf(base, code) {
  const key = `${code} ${base}`
  if (!indexes.has(key)) {
    const { Index } = await engineOf(code)
    const index = await new Index(new URL(base, location.href).href).start()
    await index.loadRest(() => true)
    await index.words()
    indexes.set(key, { index, words: index.vocabulary })
  }
  return indexes.get(key)
}

// code: folder of the modules; base: folder of the index; weights, priors: what they are to be.
// hasTypos, isOpen: false switches typo tolerance, and the unfinished last word, off.
// hasLimits: tell also up to which threshold `sure` the engine is sure of its results, found by trying.
// Returns for each query {answers: positions in shown order, limit, took}.
export async function run({ code, base, weights, priors, hasTypos = true, isOpen = true, hasLimits = false, queries, now }) {
  const { rank, ordered, standing, stateOf } = await engineOf(code)
  const held = await indexOf(base, code)
  const { index } = held
  index.manifest.weights = { ...weights }
  Object.assign(index.manifest.priors, priors)
  index.vocabulary = hasTypos ? held.words : []
  const groups = index.manifest.groups.map((group) => ({ ...stateOf(group, now), ...standing(group, null), group }))
  const results = []
  for (const query of queries) {
    const text = isOpen ? query : `${query} `
    const started = performance.now()
    const { found } = await rank(text, index)
    const ranked = found.map((each) => ({ ...each, ...groups[index.groupOf(each.answer)] }))
    const shown = ordered(ranked).slice(0, SHOWN)
    const took = performance.now() - started
    results.push({ answers: shown.map(({ answer }) => answer), limit: hasLimits ? await limitOf(text, index, rank) : 0, took })
  }
  return results
}

async function limitOf(text, index, rank) {
  let low = 0
  let high = MOST_SURE
  for (let step = 0; step < STEPS; step++) {
    index.manifest.weights.sure = (low + high) / 2
    if ((await rank(text, index)).isUnsure) high = index.manifest.weights.sure
    else low = index.manifest.weights.sure
  }
  return low
}
