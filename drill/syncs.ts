import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Drill } from './drill.ts'
import { newPlace, within, type Place } from './program.ts'

const writes = 100

export const syncs: Drill = {
  name: 'syncs',
  proves: 'each acknowledged write is on the disk: at least one fsync for each (DUR-03)',
  run: async (say) => {
    if (spawnSync('strace', ['-V']).error) {
      say('SKIPPED: strace is not installed here. On Debian: apt-get install strace')
      return []
    }
    const place = newPlace()
    await within(place, () => Promise.resolve()) // So that what is counted is a reopened file.
    const counted = syncsOf(place, writes) - syncsOf(place, 0)
    say(`${counted} syncs for ${writes} writes`)
    return counted >= writes ? [] : [`${writes} writes were acknowledged with ${counted} syncs.`]
  },
}

function syncsOf({ folder, database, keyFile, env }: Place, count: number): number {
  const trace = path.join(folder, 'trace')
  const traced = spawnSync(
    'strace',
    ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, path.join(import.meta.dirname, 'writes.ts'), database, keyFile, String(count)],
    { env, encoding: 'utf8' },
  )
  if (traced.status !== 0) throw new Error(`strace ended with ${traced.status ?? traced.signal}: ${traced.stderr}`)
  return readFileSync(trace, 'utf8').match(/\b(fsync|fdatasync)\(.*= 0$/gm)?.length ?? 0
}
