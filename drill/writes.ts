import { change } from '../src/audit/record.ts'
import { openRegister, registerActor } from '../src/register.ts'

// Makes so many changes in the register that it is given, one after the other, each acknowledged.

const [database = '', keyFile = '', count = '0'] = process.argv.slice(2)
const register = await openRegister({ database, keyFile })
for (let write = 0; write < Number(count); write += 1) {
  await change(register.writer, registerActor(register), (_trx, record) => record('drill.written', { kind: 'drill', id: write }))
}
await register.close()
