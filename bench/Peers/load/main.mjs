// Load for one system: main.mjs SYSTEM WORKLOAD CONCURRENCY SECONDS PORT
// Prints "measuring" when the warm-up is over, "measured" at the end of the load, and then one line of JSON.

import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

const warmUpSeconds = 10; // As the bench of Cairn: runtimes compile meanwhile.
const starters = 64;
const startsPerSecond = 500;

const [system, workload, ...numbers] = process.argv.slice(2);
const [concurrency, seconds, port] = numbers.map(Number);
const { connect } = await import(`./${system}.mjs`);
const target = await connect(port);

await (workload === 'w5' ? sleepers() : closedLoop());
process.exit(0);

/** Callers, each of whom starts a workflow, waits for its end, and starts the next one. */
async function closedLoop() {
  const run = async length => {
    const took = [];
    const end = performance.now() + length * 1000;
    await Promise.all(Array.from({ length: concurrency }, async () => {
      while (performance.now() < end) took.push(await (workload === 'w4' ? signal() : execute()));
    }));
    return took;
  };
  await run(warmUpSeconds);
  console.log('measuring');
  const begin = performance.now();
  await report(await run(seconds), begin);
}

async function execute() {
  const begin = performance.now();
  await target.execute(workload);
  return performance.now() - begin;
}

async function signal() {
  const waiting = await target.startWaiting();
  await delay(60); // The workflow waits before it is told.
  const begin = performance.now();
  await waiting.tell();
  await waiting.ended;
  return performance.now() - begin;
}

/** Many workflows sleep; they wake spread evenly over the measured seconds. */
async function sleepers() {
  const first = Date.now() + 5000 + (concurrency * 1000) / startsPerSecond;
  let next = 0;
  await Promise.all(Array.from({ length: starters }, async () => {
    while (next < concurrency) await target.startSleeper(Math.round(first + (seconds * 1000 * next++) / concurrency));
  }));
  await delay(Math.max(0, first - Date.now() - 1000));
  console.log('measuring');
  const begin = performance.now();
  while (await target.awake() < concurrency) await delay(200);
  await report(await target.lateness(), begin);
}

async function report(milliseconds, begin) {
  const elapsed = performance.now() - begin;
  console.log('measured');
  await delay(500); // Its cost is read while it still runs.
  milliseconds.sort((a, b) => a - b);
  const at = part => milliseconds[Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * part))];
  console.log(JSON.stringify({
    count: milliseconds.length,
    per_s: (milliseconds.length * 1000) / elapsed,
    p50_ms: at(0.5),
    p99_ms: at(0.99),
  }));
}
