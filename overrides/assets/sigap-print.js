// Completes what the sheets of a print say of their page, and prints a part of a page alone.
import { onPage } from "./sigap-start.js"

// The address as this reader reaches it; the status as the page says it now, which may differ from that of the build.
function complete() {
  const address = document.querySelector("[data-sigap-print-address]")
  if (address) address.textContent = `Alamat: ${new URL(address.dataset.sigapPrintAddress, location.href).href}`
  const status = document.querySelector("[data-sigap-print-status]")
  const stamp = document.querySelector(".sigap-document-control [data-sigap-stamp]")
  if (status && stamp) status.textContent = stamp.textContent
}

// Prints one element with what every sheet says; the rest of the page stays away.
export function printOnly(element) {
  const root = document.documentElement
  element.dataset.sigapPrinted = ""
  root.dataset.sigapPrint = "part"
  addEventListener("afterprint", () => {
    delete element.dataset.sigapPrinted
    delete root.dataset.sigapPrint
  }, { once: true })
  print()
}

onPage(complete)
document.addEventListener("sigap:validity", complete)
addEventListener("beforeprint", complete)
