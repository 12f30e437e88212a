// What the workflows of both languages let be done. Workers/Acts.cs has the same in C#.
'use strict';
const { appendFileSync } = require('fs');
const { ApplicationFailure, Context, sleep } = require('@temporalio/activity');

const attempt = () => Context.current().info.attempt;

module.exports = {
  async greet(name) { return `hello ${name} from typescript`; },
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
  // The first attempt never ends: its worker is killed meanwhile.
  async stallOnce() {
    if (attempt() > 1) return `done by attempt ${attempt()}`;
    console.log('stalled');
    return new Promise(() => {});
  },
  async note(file, line) { appendFileSync(file, `${line}\n`); },
};
