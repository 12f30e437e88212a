// worker.js ADDRESS TASK_QUEUE RELEASE: a worker that says 'ready' and works until its input ends.
'use strict';
const { DefaultLogger, NativeConnection, Runtime, Worker } = require('@temporalio/worker');
const activities = require('./activities');

const [address, taskQueue, release] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

async function main() {
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address }),
    taskQueue,
    activities,
    workflowBundle: { codePath: `${__dirname}/${release}.bundle` },
    // A cold worker gets the tasks of a dead one's cache after this long.
    stickyQueueScheduleToStartTimeout: '1s',
    // An activity hears of its cancellation by the next heartbeat.
    maxHeartbeatThrottleInterval: '200ms',
  });
  process.stdin.on('end', () => worker.shutdown()).resume();
  console.log('ready');
  await worker.run();
  process.exit(0);
}

main().catch((error) => { console.error(error); process.exit(1); });
