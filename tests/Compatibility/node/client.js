// client.js ADDRESS: plays the stories of stories.js. Each line of its input is the JSON list [story, task queue, ...
// arguments]; its answer is one line of JSON.
'use strict';
const { createInterface } = require('readline');
const { Client, Connection } = require('@temporalio/client');
const stories = require('./stories');

async function main() {
  const client = new Client({ connection: await Connection.connect({ address: process.argv[2] }) });
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const [story, ...args] = JSON.parse(line);
    const answer = await stories[story](client, ...args).catch((error) => ({ error: error.stack }));
    console.log(JSON.stringify(answer));
  }
  process.exit(0);
}

main().catch((error) => { console.error(error); process.exit(1); });
