// What the workflows of both languages let be done. Workers/Acts.cs has the same in C#.
'use strict';
const { appendFileSync } = require('fs');
const { ApplicationFailure, Context, sleep } = require('@temporalio/activity');

let stalls = false;

module.exports = {
  async greet(name) { return `hello ${name} from TypeScript`; },
  async square(n) { return n * n; },
  async reserve(item) { return `reserved ${item}`; },
  async release(item) { return `released ${item}`; },
  async charge(amount) {
    if (amount > 100) throw ApplicationFailure.nonRetryable('card declined', 'CardDeclined');
    return `charged ${amount}`;
  },
  async resumable() {
    const { info } = Context.current();
    if (info.heartbeatDetails !== undefined) return `resumed at ${info.heartbeatDetails}`;
    Context.current().heartbeat(7);
    throw ApplicationFailure.retryable('stopped after its first half', 'Stopped');
  },
  async untilCancelled() {
    for (;;) {
      Context.current().heartbeat();
      await sleep(100);
    }
  },
  // In the worker that has its first attempt it never ends: that one is killed meanwhile.
  async stallOnce() {
    stalls ||= Context.current().info.attempt === 1;
    if (!stalls) return 'done by another worker';
    console.log('stalled');
    return new Promise(() => {});
  },
  async note(file, line) { appendFileSync(file, `${line}\n`); },
};
