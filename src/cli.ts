import { existsSync } from 'node:fs'
import { readWords, usageOf, type Command, type Options } from './command.ts'
import { commands } from './commands.ts'
import { readConfig } from './config.ts'
import { StartRefusal } from './db/key-file.ts'
import { lockRegister } from './db/lock.ts'
import { openBeside, openRegister } from './register.ts'
import { Refusal } from './shared/refusal.ts'

const help = (): string =>
  [
    'npm run lantern -- COMMAND\n',
    ...commands.map((command) => `  ${usageOf(command)}\n      ${command.does}${command.wantsStopped ? ' (stop Lantern first)' : ' (Lantern may be running)'}\n`),
  ].join('\n')

async function answerTo(said: string[]): Promise<string> {
  if (said.length === 0 || ['help', '--help', '-h'].includes(said[0] ?? '')) return help()
  const command = commands.find(({ name }) => name === said.slice(0, name.split(' ').length).join(' '))
  if (!command) throw new StartRefusal(`There is no command “${said.join(' ')}”. npm run lantern lists those there are.`)
  const { words, options } = readWords(command, said.slice(command.name.split(' ').length))
  return run(command, words, options)
}

async function run(command: Command, words: string[], options: Options): Promise<string> {
  const config = readConfig()
  // A mistyped path must not make a new register, nor a new key beside it.
  if (!existsSync(config.database)) throw new StartRefusal(`There is no register at ${config.database}. Say in LANTERN_DATABASE where it is.`)
  const letGo = command.wantsStopped ? lockRegister(config.database) : () => {}
  try {
    const register = await (command.wantsStopped ? openRegister(config) : openBeside(config, command.takesBrokenLog))
    try {
      return await command.run(register, words, config, options)
    } finally {
      await register.close()
    }
  } finally {
    letGo()
  }
}

try {
  console.log(await answerTo(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof StartRefusal || error instanceof Refusal ? error.message : error)
  process.exitCode = 1
}
