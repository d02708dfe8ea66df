import { problemIf, type Problem } from './refusal.ts'

// CONF-08: what in a free text looks like a place. It warns and never refuses: "Room 12, Monday" may be meant.

const street =
  'street|st|str|avenue|ave|av|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|terrace|way|highway|hwy|parkway|pkwy|close|crescent|alley|row|quay|route|soi|moo|jalan|jl|marg|gali|straat|laan'
const number = String.raw`\d{1,5}[a-z]?(?:[-/]\d{1,4}[a-z]?)?`
const word = String.raw`[\p{L}\p{M}\d.'’-]+`

const looks: readonly (readonly [RegExp, string])[] = [
  [/[-+]?\d{1,3}\.\d{3,}°?\s*[NS]?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}/iu, 'coordinates'],
  [/\d{1,3}\s*[°º]\s*\d{1,2}(?:\s*['′’]|\.\d)/u, 'coordinates'],
  [/\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b/iu, 'a plus code'],
  [/\/{3}\p{L}{2,}\.\p{L}{2,}\.\p{L}{2,}/u, 'a three-word address'],
  [/\b(?:maps\.app\.goo\.gl|goo\.gl\/maps|google\.[a-z.]+\/maps|maps\.google\.|openstreetmap\.org|waze\.com|what3words\.com|w3w\.co)/iu, 'a link to a map'],
  [new RegExp(String.raw`(?<![\p{L}\d.,])${number},?\s+(?:${word}\s+){1,4}(?:${street})\b`, 'iu'), 'a street address'],
  [
    new RegExp(String.raw`(?<![\p{L}\d])\p{L}+(?:strasse|straße|str\.|gasse|weg|platz|allee|straat|gatan|vägen|veien|gata|katu|utca)\s+${number}\b`, 'iu'),
    'a street address',
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}\d])(?:c\/|(?:calle|carrera|cra|avenida|av|avda|rua|rue|via|viale|piazza|plaza|ulica|ul|jalan|jl|strada|camino|carretera|boulevard|bd|paseo|travessa|largo|chemin|house|flat|apt|apartment|soi|thanon|moo|улица|ул|شارع|plot|zona|colonia|barrio)(?!\p{L}))\.?\s*(?:${word},?\s+){0,4}(?:n[o°º]\.?\s*|#\s*)?${number}(?![\p{L}\d%])`,
      'iu',
    ),
    'a street address',
  ],
  [new RegExp(String.raw`(?<![\p{L}\d])${number},?\s+(?:rue|avenue|boulevard|bd|chemin|allée|place|quai|via|rua|calle|улица|ул)\b\.?\s+\p{L}`, 'iu'), 'a street address'],
  [/\bP\.?\s?O\.?\s?Box\s+\d+/iu, 'a post box'],
  [/\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b/u, 'a postal code'],
  [/\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s\d[A-Z]\d\b/u, 'a postal code'],
  [
    /\b(?:AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY)\s+\d{5}(?:-\d{4})?\b/u,
    'a postal code',
  ],
  [/\b\d{5}-\d{4}\b|\b\d{5}-\d{3}\b/u, 'a postal code'],
  [
    /\b(?:zip(?:\s?code)?|post(?:al)?\s?code|postleitzahl|plz|c\.?p\.?|c[oó]digo postal|code postal|pin\s?code|cep)\.?:?\s*(?:is\s+)?[A-Z]{0,2}[- ]?\d{3,6}/iu,
    'a postal code',
  ],
  [/(?<![\d.,$€£-])\b\d{4}\s?[A-Z]{2}\b(?!\s?\d)/u, 'a postal code'],
  [/,\s*\d{5,6}\s+\p{Lu}\p{Ll}+/u, 'a postal code'],
  [/\b\p{Lu}\p{L}+[ ,]+\d{5,6}\b(?!\s*(?:people|girls|women|usd|eur))/u, 'a postal code'],
]

/** What a text looks like that belongs into the place form; null when it looks like none. */
export function placeLike(text: string): string | null {
  const composed = text.normalize('NFKC')
  return looks.find(([look]) => look.test(composed))?.[1] ?? null
}

/** What is said of a text that looks like a place: beside it, and beside the box by which a person keeps it anyway. */
export function placeProblems(field: string, text: string | null): Problem[] {
  const looks = text === null ? null : placeLike(text)
  const message = `This looks like ${looks}. A place belongs into the place form, where it is encrypted: take it out here, or tick the box to save it anyway.`
  return [...problemIf(looks !== null, field, message), ...problemIf(looks !== null, 'anyway', 'Tick this if it is no place that must stay secret.')]
}
