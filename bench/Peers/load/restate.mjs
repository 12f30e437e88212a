// Calls Restate's ingress over one HTTP/2 connection; an answer comes when the workflow has ended.

import http2 from 'node:http2';

export async function connect(port) {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  session.on('error', wrong => { throw wrong; });
  const run = Date.now();
  let next = 0;

  const call = (path, body) => new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const stream = session.request({ ':method': method, ':path': path, 'content-type': 'application/json' });
    let status;
    let text = '';
    stream.setEncoding('utf8');
    stream.on('response', headers => { status = headers[':status']; });
    stream.on('data', part => { text += part; });
    stream.on('end', () => (status < 300 ? resolve(text) : reject(new Error(`${path}: ${status} ${text}`))));
    stream.on('error', reject);
    stream.end(body);
  });

  return {
    execute: workload => call(`/Steps/${workload}`, '1'),
    startWaiting: async () => {
      const id = `${run}-${next++}`;
      await call(`/Signal/${id}/run/send`, '1');
      const ended = call(`/restate/workflow/Signal/${id}/attach`);
      return { ended, tell: () => call(`/Signal/${id}/go`, '"x"') };
    },
    startSleeper: wake => call('/Sleeper/sleep/send', `${wake}`),
    awake: async () => JSON.parse(await call('/Lateness/count', '1')),
    lateness: async () => JSON.parse(await call('/Lateness/take', '1')),
  };
}
