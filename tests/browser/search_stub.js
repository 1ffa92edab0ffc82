// Stands in for the worker that searches: answers with made-up cards out of cards.json, by the query's first word.
let cards, facets

async function start(base) {
  const answer = await fetch(new URL("cards.json", base), { cache: "no-store" })
  if (!answer.ok) return postMessage({ type: "failed", reason: "offline", message: "cards.json" })
  const made = await answer.json()
  if (made.delay) await new Promise((go) => setTimeout(go, made.delay))
  cards = new Map(Object.entries(made.cards))
  facets = made.facets
  postMessage({ type: "ready", facets, count: 100 })
}

// Cards with a window change with time, those of another brand with the position.
function placed(card, { now, position }) {
  const isOtherBrand = Boolean(position && card.brand !== position.brand)
  if (!card.until || now < Date.parse(card.until)) return { ...card, isOtherBrand }
  const blocks = card.blocks.map((block) => ({ ...block, state: "ended" }))
  return { ...card, isOtherBrand, blocks, state: "ended", copy: null }
}

function search(request) {
  const { id, query, filters, coming, limit } = request
  const word = query.trim().split(/\s+/)[0]
  if (word === "usang") return postMessage({ type: "failed", id, reason: "outdated", message: "edition" })
  if (word === "gagal") return postMessage({ type: "failed", id, reason: "offline", message: "texts" })
  if (word === "galat") throw new Error("made up")
  const isLeftOut = (card) => word === "nanti" && !coming
  const found = (cards.get(word) ?? []).filter((card) => !isLeftOut(card) && ["kind", "brand"].every((key) => !filters[key].length || filters[key].includes(card[key])))
  const drawn = found.map((card) => placed(card, request)).sort((one, other) => one.isOtherBrand - other.isOtherBrand)
  postMessage({ type: "results", id, query, results: drawn.slice(0, limit), total: drawn.length, isUnsure: word === "ragu", leavesOutComing: word === "nanti" && !coming, tookMs: Math.random() })
}

addEventListener("message", ({ data }) => {
  postMessage({ type: "seen", data })
  if (data.type === "start") start(data.base)
  else search(data)
})
