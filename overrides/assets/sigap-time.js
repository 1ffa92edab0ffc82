// Moments out of wall-clock times. Pages and the search worker decide by it what holds, so it knows no document.

// The instant of a wall-clock time ("2023-09-04T00:00") in a zone; "local" or none is the reader's own clock.
export function instant(wallClock, clock) {
  if (!wallClock) return undefined
  if (/(?:Z|[+-]\d\d:\d\d)$/.test(wallClock)) return Date.parse(wallClock)
  const full = wallClock.length === 10 ? `${wallClock}T00:00` : wallClock
  if (!clock || clock === "local") return Date.parse(full)
  const asUtc = Date.parse(`${full}Z`)
  const guess = asUtc - zoneOffset(asUtc, clock)
  return asUtc - zoneOffset(guess, clock)
}

function zoneOffset(moment, timeZone) {
  const options = { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", options).formatToParts(moment).map((part) => [part.type, Number(part.value)]))
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(moment / 1000) * 1000
}
