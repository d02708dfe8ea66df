import { cpus, loadavg } from 'node:os'
import type { Cost } from './measure.ts'

/** What was measured of one register. */
export interface Result {
  centers: number
  fileBytes: number
  /** Of the serving program, when it had just started and after all of it. */
  memory: { before: number; after: number }
  costs: Cost[]
}

const counted = new Intl.NumberFormat('en')
const size = (bytes: number): string => `${counted.format(Math.round(bytes / 1_048_576))} MB`
const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(0))

const heads = ['page', 'CPU ms', 'may cost', 'cold', 'first after a change', '1 connection: p50', 'p99', '32 connections: p50', 'p99', 'kB']

const rowOf = ({ name, cpu, cold, target, anew, alone, crowded, bytes }: Cost): string[] => [
  name,
  ms(cpu),
  target === null ? '' : `${target}${cpu > target ? ' (missed)' : ''}`,
  ...[cold, anew, alone.p50, alone.p99, crowded.p50, crowded.p99].map(ms),
  (bytes / 1024).toFixed(1),
]

/** The table of one register, as Markdown whose columns also line up in a terminal. */
export function tableOf({ centers, fileBytes, memory, costs }: Result): string {
  const rows = [heads, ...costs.map(rowOf)]
  const widths = heads.map((_head, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const lineOf = (row: string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  const [head = [], ...body] = rows
  return [
    `### ${counted.format(centers)} centers`,
    '',
    `The file has ${size(fileBytes)}. The program took ${size(memory.before)} of memory when it had started, ${size(memory.after)} at the end.`,
    '',
    lineOf(head),
    rule,
    ...body.map(lineOf),
  ].join('\n')
}

/** On what it was measured, and when. */
export const machineText = (): string => {
  const cores = cpus()
  return `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.version} on ${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), server and load on the same machine, on which ${loadavg()[1]?.toFixed(1)} programs wanted to run at a time.`
}
