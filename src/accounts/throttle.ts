import { RateLimiterMemory } from 'rate-limiter-flexible'

const minute = 60
const longest = 15 * minute
const triesOfAccount = 5
const triesOfAddress = 30

/**
 * The most wrong passwords in a row (AUTH-07): after these the sign-in is held until the person signs in on a
 * device of theirs, or by a new link. As many as a minute allows may be under way at once and not be counted
 * yet, so it is held by so many sooner than at a hundred.
 */
export const mostFailures = 100 - triesOfAccount

/** A try that is not made: the how many-th it is while its address or account is held. */
export interface Held {
  held: 'address' | 'account'
  tries: number
}
/** What becomes of a try: it is made, it is and begins a pause, or it is turned away. */
type Verdict = 'go' | 'pause' | Held

/**
 * AUTH-10: which of those turned away in one hold stand in the log: 1, 2 … 9, 10, 20 … 100, 200 …, each with how many there were. So the log
 * tells a mistaken owner from an attack, and an attacker does not fill it. Nothing waits for the end of the hold: a restart loses no more.
 */
export const isTold = (tries: number): boolean => Number.isInteger(tries / 10 ** Math.floor(Math.log10(tries)))

/**
 * AUTH-07: how often a password may be tried. Five tries a minute for an account, then a pause that
 * doubles to 15 minutes; thirty a minute from one address. A device on which the person signed in
 * before counts apart, so that a stranger's guesses do not keep the owner out. Kept in memory: on
 * the register's own file it would wait behind writing, and a restart is no way in, since what
 * `mostFailures` bounds is counted by the log.
 */
export function signInThrottle() {
  const accounts = new RateLimiterMemory({ points: triesOfAccount, duration: minute })
  const addresses = new RateLimiterMemory({ points: triesOfAddress, duration: minute })
  const pauses = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 24 * 60 * minute })
  const turnedAway = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 24 * 60 * minute })

  return {
    /**
     * Counts a try before it is made, so that tries at the same time are as many as they are.
     * @param address null when it does not count: on a known device, which strangers may share an address with
     */
    async try(account: string, address: string | null): Promise<Verdict> {
      const ofAddress = address === null ? 0 : (await addresses.penalty(address)).consumedPoints
      if (ofAddress > triesOfAddress) return { held: 'address', tries: ofAddress - triesOfAddress }
      const { consumedPoints } = await accounts.penalty(account)
      if (consumedPoints > triesOfAccount) return { held: 'account', tries: consumedPoints - triesOfAccount }
      if (consumedPoints < triesOfAccount) return 'go'
      const { consumedPoints: times } = await pauses.penalty(account)
      await accounts.set(account, triesOfAccount, Math.min(minute * 2 ** (times - 1), longest))
      return 'pause'
    },
    /** Counts a try at an account that `mostFailures` holds. */
    async turnAway(account: string): Promise<Held> {
      return { held: 'account', tries: (await turnedAway.penalty(account)).consumedPoints }
    },
    /** The password was right: the account's tries are forgiven. */
    async forgive(account: string): Promise<void> {
      await Promise.all([accounts.delete(account), pauses.delete(account)])
    },
  }
}

export type Throttle = ReturnType<typeof signInThrottle>
