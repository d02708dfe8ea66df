import type { Day } from '../shared/days.ts'

type Task = () => Promise<unknown>

/** What happens in the example, day by day. A day on which nothing happens costs nothing. */
export interface Agenda {
  /** The day that the walk has come to. */
  today: () => Day
  /** The last day: what is set for a later one has not happened yet, and so never does. */
  end: Day
  /** Sets a task for so many days before the end. */
  ago: (days: number, task: Task) => void
  /** Sets a task for so many days after the day that the walk has come to. */
  after: (days: number, task: Task) => void
  /** How many tasks were begun on this day. */
  begun: () => number
  walk: () => Promise<void>
}

export function openAgenda(end: Day): Agenda {
  const days = new Map<string, Task[]>()
  let today = end
  let begun = 0
  const set = (day: Day, task: Task): void => {
    const tasks = days.get(day.toString()) ?? []
    days.set(day.toString(), [...tasks, task])
  }
  return {
    today: () => today,
    end,
    begun: () => begun,
    ago: (count, task) => set(end.subtract({ days: count }), task),
    after: (count, task) => set(today.add({ days: count }), task),
    walk: async () => {
      // A task may set others for its own day, so the days are looked for anew each time.
      for (let next = firstOf(days); next !== null && Temporal.PlainDate.compare(next, end) <= 0; next = firstOf(days)) {
        begun = next.equals(today) ? begun + 1 : 1
        today = next
        const [task, ...rest] = days.get(next.toString()) ?? []
        if (rest.length === 0) days.delete(next.toString())
        else days.set(next.toString(), rest)
        await task?.()
      }
      today = end
    },
  }
}

const firstOf = (days: ReadonlyMap<string, unknown>): Day | null => {
  const first = [...days.keys()].reduce<string | null>((least, day) => (least === null || day < least ? day : least), null)
  return first === null ? null : Temporal.PlainDate.from(first)
}
