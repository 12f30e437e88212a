// The next release of the workflows: one takes a new path where it may, another is mended.
'use strict';
const wf = require('@temporalio/workflow');

Object.assign(exports, require('./workflows'));
const act = wf.proxyActivities({ startToCloseTimeout: '30s' });

exports.versioned = async () => {
  const name = wf.patched('new-path') ? 'new path' : 'old path';
  let may = false;
  wf.setHandler(wf.defineSignal('go'), () => { may = true; });
  await wf.condition(() => may);
  return act.greet(name);
};
exports.mendable = async () => 'mended';
