// Words that are one or two slips away: a letter too many, too few, wrong, or two neighbours exchanged
// (Damerau-Levenshtein, optimal string alignment).
const LONG_WORD = 7
// In shorter words a wrong first letter makes another word: "dari" and "hari".
const MEDIUM_WORD = 6
const MOST_FOUND = 6

// The nearest of many words: {word, distance}, the nearest first; those with the same first letter before others.
export function nearest(typed, words) {
  const most = typed.length >= LONG_WORD ? 2 : 1
  const found = []
  for (const word of words) {
    if (Math.abs(word.length - typed.length) > most || (typed.length < MEDIUM_WORD && word[0] !== typed[0])) continue
    const distance = distanceOf(typed, word, most)
    if (distance <= most) found.push({ word, distance, rank: distance + (word[0] === typed[0] ? 0 : 0.5) })
  }
  found.sort((one, other) => one.rank - other.rank)
  return found.filter(({ distance }) => distance === found[0].distance).slice(0, MOST_FOUND)
}

// The number of slips between two words; most + 1 as soon as there are more.
export function distanceOf(one, other, most) {
  let beforeLast = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwapped) cost = Math.min(cost, beforeLast[column - 2] + 1)
      current.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most && (row === one.length || Math.min(...last) > most)) return most + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[other.length], most + 1)
}
