// The workloads as Restate's authors would write them: restate-service.mjs PORT

import http2 from 'node:http2';
import { requirePackage } from '../packages.mjs';

const restate = requirePackage('@restatedev/restate-sdk');
const { RestatePromise } = restate;
const late = [];
const count = length => Array.from({ length }, (_, n) => n);

const steps = restate.service({
  name: 'Steps',
  handlers: {
    step: async (_, n) => n + 1,
    w1: async ctx => ctx.serviceClient(steps).step(1),
    w2: async ctx => {
      for (const n of count(10)) await ctx.serviceClient(steps).step(n);
    },
    w3: async ctx => RestatePromise.all(count(100).map(n => ctx.serviceClient(steps).step(n))),
    w1step: async ctx => ctx.run('step', () => 1),
    w2step: async ctx => {
      for (const n of count(10)) await ctx.run(`step${n}`, () => n + 1);
    },
    w3step: async ctx => RestatePromise.all(count(100).map(n => ctx.run(`step${n}`, () => n + 1))),
  },
});

const signal = restate.workflow({
  name: 'Signal',
  handlers: {
    run: async ctx => ctx.promise('go'),
    go: async (ctx, value) => { await ctx.promise('go').resolve(value); },
  },
});

const sleeper = restate.service({
  name: 'Sleeper',
  handlers: {
    sleep: async (ctx, wake) => {
      await ctx.sleep(await ctx.run('length', () => Math.max(0, wake - Date.now())));
      late.push(Date.now() - wake);
    },
  },
  // By default it stays in the worker for a minute first.
  options: { inactivityTimeout: 0 },
});

const lateness = restate.service({
  name: 'Lateness',
  handlers: { count: async () => late.length, take: async () => late },
});

const endpoint = [steps, signal, sleeper, lateness].reduce((all, one) => all.bind(one), restate.endpoint());
http2.createServer(endpoint.http2Handler()).listen(Number(process.argv[2]), '127.0.0.1');
