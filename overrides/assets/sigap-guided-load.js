// Flows of guided steps: the one of this page, and those that are entered from it, each fetched at most once from its
// own page beside this one. What is brought in was made by the same build; a policy lets nothing in it run.
import { markAll } from "./sigap-validity.js"

const TIMEOUT_MS = 10_000

export function createLoader(section) {
  const stage = section.querySelector("[data-sigap-guided-stage]")
  const graphs = new Map()
  const addresses = new Map()
  const loading = new Map()

  function register(element, base) {
    const graph = JSON.parse(element.dataset.sigapWalk)
    graphs.set(graph.id, graph)
    for (const [flow, url] of Object.entries(graph.flows)) addresses.set(flow, new URL(url, base).href)
    return graph
  }

  async function fetchFlow(flow) {
    const address = addresses.get(flow)
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!answer.ok) throw new Error(`${answer.status}`)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const element = page.querySelector("[data-sigap-guided]")
    if (JSON.parse(element.dataset.sigapWalk).id !== flow) throw new Error("another flow")
    stage.append(...[...element.querySelectorAll("[data-sigap-panel]")].map((panel) => bring(panel, address)))
    markAll()
    return register(element, address)
  }

  // A flow that could not be loaded may be asked for again.
  function load(flow) {
    if (graphs.has(flow)) return Promise.resolve(graphs.get(flow))
    if (!loading.has(flow)) loading.set(flow, fetchFlow(flow).finally(() => loading.delete(flow)))
    return loading.get(flow)
  }

  return { graphs, load, addressOf: (flow) => addresses.get(flow), own: register(section, location.href) }
}

function bring(panel, base) {
  const own = document.importNode(panel, true)
  own.hidden = true
  for (const link of own.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), base).href
  return own
}
