// Cairn: the bench is worker and callers, and starts the server as a process of its own.

import path from 'node:path';
import { measure } from '../measure.mjs';
import { root } from '../packages.mjs';
import { lines, start, stop } from '../processes.mjs';

export async function prepare() {
  const project = path.join(root, 'bench', 'Cairn.Bench');
  // Without servers of the compiler, which would outlive the build and keep its output open.
  const words = ['-c', 'Release', '-v', 'q', '-nodeReuse:false', '-p:UseSharedCompilation=false'];
  const build = start('dotnet', ['build', project, ...words]);
  let said = '';
  try {
    for await (const line of lines(build)) said += `${line}\n`;
  } catch (wrong) {
    throw new Error(`${wrong.message} ${said}`);
  }
}

export async function run({ workload, concurrency, seconds, data }) {
  const program = path.join(root, 'artifacts', 'bin', 'Cairn.Bench', 'release', 'Cairn.Bench.dll');
  const load = start('dotnet', [
    program, '--remote', '--json', '--workload', workload, '--concurrency', `${concurrency}`,
    '--seconds', `${seconds}`, '--data', data,
  ]);
  try {
    return await measure(load, {});
  } finally {
    await stop(load);
  }
}
