// The workflows that clients of both languages start. Workers/Flows.cs has the same in C#.
'use strict';
const wf = require('@temporalio/workflow');

const retry = { initialInterval: '20ms', backoffCoefficient: 1 };
const act = (options) => wf.proxyActivities({ startToCloseTimeout: '30s', retry, ...options });

exports.greets = async (name) => act().greet(name);

exports.saga = async (amount) => {
  const compensations = [];
  try {
    compensations.unshift(() => act().release('book'));
    await act().reserve('book');
    await act().charge(amount);
    return 'fulfilled';
  } catch (error) {
    for (const compensate of compensations) await compensate();
    throw error;
  }
};

exports.entity = async (start) => {
  let sum = start;
  let closed = false;
  wf.setHandler(wf.defineSignal('add'), (n) => { sum += n; });
  wf.setHandler(wf.defineSignal('close'), () => { closed = true; });
  wf.setHandler(wf.defineQuery('total'), () => sum);
  await wf.condition(() => closed);
  return sum;
};

exports.fanOut = async (n) => {
  const squares = await Promise.all(Array.from({ length: n }, (_, i) => act().square(i)));
  return squares.reduce((sum, square) => sum + square, 0);
};

exports.approval = async (milliseconds) => {
  let approver;
  wf.setHandler(wf.defineSignal('approve'), (name) => { approver = name; });
  const inTime = await wf.condition(() => approver !== undefined, milliseconds);
  return inTime ? `approved by ${approver}` : 'nobody approved';
};

exports.approvalByUpdate = async () => {
  let approver;
  const validator = (name) => { if (!name) throw new Error('a name is needed'); };
  wf.setHandler(wf.defineUpdate('approve'), async (name) => {
    await act().reserve(name);
    approver = name;
    return `thank you, ${name}`;
  }, { validator });
  await wf.condition(() => approver !== undefined && wf.allHandlersFinished());
  return `approved by ${approver}`;
};

exports.heartbeats = async () => act({ heartbeatTimeout: '30s' }).resumable();

exports.cancellable = async () => {
  try {
    await act({ heartbeatTimeout: '30s', cancellationType: 'WAIT_CANCELLATION_COMPLETED' }).untilCancelled();
  } catch (error) {
    await wf.CancellationScope.nonCancellable(() => act().release('seat'));
    throw error;
  }
};

exports.countdown = async (n) => n > 0 ? wf.continueAsNew(n - 1) : 'lift-off';

exports.stalls = async () => {
  const first = await act().greet('Ada');
  const second = await act({ startToCloseTimeout: '2s' }).stallOnce();
  return `${first}, ${second}`;
};

// Its activity belongs to a worker of the other language.
exports.callsOver = async (taskQueue) => act({ taskQueue }).greet('neighbour');

exports.notes = async (file, name) => {
  for (const step of ['reserve', 'charge', 'ship']) {
    // An attempt that the server's end swallowed is made again after this long.
    await act({ startToCloseTimeout: '5s' }).note(file, `${name} ${step}`);
    await wf.sleep(50);
  }
  return 'shipped';
};

// Of these two, the next release is another: see workflows.next.js.
const go = (body) => async () => {
  let may = false;
  wf.setHandler(wf.defineSignal('go'), () => { may = true; });
  await wf.condition(() => may);
  return body();
};
exports.versioned = go(() => act().greet('old path'));
exports.mendable = async () => { throw new TypeError('a bug'); };
