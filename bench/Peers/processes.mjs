// Processes that are started here and stopped here, and the CPU time that they used.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const millisecondsPerTick = 10; // USER_HZ is 100 on every Linux.
const running = new Set();

/** Starts a program in a process group of its own, whose end is `stopSignal`; `said` is its standard error. */
export function start(program, words, { stopSignal = 'SIGKILL', ...options } = {}) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  child.said = '';
  child.stopSignal = stopSignal;
  child.stderr.on('data', text => { child.said = (child.said + text).slice(-4000); });
  child.on('error', wrong => { child.said += wrong.message; });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** The lines that a program prints, until it ends; throws if it ends badly. */
export async function* lines(child) {
  const closed = once(child, 'close');
  yield* createInterface({ input: child.stdout });
  const [code] = await closed;
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code ?? child.signalCode}: ${child.said.trim()}`);
}

/** Stops a program and all that it started. */
export async function stop(child) {
  if (!running.has(child)) return;
  const closed = once(child, 'close');
  signalGroup(child);
  await closed;
}

/** Stops everything at once, before this process ends. */
export function stopAll() {
  for (const child of running) signalGroup(child);
}

/** Waits until something listens, for at most a minute. */
export async function listening(port, child) {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended: ${child.said.trim()}`);
    if (await connects(port)) return;
    await delay(100);
  }
  throw new Error(`${child.spawnfile} does not listen on ${port}: ${child.said.trim()}`);
}

/** CPU time of a process and all below it, in milliseconds; of those that ended too. */
export function cpu(pid) {
  const all = new Map();
  for (const name of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').pop().split(' ').map(Number);
      all.set(Number(name), { parent: fields[1], ticks: fields.slice(11, 15).reduce((sum, n) => sum + n) });
    } catch { /* It ended while the list was read. */ }
  }
  const isBelow = id => id === pid || (all.has(id) && isBelow(all.get(id).parent));
  const ticks = [...all].filter(([id]) => isBelow(id)).reduce((sum, [, one]) => sum + one.ticks, 0);
  return ticks * millisecondsPerTick;
}

/** CPU time of the whole machine, in milliseconds. */
export function machineCpu() {
  return os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

function signalGroup(child) {
  try {
    process.kill(-child.pid, child.stopSignal);
  } catch { /* It ended by itself. */ }
}

function connects(port) {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
