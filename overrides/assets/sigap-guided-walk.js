// Walks through flows, knowing no document. A state holds the flows that were entered one inside the other (frames, the
// innermost last; each with the way that led to its step, if any: came), an interrupt whose clause is being read (aside),
// what was chosen (choices) and the steps that were left (taken). States are never changed; choose() makes a new one.
const DEEPEST = 12

export const nodeOf = (graphs, { flow, node }) => graphs.get(flow).nodes[node]
export const hasNode = (graph, node) => Object.hasOwn(graph.nodes, node)
export const placeOf = (state) => state.frames.at(-1)

export function begin(graph, node = graph.start) {
  const from = node === graph.start ? undefined : node
  return { frames: [{ flow: graph.id, node, by: "start" }], aside: undefined, from, choices: [], taken: [] }
}

// What leads on: ways, the flow to be entered, or the way back to what was interrupted. Empty: the walk is over.
export function offersOf(state, graphs) {
  if (state.aside) return [{ choice: "k", kind: "return", frames: state.frames }]
  const node = nodeOf(graphs, placeOf(state))
  if (node.flow) return [{ choice: "m", kind: "enter", flow: node.flow }]
  return node.ways ? waysFrom(state.frames, graphs) : offersAtEnd(state.frames, graphs)
}

function waysFrom(frames, graphs) {
  const at = frames.at(-1)
  return nodeOf(graphs, at).ways.map((way, place) => ({
    choice: String(place + 1), kind: "way", way, at, frames: [...frames.slice(0, -1), { ...at, node: way.to, came: `${at.node} ${place + 1}` }],
  }))
}

// An end that is not final leads back to the ways of the step that entered the flow; the end of an interrupt, and a
// case that nothing regulates, to the step that was interrupted.
function offersAtEnd(frames, graphs) {
  const { final: isFinal, kind } = nodeOf(graphs, frames.at(-1))
  if (isFinal) return []
  for (let depth = frames.length - 1; depth > 0; depth -= 1) {
    const outer = frames.slice(0, depth)
    if (frames[depth].by === "interrupt") return [{ choice: "k", kind: "return", frames: outer }]
    const { ways, final: isFinalOutside } = nodeOf(graphs, outer.at(-1))
    if (isFinalOutside) return []
    if (ways && kind !== "unregulated") return waysFrom(outer, graphs)
  }
  return []
}

// The interrupts that hold here, of the innermost flow first. One with a scope holds at the steps it names, and inside
// the flow that such a step has entered; one without holds everywhere below too.
export function interruptsOf(state, graphs) {
  if (state.aside || isOver(state, graphs)) return []
  const entered = new Set(state.frames.map(({ flow }) => flow))
  const found = []
  let isScoped = true
  for (const { flow, node, by } of [...state.frames].reverse()) {
    for (const interrupt of graphs.get(flow).interrupts) {
      const holds = interrupt.scope ? isScoped && interrupt.scope.includes(node) : true
      if (holds && !entered.has(interrupt.flow)) found.push({ ...interrupt, owner: flow })
    }
    if (by === "interrupt") isScoped = false
  }
  const slots = slotsOf(state, graphs)
  return found.map((interrupt, place) => ({
    ...interrupt, choice: `i${place + 1}`, slot: slots.get(`${interrupt.owner} ${interrupt.id}`),
  }))
}

// The place of an interrupt for its key: the same at every step of a flow and of what is entered from it, whether or not
// those before it hold there, so that a hand that knows a key never starts another interrupt.
function slotsOf(state, graphs) {
  const slots = new Map()
  for (const { flow } of state.frames) {
    for (const { id } of graphs.get(flow).interrupts) {
      if (!slots.has(`${flow} ${id}`)) slots.set(`${flow} ${id}`, slots.size)
    }
  }
  return slots
}

export function isOver(state, graphs) {
  return nodeOf(graphs, placeOf(state)).kind === "end" && !offersOf(state, graphs).length
}

// The state after a choice; { missing } names a flow that must be loaded first; undefined: there is no such choice.
export function choose(state, choice, graphs) {
  const offer = offersOf(state, graphs).find((each) => each.choice === choice)
  if (offer?.kind === "enter") return enter(state, choice, graphs, { flow: offer.flow, by: "subflow", answer: "" })
  if (offer?.kind === "return") return next(state, choice, graphs, { frames: offer.frames, answer: "" })
  if (offer) return next(state, choice, graphs, { frames: offer.frames, answer: offer.way.answer, when: offer.way.when, at: offer.at })
  const interrupt = interruptsOf(state, graphs).find((each) => each.choice === choice)
  if (!interrupt) return undefined
  const { id, label, owner, flow } = interrupt
  if (flow) return enter(state, choice, graphs, { flow, by: "interrupt", answer: label })
  return next(state, choice, graphs, { frames: state.frames, answer: label, aside: { id, label, flow: owner } })
}

function enter(state, choice, graphs, { flow, by, answer }) {
  if (!graphs.has(flow)) return { missing: flow }
  if (state.frames.length >= DEEPEST) return undefined
  const node = graphs.get(flow).start
  return node ? next(state, choice, graphs, { frames: [...state.frames, { flow, node, by }], answer }) : undefined
}

function next(state, choice, graphs, { frames, answer = "", when, at, aside }) {
  const place = placeOf(state)
  const label = state.aside?.label ?? nodeOf(graphs, place).label
  const left = { ...place, label, answer, when: when ?? [], asked: at ?? place }
  return { ...state, frames, aside, choices: [...state.choices, choice], taken: [...state.taken, left] }
}

// The choice that follows from what was answered before, by the conditions of the ways that were taken; undefined when
// nothing follows. What was answered at this very step does not count: it is asked again because it may have changed.
export function choiceThatFollows(state, offers) {
  const ways = offers.filter(({ kind }) => kind === "way")
  if (ways.length < 2 || !ways.some(({ way }) => way.when)) return undefined
  const { flow, node } = ways[0].at
  const known = new Map()
  for (const { asked, when } of state.taken) {
    if (asked.flow !== flow || asked.node !== node) for (const condition of when) known.set(condition[0], condition)
  }
  const verdicts = ways.map(({ way }) => way.when && verdictOn(way.when, known))
  const first = verdicts.indexOf(true)
  if (first >= 0) return ways[first].choice
  const rest = verdicts.indexOf(undefined)
  const isLeft = rest >= 0 && verdicts.every((verdict, place) => place === rest || verdict === false)
  return isLeft ? ways[rest].choice : undefined
}

// True: all conditions hold; false: one does not; null: that is not known.
function verdictOn(conditions, known) {
  const verdicts = conditions.map((condition) => follows(known.get(condition[0]), condition))
  if (verdicts.includes(false)) return false
  return verdicts.includes(null) ? null : true
}

function follows(known, wanted) {
  if (!known) return null
  if (known[1] === wanted[1]) return true
  const [one, other] = [known[2], wanted[2]]
  if (!one && !other) return false
  if (!one || !other || one[0] !== other[0]) return null
  if (isBelow(one, other) || isBelow(other, one)) return false
  return isInside(one, other) ? true : null
}

// Bounds are [unit, low, whether low belongs to it, high, whether high does]; null is open.
function isBelow([, , , high, hasHigh], [, low, hasLow]) {
  return high !== null && low !== null && (high < low || (high === low && !(hasHigh && hasLow)))
}

function isInside([, low, hasLow, high, hasHigh], [, outerLow, hasOuterLow, outerHigh, hasOuterHigh]) {
  const isAbove = outerLow === null || (low !== null && (low > outerLow || (low === outerLow && (hasOuterLow || !hasLow))))
  const isUnder = outerHigh === null || (high !== null && (high < outerHigh || (high === outerHigh && (hasOuterHigh || !hasHigh))))
  return isAbove && isUnder
}
