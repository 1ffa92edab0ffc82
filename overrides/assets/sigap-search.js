// Moves to the search field with / (outside of fields) and Ctrl+K; closes the results when the reader goes elsewhere.
const isField = (element) => element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

document.addEventListener("keydown", (event) => {
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target)
  const isControlK = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k"
  const field = document.querySelector("[data-sigap-search]")
  if (!field || !(isSlash || isControlK)) return
  event.preventDefault()
  field.focus()
  field.select()
})

function closeOutside(event) {
  const toggle = document.querySelector('[data-md-toggle="search"]')
  if (toggle?.checked && !event.target.closest(".sigap-search")) toggle.click()
}

document.addEventListener("pointerdown", closeOutside)
document.addEventListener("focusin", closeOutside)
