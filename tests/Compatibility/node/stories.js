// What a client of Temporal's own SDK does, and what it sees. The tests know what it has to see.
// Client/ClientStories.cs has the same in C#.
'use strict';
const { randomUUID } = require('crypto');
const { CancelledFailure } = require('@temporalio/client');
const { defineSearchAttributeKey } = require('@temporalio/common');

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const regionKey = defineSearchAttributeKey('Region', 'KEYWORD');
const startWith = (client, taskQueue, type, options, ...args) => client.workflow.start(
  type, { taskQueue, args, workflowId: `${type}-${randomUUID()}`, workflowTaskTimeout: '5s', ...options });
const start = (client, taskQueue, type, ...args) => startWith(client, taskQueue, type, {}, ...args);

// Asks again until the answer is what is awaited.
async function until(ask) {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(50)) if (await ask()) return;
  throw new Error(`not within two minutes: ${ask}`);
}

async function outcome(handle) {
  try {
    return await handle.result();
  } catch (error) {
    let cause = error;
    while (cause.cause) cause = cause.cause;
    return cause instanceof CancelledFailure ? 'cancelled' : `failed: ${cause.message}`;
  }
}

const events = async (handle) => (await handle.fetchHistory()).events;
const attributes = async (handle, kind) =>
  (await events(handle)).map((event) => event[`${kind}EventAttributes`]).filter((found) => found);
const activities = async (handle) =>
  (await attributes(handle, 'activityTaskScheduled')).map((scheduled) => scheduled.activityType.name);
const reached = (handle, kind, times = 1) => until(async () => (await attributes(handle, kind)).length >= times);

const runs = (type) => async (client, taskQueue, ...args) => {
  const handle = await start(client, taskQueue, type, ...args);
  return { outcome: await outcome(handle), activities: await activities(handle) };
};

module.exports = {
  greets: runs('greets'),
  saga: runs('saga'),
  fanOut: runs('fanOut'),
  approval: runs('approval'),
  heartbeats: runs('heartbeats'),
  callsOver: runs('callsOver'),

  async entity(client, taskQueue) {
    const handle = await start(client, taskQueue, 'entity', 1);
    await handle.signal('add', 2);
    await reached(handle, 'workflowTaskCompleted');
    await handle.signal('add', 4);
    const total = await handle.query('total');
    await handle.signal('close');
    return { total, outcome: await outcome(handle) };
  },

  async approvalInTime(client, taskQueue) {
    const handle = await start(client, taskQueue, 'approval', 600_000);
    await reached(handle, 'timerStarted');
    await handle.signal('approve', 'Grace');
    return { outcome: await outcome(handle), cancelledTimers: (await attributes(handle, 'timerCanceled')).length };
  },

  async update(client, taskQueue) {
    const handle = await start(client, taskQueue, 'approvalByUpdate');
    const refused = await handle.executeUpdate('approve', { args: [''] }).catch((error) => error.cause.message);
    const said = await handle.executeUpdate('approve', { args: ['Grace'] });
    return { refused, said, outcome: await outcome(handle) };
  },

  async cancellation(client, taskQueue) {
    const handle = await start(client, taskQueue, 'cancellable');
    await until(async () => (await handle.describe()).raw.pendingActivities?.[0]?.lastHeartbeatTime);
    await handle.cancel();
    return { outcome: await outcome(handle), activities: await activities(handle) };
  },

  // With search attributes as clients have long set them, each a list, and read by their types.
  async finding(client, taskQueue) {
    const region = randomUUID();
    const handle = await startWith(client, taskQueue, 'greets', { searchAttributes: { Region: [region] } }, 'Ada');
    const said = await outcome(handle);
    const query = `Region = '${region}' AND ExecutionStatus = 'Completed'`;
    await until(async () => (await client.workflow.count(query)).count === 1);
    const found = [];
    for await (const { type } of client.workflow.list({ query })) found.push(type);
    // What has no region is counted too.
    await start(client, taskQueue, 'greets', 'nobody');
    const { groups } = await client.workflow.count('GROUP BY Region');
    const alike = groups.find(({ groupValues }) => String(groupValues[0]) === region).count;
    const { typedSearchAttributes } = await handle.describe();
    return { outcome: said, found, alike, isSame: typedSearchAttributes.get(regionKey) === region };
  },

  async countdown(client, taskQueue, n) {
    const handle = await start(client, taskQueue, 'countdown', n);
    const first = handle.firstExecutionRunId;
    const said = await outcome(handle);
    const firstRun = client.workflow.getHandle(handle.workflowId, first, { followRuns: false });
    const [{ newExecutionRunId }] = await attributes(firstRun, 'workflowExecutionContinuedAsNew');
    return { outcome: said, isAnother: newExecutionRunId !== first };
  },

  // What follows goes on where an earlier line left off: a worker is replaced in between.
  async begin(client, taskQueue, type, ...args) {
    const handle = await start(client, taskQueue, type, ...args);
    return { workflowId: handle.workflowId };
  },
  async signal(client, workflowId, name, ...args) {
    await client.workflow.getHandle(workflowId).signal(name, ...args);
    return {};
  },
  async query(client, workflowId, name) {
    return { answer: await client.workflow.getHandle(workflowId).query(name) };
  },
  async reached(client, workflowId, kind, times) {
    await reached(client.workflow.getHandle(workflowId), kind, times);
    return {};
  },
  async outcome(client, workflowId) {
    return { outcome: await outcome(client.workflow.getHandle(workflowId)) };
  },
};
