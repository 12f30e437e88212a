// All measurements as one Markdown table: medians of the rounds, and how Cairn stands to the others.

const columns = [
  ['per_s', 'per second'],
  ['p50_ms', 'p50 ms'],
  ['p99_ms', 'p99 ms'],
  ['server_cpu_ms', 'server CPU-ms'],
  ['worker_cpu_ms', 'worker CPU-ms'],
  ['fsyncs', 'fsyncs'],
  ['others_cpu', "others' CPU"],
];

/** `rows` are { workload, concurrency, system, results }; `peers` are the names to compare Cairn with. */
export function table(rows, peers) {
  const of = row => Object.fromEntries(columns.map(([key]) => [key, median(row, key)]));
  const medians = rows.map(row => ({ ...row, of: of(row) }));
  const heads = ['workload', 'c', 'system', ...columns.map(([, title]) => title), ...peers.map(peer => `× ${peer}`)];
  const lines = medians.map(row => [
    row.workload,
    row.concurrency,
    row.system,
    ...columns.map(([key]) => number(row.of[key])),
    ...peers.map(peer => (row.system === 'cairn' ? ratio(row, same(medians, row, peer)) : '')),
  ]);
  return [heads, heads.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function ratio(ours, theirs) {
  if (!theirs) return '';
  const speed = /^w[45]$/.test(ours.workload) ? theirs.of.p50_ms / ours.of.p50_ms : ours.of.per_s / theirs.of.per_s;
  return `${number(speed)}, CPU ${number(cpu(theirs) / cpu(ours))}`;
}

const cpu = row => row.of.server_cpu_ms + row.of.worker_cpu_ms;

const same = (rows, { workload, concurrency }, system) =>
  rows.find(row => row.workload === workload && row.concurrency === concurrency && row.system === system);

function median({ results }, key) {
  const sorted = results.map(result => result[key]).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

const number = value => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
