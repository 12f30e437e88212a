// Extracts the HTTP bindings of the Temporal API (the options google.api.http of its RPCs) from the descriptors in the
// npm package @temporalio/proto into src/Server/Http/routes.tsv, which is committed: neither the build nor the tests
// need Node.
// Columns: service, rpc, HTTP method, path, body (* means that the body is the request, nothing that there is no body).
//
//   npm pack @temporalio/proto@1.24.0 && tar xzf temporalio-proto-1.24.0.tgz
//   node eng/http-routes.mjs package/protos/json-module.js > src/Server/Http/routes.tsv

import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';

const SERVICES = ['workflowservice.v1.WorkflowService', 'operatorservice.v1.OperatorService'];

/** The JSON descriptor tree is the only argument of `addJSON(...)` in the module. */
function readTree(path) {
  const source = readFileSync(path, 'utf8');
  const start = source.indexOf('.addJSON(') + '.addJSON('.length;
  const end = source.indexOf('\n});', start) + 2;
  return { nested: JSON.parse(source.slice(start, end)) };
}

const find = (tree, name) => name.split('.').reduce((node, part) => node.nested[part], tree);

function* bindings({ additional_bindings: more = [], body = '', ...rule }) {
  for (const [method, path] of Object.entries(rule)) yield [method.toUpperCase(), path, body];
  for (const one of [more].flat()) yield* bindings(one);
}

function* rows(tree) {
  for (const name of SERVICES.map((service) => `temporal.api.${service}`))
    for (const [method, { parsedOptions = [] }] of Object.entries(find(tree, name).methods))
      for (const { '(google.api.http)': rule } of [parsedOptions].flat())
        if (rule) for (const binding of bindings(rule)) yield [name, method, ...binding].join('\t');
}

stdout.write(`${[...rows(readTree(argv[2]))].join('\n')}\n`);
