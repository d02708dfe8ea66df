import { RateLimiterMemory } from 'rate-limiter-flexible'

const minute = 60
const longest = 15 * minute

/**
 * AUTH-07: how often a password may be tried. Five tries a minute for an account, then a pause that
 * doubles to 15 minutes; thirty a minute from one address. A device on which the person signed in
 * before counts apart, so that a stranger's guesses do not keep the owner out. Kept in memory: on
 * the register's own file it would wait behind writing, and a restart is no way in.
 */
export function signInThrottle() {
  const accounts = new RateLimiterMemory({ points: 5, duration: minute })
  const addresses = new RateLimiterMemory({ points: 30, duration: minute })
  const pauses = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 24 * 60 * minute })

  return {
    /** Counts a try. @returns 'go', 'pause' for the try that begins a pause, 'wait' within one */
    async try(account: string, address: string): Promise<'go' | 'pause' | 'wait'> {
      const [known, from] = [await accounts.get(account), await addresses.get(address)]
      if ((known && known.consumedPoints >= 5) || (from && from.consumedPoints >= 30)) return 'wait'
      await addresses.penalty(address)
      const { consumedPoints } = await accounts.penalty(account)
      if (consumedPoints < 5) return 'go'
      const { consumedPoints: times } = await pauses.penalty(account)
      const seconds = Math.min(minute * 2 ** (times - 1), longest)
      await accounts.set(account, 5, seconds)
      return 'pause'
    },
    /** The password was right: the account's tries are forgiven. */
    async forgive(account: string): Promise<void> {
      await Promise.all([accounts.delete(account), pauses.delete(account)])
    },
  }
}

export type Throttle = ReturnType<typeof signInThrottle>
