// Takes the affixes off an Indonesian word: "pembayarannya" becomes "bayar". The steps, their order and what they
// leave alone are those of Snowball's Indonesian stemmer, letter by letter, since the index is stemmed by it.
// Words come in lower case; other letters than a to z stay as they are.

// The measure of a word, its number of vowels, says how much there is to take: every affix has one vowel, and a word
// of at most two is a root.
const ROOT_MEASURE = 2

const PARTICLES = ["kah", "lah", "pun"]
const POSSESSIVES = ["nya", "ku", "mu"]

// Which suffixes may close a word depends on the prefix that opened it. The longer suffix comes first.
const SUFFIXES = {
  afterNone: ["kan", "an", "i"],
  afterVerbal: ["kan", "i"], // "dihalaman" keeps its "an"
  afterNominal: ["an"],
  afterPer: ["an", "i"],
  afterBer: ["kan", "an"],
}

// The first rule that fits is taken. meny-, mem-, peny- and pem- have swallowed the first letter of the root, which
// `restored` brings back: "menyapu" → "sapu", "memilih" → "pilih". A rule without `suffixes` changes nothing there.
const FIRST_ORDER_PREFIXES = [
  { prefix: /^meny(?=[aeiou])/, restored: "s", suffixes: SUFFIXES.afterVerbal },
  { prefix: /^mem(?=[aeiou])/, restored: "p", suffixes: SUFFIXES.afterVerbal },
  { prefix: /^(?:meng|mem|men|me|di|ter)/, suffixes: SUFFIXES.afterVerbal },
  { prefix: /^peny(?=[aeiou])/, restored: "s", suffixes: SUFFIXES.afterNominal },
  { prefix: /^pem(?=[aeiou])/, restored: "p", suffixes: SUFFIXES.afterNominal },
  { prefix: /^(?:peng|pem|pen|ke)/, suffixes: SUFFIXES.afterNominal },
]

// bel- and pel- belong to one root only, "ajar". Without its r, be- stands before roots like "kerja"; "u" lets a letter
// outside the basic plane count as one.
const SECOND_ORDER_PREFIXES = [
  { prefix: /^pel(?=ajar)/ },
  { prefix: /^per?/, suffixes: SUFFIXES.afterPer },
  { prefix: /^(?:ber|bel(?=ajar)|be(?=[^aeiou]er))/u, suffixes: SUFFIXES.afterBer },
]

const measure = (word) => word.match(/[aeiou]/g)?.length ?? 0
const isRoot = (word) => measure(word) <= ROOT_MEASURE

function removeEnding(word, endings) {
  const ending = endings.find((candidate) => word.endsWith(candidate))
  return ending && !isRoot(word) ? word.slice(0, -ending.length) : word
}

function removeSuffix(word, suffixes) {
  const isPartOfRoot = word.endsWith("si") // "informasi" has no suffix
  return isPartOfRoot ? word : removeEnding(word, suffixes)
}

// Returns what is left, the suffixes that may now go, and whether a root's first letter was brought back; null when no
// rule fits.
function removePrefix(word, rules) {
  const rule = rules.find(({ prefix }) => prefix.test(word))
  if (!rule) return null
  const { prefix, restored = "", suffixes = SUFFIXES.afterNone } = rule
  return { rest: word.replace(prefix, restored), suffixes, isRestored: restored !== "" }
}

// A second prefix is looked for only behind a first one that came with a suffix: "keberhasilan" → "hasil". A letter
// that was brought back is the root's own: "memerintahkan" → "perintah", not "intah".
function removeInnerPrefix(bare, first) {
  const hadSuffix = bare !== first.rest
  if (!hadSuffix || first.isRestored || isRoot(bare)) return bare
  return removePrefix(bare, SECOND_ORDER_PREFIXES)?.rest ?? bare
}

export function stem(word) {
  const base = removeEnding(removeEnding(word, PARTICLES), POSSESSIVES)
  if (isRoot(base)) return base
  const first = removePrefix(base, FIRST_ORDER_PREFIXES)
  if (first) return removeInnerPrefix(removeSuffix(first.rest, first.suffixes), first)
  const second = removePrefix(base, SECOND_ORDER_PREFIXES)
  return second ? removeSuffix(second.rest, second.suffixes) : removeSuffix(base, SUFFIXES.afterNone)
}
