// Extracts the facts of the Temporal API's wire (message, field, number, type, label, oneof, enum value, rpc) from the
// descriptors in the npm package @temporalio/proto into tests/Protocol/wire-facts.tsv, which is committed:
// the tests need neither Node nor the package. Columns: kind, owner, name, number, type, label.
//
//   npm pack @temporalio/proto@1.24.0 && tar xzf temporalio-proto-1.24.0.tgz
//   node eng/wire-facts.mjs package/protos/json-module.js > tests/Protocol/wire-facts.tsv

import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';

const SCALARS = new Set(['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64', 'fixed32',
  'fixed64', 'sfixed32', 'sfixed64', 'bool', 'string', 'bytes']);
const LEFT_OUT = ['cloud', 'testservice'].map((name) => `temporal.api.${name}.`);

const isWanted = (name) => name.startsWith('temporal.api.') && !LEFT_OUT.some((prefix) => name.startsWith(prefix));

/** The JSON descriptor tree is the only argument of `addJSON(...)` in the module. */
function readTree(path) {
  const source = readFileSync(path, 'utf8');
  const start = source.indexOf('.addJSON(') + '.addJSON('.length;
  const end = source.indexOf('\n});', start) + 2;
  return { nested: JSON.parse(source.slice(start, end)) };
}

function index(node, name, types) {
  for (const [key, child] of Object.entries(node.nested ?? {})) {
    const full = name ? `${name}.${key}` : key;
    types.set(full, child);
    index(child, full, types);
  }
  return types;
}

/** Protocol buffers look a relative type name up from the innermost scope outwards. */
function resolve(type, scope, types) {
  if (SCALARS.has(type)) return type;
  for (let parts = scope.split('.'); ; parts = parts.slice(0, -1)) {
    const candidate = [...parts, type].join('.');
    if (types.has(candidate)) return `.${candidate}`;
    if (parts.length === 0) throw new Error(`${scope}: ${type} is not declared`);
  }
}

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function rows(types) {
  const lines = [];
  for (const [name, node] of types) {
    if (!isWanted(name)) continue;
    if (node.fields) lines.push(['message', name, '', '', '', '']);
    for (const [value, number] of Object.entries(node.values ?? {})) lines.push(['enum', name, value, number, '', '']);
    for (const [field, fact] of Object.entries(node.fields ?? {})) {
      const label = fact.keyType ? `map<${fact.keyType}>` : fact.rule ?? 'single';
      lines.push(['field', name, snake(field), fact.id, resolve(fact.type, name, types), label]);
    }
    for (const [oneof, members] of Object.entries(node.oneofs ?? {}))
      for (const member of members.oneof) lines.push(['oneof', name, snake(oneof), '', snake(member), '']);
    for (const [method, fact] of Object.entries(node.methods ?? {})) {
      const ends = [fact.requestType, fact.responseType].map((type) => resolve(type, name, types));
      lines.push(['rpc', name, method, '', ...ends]);
    }
  }
  return lines.map((line) => line.join('\t')).sort();
}

stdout.write(`${rows(index(readTree(argv[2]), '', new Map())).join('\n')}\n`);
