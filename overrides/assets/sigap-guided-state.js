// The state of guided steps as the part of an address behind `#`, and back:
//
//   #step=[flow/]node[&dari=node][&jalan=choice-choice-…]
//
// step: where the reader is; `flow/` only inside a flow entered from this one. dari: where the walk began, unless at the
// start. jalan: what was chosen since, joined by hyphens: `3` the third way, `m` the flow of this step was entered,
// `i2` the second interrupt offered, `k` back to the step that was interrupted. Ids and choices hold nothing that needs
// to be encoded, so whatever else stands there is no state of ours.
const LONGEST = 4000
const ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
const STEP = new RegExp(`^(?:(${ID})/)?(${ID})$`)
const NODE = new RegExp(`^${ID}$`)
const CHOICE = /^(?:[1-9]\d?|i[1-9]\d?|m|k)$/

// Undefined for an address that is not about steps; `isBroken` for one that is and cannot be read. `path` is undefined
// when it cannot be read, an empty list when there is none.
export function parseState(hash) {
  if (!/^#?(?:[^&]*&)*step=/.test(hash.slice(0, LONGEST))) return undefined
  if (hash.length > LONGEST) return { isBroken: true }
  const parts = new Map(hash.replace(/^#/, "").split("&").map((part) => [part.split("=", 1)[0], part.slice(part.indexOf("=") + 1)]))
  const step = STEP.exec(parts.get("step"))
  if (!step) return { isBroken: true }
  const from = parts.get("dari")
  const path = parts.has("jalan") ? parts.get("jalan").split("-") : []
  const isReadable = path.every((choice) => CHOICE.test(choice)) && (from === undefined || NODE.test(from))
  return { flow: step[1], node: step[2], from, path: isReadable ? path : undefined }
}

export function formatState({ flow, node, from, path }) {
  const step = flow ? `${flow}/${node}` : node
  return `#step=${step}${from ? `&dari=${from}` : ""}${path.length ? `&jalan=${path.join("-")}` : ""}`
}
