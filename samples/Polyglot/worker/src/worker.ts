// worker.js ADDRESS: works for the task queue 'typescript' until its input ends; says 'ready' when it has begun.
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import * as activities from './activities';

async function main(address: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({ connection, taskQueue: 'typescript', activities });
  process.stdin.on('end', () => worker.shutdown()).resume();
  console.log('ready');
  await worker.run();
  await connection.close();
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
