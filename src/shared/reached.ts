// How somebody is reached: the same is asked of what is typed into a form and of what is imported.

/** A phone number and nothing else, however it is grouped; four digits at least stand in it. */
export const isPhoneNumber = (text: string): boolean => /^\+?[\d\s().\-/x#*]{5,40}$/iu.test(text) && /\d{4}/.test(text.replaceAll(/\D/g, ''))

export const isEmailAddress = (text: string): boolean => /^(?!\.)(?!.*\.\.)[\w'+\-.]*[\w+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/.test(text)

/** A web address that can be followed as it stands. */
export const isLink = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text)

/** A link, or one that was written without its https://, as people do: then a point must stand in it, since any word would be one. */
export const isWebAddress = (text: string): boolean =>
  isLink(text) || (/^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*\.[\p{L}\p{M}]{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/u.test(text) && isLink(`https://${text}`))
