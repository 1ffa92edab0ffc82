// What is searched for, as an address of the search page: ?q=…&jenis=…&merek=…&kanal=…&aplikasi=…&riwayat=1&akan=1
import { noFilters } from "./sigap-search-filters.js"

const NAMES = { kind: "jenis", brand: "merek", channel: "kanal", application: "aplikasi" }
const LONGEST_QUERY = 1000

export function readAddress(address = location.href) {
  const { searchParams } = new URL(address)
  const filters = noFilters()
  for (const [key, name] of Object.entries(NAMES)) {
    filters[key] = [...new Set(searchParams.getAll(name).flatMap((values) => values.split(",")).filter(Boolean))]
  }
  const [hasHistory, hasComing] = ["riwayat", "akan"].map((name) => searchParams.get(name) === "1")
  return { query: searchParams.get("q") ?? "", filters, hasHistory, hasComing }
}

export function writeAddress(page, { query, filters, hasHistory, hasComing }) {
  const address = new URL(page)
  address.search = ""
  address.hash = ""
  if (query.trim()) address.searchParams.set("q", query.slice(0, LONGEST_QUERY))
  for (const [key, name] of Object.entries(NAMES)) {
    for (const value of filters[key]) address.searchParams.append(name, value)
  }
  if (hasHistory) address.searchParams.set("riwayat", "1")
  if (hasComing) address.searchParams.set("akan", "1")
  return address.href
}
