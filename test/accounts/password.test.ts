import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { changePasswordForm, newPasswordForm } from '../../src/accounts/forms.ts'
import { hashPassword, isOutdated, isPassword } from '../../src/accounts/password.ts'
import { passwordProblem } from '../../src/accounts/password-rules.ts'
import { parseForm } from '../../src/http/forms.ts'

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
  it.each([
    ['taken', 'velvet tractor umbrella 42', 'now', true],
    ['refused', 'qwertyuiopasdfghjkl', 'now', false],
    ['refused beside another field', 'qwertyuiopasdfghjkl', '', false],
  ])('is weighed once when it is %s', (_, password, current, ok) => {
    const weighed = vi.spyOn(ZxcvbnFactory.prototype, 'check')
    onTestFinished(() => weighed.mockRestore())

    expect(parseForm(changePasswordForm(['Cora']), { current, password }).ok).toBe(ok)

    expect(weighed).toHaveBeenCalledOnce()
  })

  it('that is no good is refused beside its field, by a link too', () => {
    const form = parseForm(newPasswordForm(['Cora']), { password: 'qwertyuiopasdfghjkl' })
    expect(form.ok ? null : form.state.fields.password.error).toBe('This is one of the passwords that are guessed first, or too regular. Use a few unrelated words.')
  })

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

describe('a password that holds a word of the product, the organization, a role or the person', () => {
  const context = ['Ada Adams', 'ada@example.org', 'Test Org']

  it.each([
    'program manager',
    'programmanager2026',
    'boardmember2026',
    'lantern program manager',
    'welcome to lantern',
    'Welcome to Lantern 2026!',
    'lanternlogin2026',
    'test organization',
    'ada adams 19901234',
    'l4ntern pr0gram m@nager',
    'aftercare coordinator 99',
    'lantern kettle bicycle',
  ])('is refused where little else is left: %s', (word) => {
    expect(passwordProblem(word, context)).toBe('This is mostly words that a stranger would try first. Use other ones.')
  })

  it.each([
    'my lantern hums at dawn',
    'board games with otters',
    'ada eats one apple daily',
    'the manager of nine kettles',
    'velvet survivor tractor umbrella',
    '灯台の下でlantern本を三冊読みました今日',
  ])('is taken where three others stand beside it: %s', (word) => {
    expect(passwordProblem(word, context)).toBeNull()
  })

  it.each([
    ['มูลนิธิแสงใหม่', 'มูลนิธิแสงใหม่2026'],
    ['अरुणपथ न्यास', 'अरुणपथ न्यास12345678'],
    ['অরুণআলো সংস্থা', 'অরুণআলোসংস্থা2026'],
    ['새벽 재단 이름', '새벽 재단 이름12345678'],
    ['晨光 之家', '晨光之家20262026晨光之家'],
    ['دار الأمل للرعاية', 'دارُ الأَملِ للرعاية2026'],
    ['Haus Größe', 'hausgroesse2026!'],
    ['Haus Größe', 'hausgrosse-2026!'],
    ['Dom Światło', 'dom swiatlo 20262026'],
    ['A.B.C. Org (e.V.)', 'A.B.C. Org (e.V.)2026'],
    ['O’Neill House', "o'neill house 2026"],
    ['Test Org', 'Lantérn lantérn 12'],
  ])('is refused in whatever script and spelling: “%s” by %s', (organization, word) => {
    expect(passwordProblem(word, ['Ada Adams', 'ada@example.org', organization])).toBe('This is mostly words that a stranger would try first. Use other ones.')
  })

  it('is taken where three others stand beside it in a script without case', () => {
    expect(passwordProblem('새벽 고양이가 파란 자전거를 천천히 수리한다', ['Ada Adams', 'ada@example.org', '새벽 재단 이름'])).toBeNull()
  })

  it('is not the one of the example', () => {
    expect(passwordProblem('violet kettle under nine bridges', context)).toBeNull()
  })
})

describe('of a hundred passwords that are guessed first', () => {
  const context = ['Cora Reyes', 'cora@example.org', 'Harbour Trust']
  const repeated = ['password', 'letmein', 'qwerty', 'welcome', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'iloveyou'].flatMap((word) => [
    word.repeat(4),
    `${word}123456789012`,
    `${word}${word}2026!`.padEnd(15, '!'),
    `${word.toUpperCase()}${word}${word}`,
  ])
  const own = ['lantern', 'shelter', 'survivor', 'coordinator', 'administrator', 'harbour', 'trust', 'corareyes', 'example', 'aftercare'].flatMap((word) => [
    `${word}-${word}-${word}-1`,
    `${word}${word}20262026`,
    `${word.toUpperCase()}!${word}!${word}`,
    `12345${word}${word}`,
  ])
  const regular = [
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    'abcabcabcabcabc',
    '1111111111111111',
    '123456789123456789',
    '987654321987654321',
    'abcdefghijklmnop',
    'zyxwvutsrqponmlk',
    'qwertyuiopqwertyuiop',
    'asdfghjklasdfghjkl',
    '1q2w3e4r5t1q2w3e4r5t',
    'qazwsxedcqazwsxedc',
    '!!!!!!!!!!!!!!!!',
    '               ',
    '20262026202620262026',
    '01012000010120000101',
    'password password',
    'Password1Password1',
    'P@ssw0rdP@ssw0rd',
    'passwordpassword1',
  ]

  it('refuses each', () => {
    const all = [...repeated, ...own, ...regular]
    expect(all).toHaveLength(100)
    expect(all.filter((word) => passwordProblem(word, context) === null)).toEqual([])
  })

  it('takes each of twenty that are not', () => {
    const good = [
      'velvet tractor umbrella 42',
      'copper lemon bicycle 7',
      'seven otters mending nets',
      'the kettle hums at dawn',
      'ochre-window-pebble-flute',
      'mañana llueve sobre Quito',
      'ветер ломает старый клён',
      'ein Regenschirm im Kühlschrank',
      'gT7#vLq2!xZp9&mR',
      'k8w-nn3-pq7-zz1-bd5',
      'purple giraffes dislike algebra',
      'nobody waters that cactus',
      'quiet marmalade orbit 19',
      'les hiboux comptent les marches',
      'tundra velcro harmonica',
      'b4ssoon-in-the-bathtub',
      '雨の日には本を三冊読みました今日も',
      'almond thunder cardigan',
      'my aunt juggles nine melons',
      'frosted lighthouse gravel',
    ]
    expect(good.filter((word) => passwordProblem(word, context) !== null)).toEqual([])
  })
})
