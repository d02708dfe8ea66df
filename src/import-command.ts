import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { rolesOf } from './accounts/account.ts'
import { accountOf, counted, type Command, type Options } from './command.ts'
import type { Config } from './config.ts'
import { StartRefusal } from './db/key-file.ts'
import { mayUse } from './http/access.ts'
import { csvFile } from './http/csv.ts'
import { readOrder } from './imports/order-forms.ts'
import { loadListNames } from './imports/queries.ts'
import { readText, type ListNames } from './imports/read-as.ts'
import { lackingText } from './imports/refused-file.ts'
import { refusedRows } from './imports/refused-pages.ts'
import type { ReadFile, Told } from './imports/result.ts'
import { importCenters, tryCenters } from './imports/service.ts'
import { registerActor, type Register } from './register.ts'
import type { Person } from './shared/actor.ts'

export const importCommand: Command = {
  name: 'import',
  words: ['FILE', 'MAP.json', 'EMAIL'],
  options: [
    { name: '--try', value: null },
    { name: '--refused', value: 'FILE' },
  ],
  does: 'takes the good rows of a CSV file of centers in, as that coordinator or manager, and tells the others, which --refused also writes into a new file; with --try it tells what would become of each row, and changes nothing; fails when none went in, or would; README.md shows what MAP.json says',
  wantsStopped: false,
  run: importFile,
}

/** @throws StartRefusal, with all that is to be told, when there were rows and none went in: a script must not take that for done. */
async function importFile(register: Register, [file = '', map = '', email = '']: string[], _config: Config, options: Options): Promise<string> {
  const actor = await importerOf(register, email)
  const [bytes, order] = [contentOf(file), readOrder(contentOf(map).toString())]
  const trying = options.has('--try')
  const target = options.get('--refused') ?? null
  if (target !== null) claim(target) // Before any row goes in: afterwards it would be too late to say that it cannot be written.
  try {
    const read = await (trying ? tryCenters(register.reader, actor.today, bytes, order) : importCenters(register.writer, actor, bytes, order))
    const { counts, rows } = read.result
    const names = await loadListNames(register.reader)
    const told = [
      ...rows.flatMap((row) => (trying ? triedLines(row, names) : lines(row))),
      summaryOf(read, trying),
      ...(read.lacking.length > 0 ? [lackingText(read.lacking)] : []),
    ]
    if (target !== null) told.push(writeRefused(target, read, told))
    if (counts.refused > 0 && counts.new === 0) throw new StartRefusal([...told, trying ? 'Nothing would go in.' : 'Nothing went in.'].join('\n'))
    return told.join('\n')
  } finally {
    if (target !== null && statSync(target).size === 0) rmSync(target)
  }
}

async function importerOf(register: Register, email: string): Promise<Person> {
  const account = await accountOf(register, email)
  const roles = rolesOf(account)
  if (account.disabled) throw new StartRefusal(`The account of ${account.name} is closed, so nothing is imported as theirs.`)
  if (!mayUse(roles, 'directory.write')) throw new StartRefusal(`${account.name} is neither coordinator nor manager, and so registers no center.`)
  return { ...registerActor(register), id: account.id, name: account.name, roles }
}

function summaryOf({ result: { counts } }: ReadFile, trying: boolean): string {
  const rows = counted(counts.rows, 'row')
  return trying
    ? `${rows}: ${counted(counts.new, 'center')} would be registered, ${counts.there} there already, ${counts.refused} refused. Nothing was changed.`
    : `${rows}: ${counted(counts.new, 'center')} registered, ${counts.there} there already, ${counts.refused} refused.`
}

const lines = ({ row, problems, notices }: Told): string[] => [
  ...problems.map((problem) => `row ${row}: ${problem}`),
  ...notices.map((notice) => `row ${row}, to look at: ${notice}`),
]

/** What would become of a row, before what is wrong with it. */
function triedLines(told: Told, names: ListNames): string[] {
  const { row, kind, centerId } = told
  const becoming = { new: newText(told, names), there: `there already, as center ${centerId}`, refused: 'refused' }[kind]
  return [`row ${row}: ${becoming}`, ...lines(told)]
}

function newText({ name, organization, runBy, readAs }: Told, names: ListNames): string {
  const run = runBy ? ('id' in runBy ? 'in the register' : `the one of row ${runBy.row}`) : 'new'
  return `a new center, “${name}” of “${organization}” (${run})${readAs === undefined ? '' : `: ${readText(readAs, names)}`}`
}

/** Makes the file for refused rows, for nobody else's eyes, and never over another. @throws StartRefusal */
function claim(target: string): void {
  try {
    closeSync(openSync(target, 'wx', 0o600))
  } catch (error) {
    const code = codeOf(error)
    throw new StartRefusal(
      code === 'EEXIST'
        ? `${target} is there already. Name a new file: refused rows are never written over another.`
        : `${target} cannot be written${code === 'ENOENT' ? ': there is no such folder' : ` (${code})`}.`,
    )
  }
}

/** The CSV that the page of an import gives too. Where no row was refused, it stays empty and goes. @returns what to tell of it. @throws StartRefusal with what was to be told besides */
function writeRefused(target: string, read: ReadFile, told: string[]): string {
  const { columns, rows, delimiter } = refusedRows(read)
  if (rows.length === 0) return `No row was refused, so ${target} was not written.`
  try {
    writeFileSync(target, csvFile(columns, rows, delimiter))
    return `${target} holds the ${counted(rows.length, 'refused row')} with the reasons.`
  } catch (error) {
    throw new StartRefusal([...told, `${target} cannot be written (${codeOf(error)}).`].join('\n'))
  }
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = codeOf(error)
    throw new StartRefusal(`${file} cannot be read${code === 'ENOENT' ? ': there is no such file' : ` (${code})`}.`)
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
