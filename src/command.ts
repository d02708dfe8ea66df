import type { Account } from './accounts/account.ts'
import { listAccounts } from './accounts/queries.ts'
import type { Config } from './config.ts'
import { StartRefusal } from './db/key-file.ts'
import type { Register } from './register.ts'

/** What may be said after a command's words. */
export interface Option {
  name: string
  /** What must follow it, such as FILE; null when it stands alone. */
  value: string | null
}

/** The options that were said, each with what followed it: nothing where it stands alone. */
export type Options = ReadonlyMap<string, string>

/** One thing that can be done from the shell. */
export interface Command {
  name: string
  /** What must be said after its name: as many words, and no more. */
  words: string[]
  options: Option[]
  does: string
  /** Whether the server must be stopped while it runs. */
  wantsStopped: boolean
  /** Whether it is for a log too that this key may not have written, which else nothing is done beside. */
  takesBrokenLog?: true
  /** @returns what to print. @throws StartRefusal, Refusal in one line */
  run: (register: Register, words: string[], config: Config, options: Options) => Promise<string>
}

const optionUsage = ({ name, value }: Option): string => (value === null ? `[${name}]` : `[${name} ${value}]`)

/** How a command is written: import FILE MAP.json EMAIL [--try]. */
export const usageOf = ({ name, words, options }: Command): string => [name, ...words, ...options.map(optionUsage)].join(' ')

/** Tells words from options, which may stand anywhere. @throws StartRefusal in one line for any that the command does not have: else a backup would be written into a file called “--help” */
export function readWords(command: Command, said: readonly string[]): { words: string[]; options: Options } {
  const usage = `Write it as: npm run lantern -- ${usageOf(command)}`
  const words: string[] = []
  const options = new Map<string, string>()
  for (let at = 0; at < said.length; at += 1) {
    const word = said[at] ?? ''
    const option = command.options.find(({ name }) => name === word)
    if (!word.startsWith('-')) words.push(word)
    else if (!option) throw new StartRefusal(`There is no option “${word}”. ${usage}`)
    else if (options.has(word)) throw new StartRefusal(`“${word}” is said twice. ${usage}`)
    else if (option.value === null) options.set(word, '')
    else {
      at += 1
      const value = said[at] ?? ''
      if (value === '' || value.startsWith('-')) throw new StartRefusal(`After “${word}” its ${option.value} must follow. ${usage}`)
      options.set(word, value)
    }
  }
  if (words.length !== command.words.length) throw new StartRefusal(usage)
  return { words, options }
}

/** @throws StartRefusal when nobody has this address */
export async function accountOf({ reader }: Register, email: string): Promise<Account> {
  const account = (await listAccounts(reader)).find((each) => each.email === email.toLowerCase())
  if (!account) throw new StartRefusal(`Nobody here has the address ${email}.`)
  return account
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
