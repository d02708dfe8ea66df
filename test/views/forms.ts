import type { FormPage } from '../../src/http/parts.ts'
import { fullField, fullHead, fullNotice, fullSummary } from './pieces.ts'
import { full, several } from './text.ts'

/** A form with every kind of field, each of them wrong. `prefix` keeps its ids apart from those of another form of the page. */
export function fullForm(prefix: string): FormPage {
  const common = (name: string) => ({ name: `${prefix}${name}`, label: full(name), hint: full(`Hint of ${name}`), field: fullField })
  const choices = several((n) => ({ value: String(n), label: full(`Choice ${n}`) }))
  const names = ['Line', 'Secret', 'Number', 'Area', 'Select', 'Radios', 'Checks', 'File']
  return {
    title: full('Form'),
    head: fullHead,
    notice: fullNotice,
    error: full('It could not be saved.'),
    summary: fullSummary(...names.map((name) => `${prefix}${name}`)),
    action: '/centers/1/edit?step=2&from=3',
    upload: true,
    hidden: [
      { name: `${prefix}Version`, value: '7' },
      { name: `${prefix}Token`, value: full('Token') },
    ],
    fields: [
      { kind: 'heading', text: full('Heading'), hint: full('What it is about') },
      { kind: 'input', ...common('Line'), type: 'text', autocomplete: 'off', required: false, suggestions: several((n) => full(`Suggestion ${n}`)) },
      { kind: 'input', ...common('Secret'), type: 'password', autocomplete: 'new-password', required: true },
      {
        kind: 'input',
        ...common('Number'),
        field: { entered: '9007199254740991', chosen: [], error: full('Too much.') },
        type: 'number',
        autocomplete: 'off',
        required: true,
      },
      { kind: 'area', ...common('Area'), rows: 12, required: false },
      { kind: 'select', ...common('Select'), field: { entered: '2', chosen: ['2'], error: full('Choose another.') }, choices, empty: full('Choose'), required: false },
      {
        kind: 'radios',
        ...common('Radios'),
        field: { entered: '3', chosen: ['3'], error: full('Choose another.') },
        choices: choices.map((choice) => ({ ...choice, hint: full('What it means') })),
        required: false,
      },
      { kind: 'checks', ...common('Checks'), choices },
      { kind: 'file', ...common('File'), accept: '.pdf,.jpg', required: false },
    ],
    submit: full('Save'),
    tone: 'warn',
    back: { label: full('Leave it'), href: '/centers/1?saved=0&from=3' },
  }
}
