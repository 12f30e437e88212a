// One measurement: a program that warms up, prints "measuring", "measured", and at last one line of JSON.

import { cpu, lines, machineCpu, stop } from './processes.mjs';

const limitSeconds = 300; // None takes so long unless it hangs.

/**
 * Runs it to its end. `server` and `workers` are the other processes of the system; `fsyncs` tells how many there
 * were so far.
 * A load program that knows its cost itself says so in its JSON.
 */
export async function measure(load, { server, workers = [], fsyncs }) {
  const workerCpu = () => [load, ...workers].reduce((sum, one) => sum + cpu(one.pid), 0);
  const read = async () => ({
    at: Date.now(),
    machine: machineCpu(),
    server: server ? cpu(server.pid) : 0,
    worker: workerCpu(),
    fsyncs: fsyncs ? await fsyncs() : 0,
  });
  let before;
  let after;
  let result;
  const limit = setTimeout(() => stop(load), limitSeconds * 1000);
  try {
    for await (const line of lines(load)) {
      if (line === 'measuring') before = await read();
      if (line === 'measured') after = await read();
      if (line.startsWith('{')) result = JSON.parse(line);
    }
  } finally {
    clearTimeout(limit);
  }
  if (!before || !after || !result) throw new Error(`${load.spawnfile} measured nothing: ${load.said.trim()}`);
  const elapsed = after.at - before.at;
  const count = Math.max(1, result.count ?? 1);
  const used = after.server + after.worker - before.server - before.worker;
  return {
    server_cpu_ms: (after.server - before.server) / count,
    worker_cpu_ms: (after.worker - before.worker) / count,
    fsyncs: (after.fsyncs - before.fsyncs) / count,
    others_cpu: Math.max(0, (100 * (after.machine - before.machine - used)) / elapsed),
    ...result,
  };
}
