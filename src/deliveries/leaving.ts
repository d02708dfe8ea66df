import { Refusal } from '../shared/refusal.ts'

/**
 * The database has the last word on what leaves (S1). Its triggers say no by their names; a person is told in the words
 * that the rule uses, without the list of holds, which only the records can give.
 */
const refused: Record<string, string> = {
  goods_go_to_centers_in_good_standing: 'Nothing can be sent to this center now: it is not vetted.',
  goods_leave_on_the_registers_day: 'Goods leave on the register’s day, and the clock of this machine stands behind it. Ask an administrator to set it right.',
}

/** The refusal that an error of the database stands for; null when it is no such error. */
export function refusalOfTrigger(error: unknown): Refusal | null {
  const message = error instanceof Error ? error.message : ''
  const name = Object.keys(refused).find((each) => message.includes(each))
  return name === undefined ? null : new Refusal('conflict', refused[name] ?? message)
}
