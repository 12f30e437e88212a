// What the command line says.

const defaults = {
  systems: ['cairn', 'restate', 'dbos'],
  workloads: ['w1', 'w2', 'w3', 'w4', 'w5'],
  concurrency: [1, 16, 64],
  sleepers: [10000],
  seconds: [6],
  rounds: [3],
  port: [7470],
};

const usage = `usage: main.mjs ${Object.entries(defaults).map(([name, value]) => `[--${name} ${value}]`).join(' ')}`;

export function readOptions(words) {
  const options = { ...defaults };
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i].replace(/^--/, '');
    const values = words[i + 1]?.split(',');
    if (!(name in defaults) || !values) throw new Error(usage);
    options[name] = typeof defaults[name][0] === 'number' ? values.map(Number) : values;
    if (options[name].some(Number.isNaN)) throw new Error(usage);
  }
  const { seconds: [seconds], rounds: [rounds], port: [port] } = options;
  return { ...options, seconds, rounds, port };
}
