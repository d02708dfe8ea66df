import type { Center } from './center.ts'

/** R3: the notes on a center's services as one number (FNV-1a), the same while no service and no note of them changes. */
export function notesVersion({ services }: Pick<Center, 'services'>): number {
  let hash = 0x811c9dc5
  for (const character of JSON.stringify(services.map(({ code, note }) => [code, note]))) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash % 1_000_000_000
}
