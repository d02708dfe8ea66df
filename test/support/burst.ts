// Writes as fast as it can into the register that it is given, and says of each write, once it is committed, that it is.
import { change } from '../../src/audit/record.ts'
import { openRegister } from '../../src/register.ts'
import { cora } from './cast.ts'

const [database = '', keyFile = '', burst = '0'] = process.argv.slice(2)
const register = await openRegister({ database, keyFile })

for (let write = 1; ; write += 1) {
  await change(register.writer, { ...cora, id: null }, async (trx, record) => {
    await trx
      .insertInto('settings')
      .values([
        { name: `burst ${burst} write ${write} here`, value: 'yes' },
        { name: `burst ${burst} write ${write} there`, value: 'yes' },
      ])
      .execute()
    await record('burst.written', { kind: 'burst', id: write }, { burst })
  })
  process.stdout.write(`${write}\n`)
}
