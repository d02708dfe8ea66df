import { at, inserted, notDeleted, today, updated, type Refusal } from './refusal.ts'

const total = { figure: 'paid', by_what: 'country', span: '2026-11', name: 'Nowhere', currency: 'XTS', row_count: 1, minor: 1, converted_minor: 1, unconverted_minor: 0 }
const span = { center_id: '@bare', item_code: 'SAF-01', from_on: today, until_on: '2027-01-01', recorded_at: at }

/** What is added up from other records, and the days on which evidence was in date. */
export const totalRefusals: Refusal[] = [
  ...inserted('money_totals', total, [
    ['totalled_figure_is_known', { figure: 'lost' }],
    ['totals_are_by_something_known', { by_what: 'colour' }],
    ['span_is_a_day_month_or_year', { span: '2026-1' }],
  ]),
  {
    by: 'the_reporting_currency_stays',
    bad: "UPDATE settings SET value = 'EUR' WHERE name = 'currency'",
    right: ['DELETE FROM money_totals', "UPDATE settings SET value = 'EUR' WHERE name = 'currency'"],
  },
  {
    by: 'the_reporting_currency_is_not_deleted',
    bad: "DELETE FROM settings WHERE name = 'currency'",
    right: ['DELETE FROM money_totals', "DELETE FROM settings WHERE name = 'currency'"],
  },
  ...inserted('evidence_spans', span, [
    ['evidence_from_on_is_a_day', { from_on: '2026-11-31' }],
    ['evidence_until_on_is_a_day', { until_on: '2027-02-29' }],
    ['an_evidence_span_has_days', { until_on: today }],
  ]),
  ...updated('evidence_spans', '@evidenceSpan', [['an_evidence_span_is_only_superseded', { superseded_at: at, from_on: '2020-01-01' }, { superseded_at: at }]]),
  ...notDeleted('evidence_spans', '@evidenceSpan'),
]
