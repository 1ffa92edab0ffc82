// Moments out of wall-clock times. Pages and the search worker decide by it what holds, so it knows no document.

const formats = new Map()

// The instant of a wall-clock time ("2023-09-04T00:00") on a clock: the IANA name of a zone; "local" or none is the
// reader's own clock, which is that of `zone` where the reader has chosen one, else the device's.
export function instant(wallClock, clock, zone) {
  if (!wallClock) return undefined
  if (/(?:Z|[+-]\d\d:\d\d)$/.test(wallClock)) return Date.parse(wallClock)
  const full = wallClock.length === 10 ? `${wallClock}T00:00` : wallClock
  const meant = !clock || clock === "local" ? zone : clock
  if (!meant) return Date.parse(full)
  const asUtc = Date.parse(`${full}Z`)
  const guess = asUtc - zoneOffset(asUtc, meant)
  return asUtc - zoneOffset(guess, meant)
}

// The wall-clock time ("2023-09-04T00:00") of a moment in a zone; without one, on the device's own clock.
export function wallClockOf(moment, zone) {
  const offset = zone ? zoneOffset(moment, zone) : -new Date(moment).getTimezoneOffset() * 60_000
  return new Date(moment + offset).toISOString().slice(0, 16)
}

function zoneOffset(moment, timeZone) {
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(moment).map((part) => [part.type, Number(part.value)]))
  const wall = new Date(0)
  wall.setUTCFullYear(parts.year, parts.month - 1, parts.day)
  wall.setUTCHours(parts.hour, parts.minute, parts.second)
  return wall.getTime() - Math.floor(moment / 1000) * 1000
}

// Making one takes longer than all else here.
function formatOf(timeZone) {
  if (!formats.has(timeZone)) {
    const options = { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }
    formats.set(timeZone, new Intl.DateTimeFormat("en-US", options))
  }
  return formats.get(timeZone)
}
