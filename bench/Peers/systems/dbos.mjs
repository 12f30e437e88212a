// DBOS: a library in one Node process, which is also the caller, on a PostgreSQL with its defaults.

import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { measure } from '../measure.mjs';
import { install, node, requirePackage } from '../packages.mjs';
import { listening, start, stop } from '../processes.mjs';

const load = fileURLToPath(new URL('../load/main.mjs', import.meta.url));

const startingUp = '57P03'; // PostgreSQL's code of "the database system is starting up".

export async function prepare() {
  postgres('initdb');
  install('dbos');
}

export async function run({ workload, concurrency, seconds, data, port }) {
  const user = postgresUser();
  const folder = path.join(data, 'postgres');
  mkdirSync(folder);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const words = ['-D', folder, '-U', 'postgres', '--auth=trust'];
  execFileSync(postgres('initdb'), words, { ...user, stdio: 'ignore', cwd: folder });
  const server = start(
    postgres('postgres'),
    ['-D', folder, '-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`],
    { ...user, cwd: folder, stopSignal: 'SIGQUIT' });
  let callers;
  try {
    await listening(port, server);
    const fsyncs = await fsyncCounter(port);
    callers = start(node, ['--no-deprecation', load, 'dbos', workload, `${concurrency}`, `${seconds}`, `${port}`]);
    return await measure(callers, { server, fsyncs });
  } finally {
    if (callers) await stop(callers);
    await stop(server);
  }
}

async function fsyncCounter(port) {
  const client = await connect(port);
  client.on('error', () => { /* The server is stopped while it is connected. */ });
  return async () => Number((await client.query('select wal_sync from pg_stat_wal')).rows[0].wal_sync);
}

async function connect(port, attempts = 100) {
  const client = new (requirePackage('pg').Client)({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  try {
    await client.connect();
    return client;
  } catch (wrong) {
    // It listens before it answers.
    if (wrong.code !== startingUp || attempts === 0) throw wrong;
    await delay(100);
    return connect(port, attempts - 1);
  }
}

// Debian keeps them beside the path.
function postgres(program) {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a) : [];
  const folders = [...versions.map(version => path.join(debian, version, 'bin')), ...process.env.PATH.split(':')];
  const found = folders.map(folder => path.join(folder, program)).find(existsSync);
  if (!found) throw new Error(`PostgreSQL's ${program} is not on this machine`);
  return found;
}

// PostgreSQL does not run as root.
function postgresUser() {
  if (process.getuid() !== 0) return {};
  const id = flag => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
