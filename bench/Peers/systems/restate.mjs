// Restate: the server with its defaults, one Node process with the service, one with the callers.

import { fileURLToPath } from 'node:url';
import { measure } from '../measure.mjs';
import { install, node, restateServer } from '../packages.mjs';
import { listening, start, stop } from '../processes.mjs';

const load = name => fileURLToPath(new URL(`../load/${name}`, import.meta.url));

export const prepare = async () => install('restate');

/** `step` says whether a step runs where the workflow does, or is a durable call. */
export const restate = ({ step }) => ({
  prepare,
  run: async ({ workload, concurrency, seconds, data, port }) => {
    const [ingress, admin, fabric, service] = [port, port + 1, port + 2, port + 3];
    const worker = start(node, [load('restate-service.mjs'), `${service}`]);
    const server = start(restateServer(), ['--no-logo', '--bind-ip', '127.0.0.1', '--listen-mode', 'tcp'], {
      env: {
        ...process.env,
        RESTATE_DISABLE_TELEMETRY: 'true',
        RESTATE_LOG_FILTER: 'error',
        RESTATE_BASE_DIR: data,
        RESTATE_BIND_PORT: `${fabric}`,
        RESTATE_INGRESS__BIND_PORT: `${ingress}`,
        RESTATE_ADMIN__BIND_PORT: `${admin}`,
      },
    });
    server.stdout.resume();
    let callers;
    try {
      await listening(service, worker);
      await listening(admin, server);
      await listening(ingress, server);
      await register(admin, service);
      const name = step && /^w[123]$/.test(workload) ? `${workload}step` : workload;
      callers = start(node, [load('main.mjs'), 'restate', name, `${concurrency}`, `${seconds}`, `${ingress}`]);
      return await measure(callers, { server, workers: [worker], fsyncs: () => fsyncs(fabric) });
    } finally {
      await Promise.all([callers, worker, server].filter(Boolean).map(one => stop(one)));
    }
  },
});

async function register(admin, service) {
  const answer = await fetch(`http://127.0.0.1:${admin}/deployments`, {
    method: 'POST',
    signal: AbortSignal.timeout(30_000),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri: `http://127.0.0.1:${service}` }),
  });
  if (!answer.ok) throw new Error(`restate does not take the service: ${await answer.text()}`);
}

// Its log is what an acknowledgement waits for; the other database is derived from it.
async function fsyncs(fabric) {
  const answer = await fetch(`http://127.0.0.1:${fabric}/metrics`, { signal: AbortSignal.timeout(30_000) });
  return [...(await answer.text()).matchAll(/^restate_rocksdb_wal_synced_total\{.*db="log-server".*\} (\d+)/gm)]
    .reduce((sum, [, count]) => sum + Number(count), 0);
}
