// Talks to the worker that searches: one request under way, the latest waits, older ones are dropped. When the index
// is of another edition than the scripts, the page is reloaded once.
const PATIENCE_MS = 20_000
const RELOADED = "sigap-search-reloaded"
const RESUME = "sigap-search-resume"
const MODULES = ["./sigap-search.js", "./sigap-search-worker.js"]
const IMPORT = /(?:from|import\()\s*"(\.\/[\w-]+\.js)"/g

// base: address of the index; onReady(message), onFailed(reason); remember(): what to take up again after a reload.
export function createClient({ base, onReady, onFailed, remember }) {
  let worker, running, waiting, patience
  let phase = "idle"
  let lastId = 0

  function start() {
    if (phase === "loading" || phase === "ready") return
    phase = "loading"
    worker ??= spawn()
    post({ type: "start", base })
  }

  // The answer, or undefined when a later request took this one's place or search failed.
  function search(request) {
    waiting?.settle(undefined)
    return new Promise((settle) => {
      waiting = { request, settle }
      start()
      sendNext()
    })
  }

  function sendNext() {
    if (phase !== "ready" || running || !waiting) return
    running = { ...waiting, id: ++lastId }
    waiting = undefined
    post({ type: "search", id: running.id, ...running.request })
  }

  function post(message) {
    clearTimeout(patience)
    patience = setTimeout(() => abandon("offline"), PATIENCE_MS)
    worker.postMessage(message)
  }

  function finish(answer) {
    clearTimeout(patience)
    running?.settle(answer)
    running = undefined
  }

  function receive({ data }) {
    if (data.type === "ready") {
      clearTimeout(patience)
      phase = "ready"
      onReady(data)
    } else if (data.type === "results") {
      if (data.id !== running?.id) return
      forget(RELOADED)
      finish(waiting ? undefined : data)
    } else if (data.type === "failed") {
      if (data.id !== undefined && data.id !== running?.id) return
      fail(data.reason)
    }
    sendNext()
  }

  // After a failed search the worker still has its tables, and the next words may be found.
  function fail(reason) {
    if (!running) phase = "failed"
    finish(undefined)
    if (reason === "outdated" && !recall(RELOADED) && store(RELOADED, "1")) heal(remember())
    else onFailed(reason)
  }

  // A worker that does not answer, or could not be read, is replaced at the next start.
  function abandon(reason) {
    worker.terminate()
    worker = undefined
    running?.settle(undefined)
    running = undefined
    fail(reason)
  }

  function spawn() {
    const spawned = new Worker(new URL("./sigap-search-worker.js", import.meta.url), { type: "module" })
    spawned.addEventListener("message", receive)
    spawned.addEventListener("error", (event) => {
      event.preventDefault()
      if (spawned === worker) abandon("broken")
    })
    return spawned
  }

  return { start, search, isReady: () => phase === "ready" }
}

// The browser's cache may hold the old scripts, which a reload alone does not renew.
export async function heal(state) {
  store(RESUME, JSON.stringify({ ...state, path: location.pathname }))
  await renew(MODULES, new Set())
  location.reload()
}

// Fetches modules and what they import past the cache. What does not arrive is left to the reload.
async function renew(names, seen) {
  const fresh = names.filter((name) => !seen.has(name))
  for (const name of fresh) seen.add(name)
  await Promise.all(fresh.map(async (name) => {
    const fetched = fetch(new URL(name, import.meta.url), { cache: "reload" })
    const text = await fetched.then((answer) => answer.text(), () => "")
    await renew([...text.matchAll(IMPORT)].map((match) => match[1]), seen)
  }))
}

// What was under way before the page healed itself; asked for once.
export function resumed() {
  const text = recall(RESUME)
  forget(RESUME)
  const state = text ? JSON.parse(text) : undefined
  return state?.path === location.pathname ? state : undefined
}

// Without storage nothing can tell a second reload from a first: then there is none.
function store(key, value) {
  try {
    sessionStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

function recall(key) {
  try { return sessionStorage.getItem(key) } catch { return null }
}

function forget(key) {
  try { sessionStorage.removeItem(key) } catch { /* nothing is kept */ }
}
