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

  return {
    /**
     * Counts a try before it is made, so that tries at the same time are as many as they are.
     * @param address null when it does not count: on a known device, which strangers may share an address with
     * @returns 'go', 'pause' for the try that begins a pause, 'wait' within one
     */
    async try(account: string, address: string | null): Promise<'go' | 'pause' | 'wait'> {
      if (address !== null && (await addresses.penalty(address)).consumedPoints > triesOfAddress) return 'wait'
      const { consumedPoints } = await accounts.penalty(account)
      if (consumedPoints !== triesOfAccount) return consumedPoints < triesOfAccount ? 'go' : 'wait'
      const { consumedPoints: times } = await pauses.penalty(account)
      await accounts.set(account, triesOfAccount, Math.min(minute * 2 ** (times - 1), longest))
      return 'pause'
    },
    /** The password was right: the account's tries are forgiven. */
    async forgive(account: string): Promise<void> {
      await Promise.all([accounts.delete(account), pauses.delete(account)])
    },
  }
}

export type Throttle = ReturnType<typeof signInThrottle>
