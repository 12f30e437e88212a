// Bundles the workflows of both releases once, for all the workers of a test run.
'use strict';
const { writeFileSync } = require('fs');
const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');

const logger = new DefaultLogger('ERROR');

async function main() {
  for (const release of ['workflows', 'workflows.next']) {
    const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve(`./${release}.js`), logger });
    writeFileSync(`${__dirname}/${release}.bundle`, code);
  }
}

main().catch((error) => { console.error(error); process.exit(1); });
