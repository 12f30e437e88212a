// Cairn beside others: starts and stops everything, and prints one table. README.md tells how to read it.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readOptions } from './options.mjs';
import { stopAll } from './processes.mjs';
import * as cairn from './systems/cairn.mjs';
import * as dbos from './systems/dbos.mjs';
import { restate } from './systems/restate.mjs';
import { table } from './table.mjs';

const systems = { cairn, restate: restate({ step: false }), 'restate-step': restate({ step: true }), dbos };

const options = readOptions(process.argv.slice(2));
process.on('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const names = await available(options.systems);
const rows = options.workloads.flatMap(workload =>
  (workload === 'w5' ? options.sleepers : options.concurrency).flatMap(concurrency =>
    names.map(system => ({ workload, concurrency, system, results: [] }))));

for (let round = 0; round < options.rounds; round++) {
  for (const row of rows) await measure(row);
}

console.log(`\n${os.cpus().length} × ${os.cpus()[0].model}, ${options.rounds} rounds of ${options.seconds} s\n`);
const measured = rows.filter(row => row.results.length > 0);
console.log(table(measured, names.filter(name => name !== 'cairn')));

async function available(wanted) {
  const found = [];
  for (const name of wanted) {
    if (!(name in systems)) throw new Error(`${name} is none of ${Object.keys(systems).join(', ')}`);
    try {
      await systems[name].prepare();
      found.push(name);
    } catch (wrong) {
      console.error(`${name} is left out: ${oneLine(wrong)}`);
    }
  }
  return found;
}

async function measure(row) {
  const data = mkdtempSync(path.join(os.tmpdir(), `bench-${row.system}-`));
  chmodSync(data, 0o755); // PostgreSQL runs as another user.
  try {
    const result = await systems[row.system].run({ ...row, seconds: options.seconds, port: options.port, data });
    row.results.push(result);
    console.error(`${row.workload} c=${row.concurrency} ${row.system}: ${result.per_s.toFixed(0)}/s, `
      + `p50 ${result.p50_ms.toFixed(2)} ms, others' CPU ${result.others_cpu.toFixed(0)} %`);
  } catch (wrong) {
    console.error(`${row.workload} c=${row.concurrency} ${row.system}: ${oneLine(wrong)}`);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function oneLine(wrong) {
  return `${wrong.stderr ?? ''}${wrong.message}`.replaceAll(/\s+/g, ' ').slice(-300);
}
