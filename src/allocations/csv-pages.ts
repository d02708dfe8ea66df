import type { CsvColumn } from '../http/csv.ts'
import { countryName } from '../shared/countries.ts'
import { minorUnits } from '../shared/currencies.ts'
import type { AllocationRow } from './list-queries.ts'

/** An amount as a number of the currency, for a spreadsheet: at most 15 digits, which a double holds. */
export const amountCell = (minor: number, currency: string): number => Number((minor / 10 ** minorUnits(currency)).toFixed(minorUnits(currency)))

export const allocationColumns: CsvColumn<AllocationRow>[] = [
  { label: 'Allocation', of: ({ id }) => id },
  { label: 'Center', of: ({ centerName }) => centerName },
  { label: 'Country', of: ({ country }) => countryName(country) ?? country },
  { label: 'Fund', of: ({ fundCode }) => fundCode },
  { label: 'Purpose', of: ({ purposeName }) => purposeName },
  { label: 'Amount', of: ({ minor, currency }) => amountCell(minor, currency) },
  { label: 'Paid', of: ({ paidMinor, currency }) => amountCell(paidMinor, currency) },
  { label: 'Currency', of: ({ currency }) => currency },
  { label: 'State', of: ({ state }) => state },
  { label: 'Drafted on', of: ({ draftedOn }) => draftedOn },
]
