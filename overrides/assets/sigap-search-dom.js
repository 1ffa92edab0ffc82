// Builds elements for search. Children are nodes or texts; a text becomes a text node, so nothing in an answer is ever
// read as HTML. Attributes that are false, null or undefined are left out, and so are such children.
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue
    element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children.flat().filter((child) => child || child === 0))
  return element
}

export function makeButton(className, text, onPress) {
  const button = make("button", { type: "button", class: className }, text)
  if (onPress) button.addEventListener("click", onPress)
  return button
}

// Words come in runs: [text], [text, "m"] for what matches, [text, "p"] for a placeholder, [text, "mp"] for both.
export function drawWords(words) {
  return (words ?? []).map(([text, kind = ""]) => {
    const inner = kind.includes("m") ? make("mark", null, text) : text
    if (!kind.includes("p")) return inner
    return make("span", { class: "sigap-placeholder", "data-sigap-placeholder": "" }, inner)
  })
}

export const plainText = (words) => (words ?? []).map(([text]) => text).join("")
