import { describe, expect, it } from 'vitest'
import { hashPassword, isOutdated, isPassword } from '../../src/accounts/password.ts'
import { passwordProblem } from '../../src/accounts/password-rules.ts'

describe('a kept password', () => {
  it('is argon2id at the cost that the register says', async () => {
    const kept = await hashPassword('velvet tractor umbrella 42')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(isOutdated(kept)).toBe(false)
    expect(isOutdated(kept.replace('t=3', 't=2'))).toBe(true)
    expect(await isPassword('velvet tractor umbrella 42', kept)).toBe(true)
    expect(await isPassword('velvet tractor umbrella 43', kept)).toBe(false)
  })

  it('is the same however its letters are composed, and to the last byte', async () => {
    const kept = await hashPassword('caf\u00e9 '.repeat(20))
    expect(await isPassword('cafe\u0301 '.repeat(20), kept)).toBe(true)
    expect(await isPassword(`${'caf\u00e9 '.repeat(19)}cafe `, kept)).toBe(false)
  })
})

describe('a new password', () => {
  it.each(['velvet tractor umbrella 42', 'copper lemon bicycle 7', '🐙🌵🎻🚲🍋🧭🪁🦔🧶🪜🛶🥁🧊🪴🎈', 'ветер ломает старый клён', 'mañana llueve sobre Quito'])(
    '%s is taken',
    (word) => {
      expect(passwordProblem(word, ['Cora Reyes', 'cora@example.org', 'Harbour Trust'])).toBeNull()
    },
  )

  it.each([
    ['🐙🌵🎻🚲🍋🧭🪁🦔🧶🪜🛶🥁🧊🪴', 'at least 15'],
    ['passwordpassword1', 'try first'],
    ['HarbourTrust2026HarbourTrust', 'try first'],
    ['lantern-lantern-lantern', 'try first'],
    ['corareyescorareyes', 'try first'],
    ['aaaaaaaaaaaaaaaaaaaa', 'guessed first'],
    ['qwertyuiopasdfghjkl', 'guessed first'],
    ['123456789012345678', 'guessed first'],
    ['x'.repeat(129), 'at most 128'],
  ])('%s is refused, and why is said', (word, said) => {
    expect(passwordProblem(word, ['Cora Reyes', 'cora@example.org', 'Harbour Trust'])).toContain(said)
  })
})
