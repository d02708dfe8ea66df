import { expect, it } from 'vitest'
import { placeLike } from '../../src/shared/place-like.ts'

it.each([
  '12 Harbour Street',
  'at 4 Long Acre Rd. behind the school',
  '221B Baker St',
  '1600 Pennsylvania Avenue NW',
  'Calle 14 No. 23-10',
  'Avenida Reforma 222',
  'Rua Augusta, 1500',
  '14 rue de la Paix',
  'Hauptstraße 12',
  'Lindenstrasse 5a',
  'Via Roma 10',
  'ul. Długa 7',
  'Jalan Sudirman 45',
  'улица Ленина 5',
  'soi 11, Bangkok',
  'House 14, Road 7',
  'PO Box 1234',
  'SW1A 1AA',
  'K1A 0B1',
  'Tampa FL 33602',
  '12345-6789',
  'zip code 90210',
  'PLZ: 10115',
  '1012 AB Amsterdam',
  '14.6349, -90.5069',
  '14.634915 / 90.506882',
  '14°38′N 90°30′W',
  '849VCWC8+R9',
  '///filled.count.soap',
  'https://maps.app.goo.gl/abc',
])('warns of %j', (text) => {
  expect(placeLike(text)).not.toBeNull()
})

it.each([
  'Two beds free since Monday',
  'Called on 20 November 2026 at 15:30',
  'Wants 24 mattresses and 12 blankets by 1 December',
  'Spoke with Ana for 20 minutes about the licence',
  'The audit of 2025 found 3 of 12 items open',
  'They paid $10,020.00 for 6 months of rent',
  'Version 3 of the checklist, item FAC-02',
  'The director asked for a call in the evening',
])('lets pass %j', (text) => {
  expect(placeLike(text)).toBeNull()
})
