// The other systems' packages, installed under artifacts/, where nothing is committed.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'artifacts', 'peers');

/** Node 22, which the SDK of Restate needs. */
export const node = path.join(folder, 'node_modules', 'node', 'bin', 'node');

/** Requires an installed package. */
export const requirePackage = createRequire(path.join(folder, 'package.json'));

const packages = {
  node: { node: '22.23.3' },
  restate: { '@restatedev/restate-server': '1.7.12', '@restatedev/restate-sdk': '1.17.2' },
  dbos: { '@dbos-inc/dbos-sdk': '5.3.0', pg: '8.23.1' },
};

/** Installs what one system needs; throws what npm says where it cannot be had. */
export function install(system) {
  const wanted = Object.entries({ ...packages.node, ...packages[system] });
  if (wanted.every(([name, version]) => installed(name) === version) && existsSync(node)) return;
  mkdirSync(folder, { recursive: true });
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const names = wanted.map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--save-exact', ...names], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SCARF_ANALYTICS: 'false' },
  });
}

/** The program of restate-server for this machine. */
export function restateServer() {
  const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  return path.join(folder, 'node_modules', name, 'bin', 'restate-server');
}

function installed(name) {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : null;
}
