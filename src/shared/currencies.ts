/**
 * The currencies offered: ISO 4217's active list, without funds codes (CLF, USN), units of account
 * (XDR), metals and tests, which nobody is paid in. Written out, not asked of Intl, so that a newer Node adds and drops nothing.
 */
export const currencies: readonly string[] = `
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP
CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD
JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`
  .trim()
  .split(/\s+/)

const offered = new Set(currencies)

/** Whether new amounts may be in this currency; those already kept stay readable when it is withdrawn. */
export const isCurrency = (code: string): boolean => offered.has(code)

/**
 * Decimal places other than two, by ISO 4217's list (column "minor unit"). Not asked of Intl: CLDR gives the
 * places seen in shops, so none for AFN, ALL, COP, HUF, IDR, IQD, IRR, KPW, LAK, LBP, MGA, MMK, PKR, SOS, SYP and YER,
 * where ISO has two (IQD three); and a newer CLDR that moved one would multiply what is kept by a hundred.
 */
const places: Record<string, readonly string[]> = {
  0: ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
}
const placesOf = new Map(Object.entries(places).flatMap(([count, codes]) => codes.map((code) => [code, Number(count)] as const)))

/** Decimal places of a currency's minor unit, 0 to 4. */
export const minorUnits = (currency: string): number => placesOf.get(currency) ?? 2

let names: Intl.DisplayNames | null = null

/** `Kenyan Shilling` */
export function currencyName(code: string): string {
  names ??= new Intl.DisplayNames('en', { type: 'currency' })
  return code === 'VED' ? 'Venezuelan Digital Bolívar' : (names.of(code) ?? code)
}
