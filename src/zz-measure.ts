import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/database.ts'
import { keysOf, newKeyring } from './db/keys.ts'
import { reportDays } from './reports/days.ts'
import { loadSummary } from './reports/summary-queries.ts'
import { figureKeys } from './reports/figures.ts'
import { loadKnownRates, measure } from './reports/measure-queries.ts'
import { summaryPage } from './reports/summary-pages.ts'
const file = '/tmp/measure-reports.db'
for (const x of ['', '-wal', '-shm']) rmSync(file + x, { force: true })
await migrate(file)
const db = new Sqlite(file)
for (const { name } of db.prepare("select name from sqlite_master where type='trigger'").all() as { name: string }[]) db.exec(`drop trigger ${name}`)
db.pragma('foreign_keys=off'); db.pragma('ignore_check_constraints=on')
const N = 10000
const at = (d: string) => `${d}T10:00:00.000Z`
const day = (n: number) => Temporal.PlainDate.from('2025-01-01').add({ days: n }).toString()
db.transaction(() => {
  db.prepare("insert into people(id,name,email,created_at) values(1,'A','a@b',?)").run(at(day(0)))
  db.prepare("insert into purposes values('P','Beds',1)").run()
  db.prepare("insert into checklists(id,version,title,created_at) values(1,1,'c',?)").run(at(day(0)))
  const item = db.prepare("insert into checklist_items(id,checklist_id,section,position,code,question,evidence_wanted,importance,polarity,not_applicable_allowed,months_good,applies_to) values(?,1,'s',?,?,'q','e',?,'good',0,12,'[]')")
  for (let i = 1; i <= 30; i++) item.run(i, i, `C${i}`, i <= 12 ? 'critical' : 'required')
  const c = db.prepare("insert into centers(id,uuid,organization_id,name,kind,country,created_at,created_on) values(?,?,1,?,'clinic',?,?,?)")
  const span = db.prepare('insert into standing_spans(center_id,kind,from_on,until_on,recorded_at,superseded_at) values(?,?,?,?,?,?)')
  const rev = db.prepare("insert into reviews(id,center_id,kind,checklist_id,lead_id,opened_on,opened_by,opened_at,target_on,state,moved_at,ended_on) values(?,?,'initial',1,1,?,1,?,?,'decided',?,?)")
  const mv = db.prepare("insert into review_moves(review_id,move,on_day,by_id,at) values(?,'decided',?,1,?)")
  const dec = db.prepare("insert into decisions(id,center_id,review_id,outcome,effective_on,valid_until,scope,rationale,decided_by,decided_on,decided_at) values(?,?,?,'approve',?,?,'{}','r',1,?,?)")
  const fin = db.prepare("insert into findings(review_id,item_id,revision,result,found_by,found_at) values(?,?,1,'met',1,?)")
  const doc = db.prepare("insert into documents(id,center_id,kind,title,received_on,expires_on,media_type,size,sha256,added_by,added_at) values(?,?,'evidence','t',?,?,'application/pdf',1,'x',1,?)")
  const ev = db.prepare('insert into finding_evidence(review_id,item_id,document_id,added_by,added_at) values(?,?,?,1,?)')
  const al = db.prepare("insert into allocations(id,fund_id,center_id,purpose_code,amount_minor,currency,for_what,populations,state,drafted_by,drafted_at) values(?,1,?,'P',1000000,?,'x','[]','approved',1,?)")
  const alm = db.prepare("insert into allocation_moves(allocation_id,move,on_day,by_id,at) values(?,'approved',?,1,?)")
  const pay = db.prepare("insert into payments(id,allocation_id,amount_minor,planned_on,method,paid_currency,paid_minor,planned_by,planned_at) values(?,?,?,?,'cash',?,1,1,?)")
  const pe = db.prepare("insert into payment_events(payment_id,kind,amount_minor,on_day,by_id,recorded_on,at) values(?,'sent',?,?,1,?,?)")
  const need = db.prepare("insert into needs(id,center_id,category,item,quantity,unit,unit_cost_minor,currency,priority,recorded_by,recorded_on,recorded_at) values(?,?,'b','Mattress',5,'p',8000,'USD','normal',1,?,?)")
  const cap = db.prepare("insert into capacity_readings(center_id,on_day,population_code,beds,open_beds,said_by,recorded_by,recorded_at) values(?,?,'POP',20,4,'x',1,?)")
  const del = db.prepare("insert into deliveries(id,center_id,packed_by,packed_on,packed_at) values(?,?,1,?,?)")
  const dl = db.prepare("insert into delivery_lines(id,delivery_id,need_id,item,quantity,unit,unit_value_minor,currency) values(?,?,?,'Mattress',5,'p',8000,'USD')")
  const rc = db.prepare("insert into receipts(id,delivery_id,on_day,confirmed_by,recorded_by,recorded_at) values(?,?,?,'x',1,?)")
  const rl = db.prepare('insert into receipt_lines(receipt_id,line_id,received,damaged,missing) values(?,?,5,0,0)')
  const cs = ['KE', 'GT', 'US', 'TH', 'PE', 'IN', 'PH', 'UA', 'NG', 'BR']
  let p = 0, n = 0
  for (let i = 1; i <= N; i++) {
    const s = day(i % 400), e = day(i % 400 + 500)
    c.run(i, `u${i}`, `Center ${i}`, cs[i % 10], at(s), s)
    span.run(i, 'in review', s, day(i % 400 + 20), at(s), null); span.run(i, 'vetted', day(i % 400 + 20), e, at(s), null); span.run(i, 'lapsed', e, null, at(s), null); span.run(i, 'prospect', s, null, at(s), at(s))
    rev.run(i, i, s, at(s), e, at(s), s); mv.run(i, s, at(s)); dec.run(i, i, i, s, e, s, at(s)); doc.run(i, i, s, day(i % 400 + 450), at(s))
    for (let k = 1; k <= 30; k++) { fin.run(i, k, at(s)); if (k <= 12) ev.run(i, k, i, at(s)) }
    const cur = i % 5 === 0 ? 'KES' : 'USD'
    al.run(i, i, cur, at(s)); alm.run(i, s, at(s))
    for (let k = 0; k < 10; k++) { const d = day((i * 7 + k * 60) % 680); pay.run(++p, i, 10000 + p % 9000, d, cur, at(d)); pe.run(p, 10000 + p % 9000, d, d, at(d)) }
    for (let k = 0; k < 8; k++) { const d = day((i * 3 + k * 70) % 680); need.run(++n, i, d, at(d)); if (k < 4) { del.run(n, i, d, at(d)); dl.run(n, n, n); rc.run(n, n, d, at(d)); rl.run(n, n) } }
    cap.run(i, day(660 + i % 20), at(day(660)))
  }
  for (let k = 0; k < 680; k += 3) db.prepare("insert into exchange_rates(currency,on_day,rate,source,entered_by,entered_at) values('KES',?,'0.0077','x',1,?)").run(day(k), at(day(0)))
})()
db.close()
const keys = keysOf(newKeyring())
const { reader, close } = openDatabase(file, keys)
for (const known of ['2026-11-21', '2026-11-20']) {
  const today = Temporal.PlainDate.from('2026-11-21')
  const days = reportDays({ on: Temporal.PlainDate.from('2026-11-15'), from: null, to: null, known: Temporal.PlainDate.from(known) }, today, 'UTC')
  const terms = { days, currency: 'USD', rates: await loadKnownRates(reader, days) }
  let t = performance.now()
  for (const key of figureKeys) { const a = performance.now(); await measure(reader, key, terms); const ms = performance.now() - a; if (ms > 15) console.log(known, key, ms.toFixed(0)) }
  console.log('measures', (performance.now() - t).toFixed(0)); t = performance.now()
  const s = await loadSummary(reader, days, 'USD'); console.log('summary', (performance.now() - t).toFixed(0))
  summaryPage(s, days, 'USD'); t = performance.now(); for (let i = 0; i < 20; i++) summaryPage(s, days, 'USD'); console.log('page', ((performance.now() - t) / 20).toFixed(2))
}
await close()
