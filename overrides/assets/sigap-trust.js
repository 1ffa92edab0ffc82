// Says on every page when the build that it is of can no longer be trusted: past a moment that it does not know beyond,
// or when it is older than the controller allows. It stays there, on prints too.
import { buildOfPage, notify, withdrawNotice } from "./sigap-notices.js"
import { onPage } from "./sigap-start.js"

const NAME = "trust"
// Clocks of devices differ a little from that of the build.
const TOLERANCE_MS = 60 * 60_000

export function judge() {
  const build = buildOfPage()
  if (!build) return
  const now = Date.now()
  if (now >= build.trustedUntil) {
    notify(NAME, "stale", `Halaman ini mungkin sudah usang: keadaannya per ${build.asOfText}, hanya dapat dipegang sampai ${build.trustedUntilText}. Pastikan dahulu ke edisi terbaru atau ke pengendali dokumen.`)
  } else if (now < build.asOf - TOLERANCE_MS) {
    notify(NAME, "stale", `Jam perangkat ini lebih awal daripada keadaan halaman ini (per ${build.asOfText}). Periksa jam Anda: apa yang berlaku dinilai menurut jam itu.`)
  } else {
    withdrawNotice(NAME)
  }
}

onPage(judge)
document.addEventListener("sigap:validity", judge)
setInterval(judge, 60_000)
