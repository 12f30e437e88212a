// The workloads as DBOS's authors would write them. It is a library, so the callers are in its process.

import { requirePackage } from '../packages.mjs';

const { DBOS } = requirePackage('@dbos-inc/dbos-sdk');
const late = [];
const count = length => Array.from({ length }, (_, n) => n);
const step = n => DBOS.runStep(async () => n + 1, { name: 'step' });
const workflow = (name, run) => DBOS.registerWorkflow(run, { name });

const workflows = {
  w1: workflow('w1', () => step(1)),
  w2: workflow('w2', async () => {
    for (const n of count(10)) await step(n);
  }),
  w3: workflow('w3', () => Promise.all(count(100).map(step))),
  w4: workflow('w4', () => DBOS.recv('go', 600)),
  w5: workflow('w5', async wake => {
    await DBOS.sleepms(Math.max(0, wake - Date.now()));
    late.push(Date.now() - wake);
  }),
};

export async function connect(port) {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: `postgresql://postgres@127.0.0.1:${port}/dbos_sys`,
    logLevel: 'error',
  });
  await DBOS.launch();
  return {
    execute: name => {
      const run = workflows[name]; // Called as a member, it would have to belong to a configured instance.
      return run();
    },
    startWaiting: async () => {
      const handle = await DBOS.startWorkflow(workflows.w4)();
      return { ended: handle.getResult(), tell: () => DBOS.send(handle.workflowID, 'x', 'go') };
    },
    startSleeper: wake => DBOS.startWorkflow(workflows.w5)(wake),
    awake: async () => late.length,
    lateness: async () => [...late],
  };
}
