/** Every figure that `npm run bench` measures, by the group and the name that it has in `--json`, in words. */
export const figures = {
  commit: {
    p50_vs_raw: 'a sale, from “pay” to durable and shown, beside one strict IndexedDB put; median',
    p99_vs_raw: 'the same, 99th percentile',
    naive_vs_ours_p50: 'RxDB with a collection per kind of document, beside ours; median',
    pouchdb_vs_ours_p50: 'PouchDB’s put, beside ours; median',
    full_vs_empty: 'a sale at a full register beside one at a new register; median',
  },
  drain: {
    pouchdb_vs_ours: 'PouchDB’s time to send 5,000 offline sales, beside ours',
    entries_per_s: 'sales that reach the central database in a second after an outage',
  },
  ingest: {
    vs_loop: 'uploads a server takes in, beside a bare loop that writes the same rows',
    growth: 'processor time for an entry with a million stored, beside that with ten thousand',
  },
  keys: {
    p95_ms: 'from any key until its effect is drawn, at a full register; 95th percentile',
  },
  start: {
    full_vs_empty: 'a reload until the till may sell, full register beside new',
  },
  fanout: {
    p50_ms: 'from one till’s upload to another till’s pulled change; median',
    p95_ms: 'the same, 95th percentile',
    bytes_per_terminal: 'server memory for each listening terminal',
  },
  bootstrap: {
    documents_per_s: 'documents of a snapshot that a new terminal loads in a second',
  },
  bytes: {
    wire_per_sale: 'up and down between till and server for one cash sale, headers included',
    terminal_per_sale: 'growth of the till’s IndexedDB per sale',
    central_per_sale: 'growth of the central SQLite file per sale, old blocks trimmed',
  },
  bundle: {
    register_gzip_bytes: 'JavaScript that the register loads before it starts, gzipped',
  },
} as const satisfies Record<string, Record<string, string>>;

export type Group = keyof typeof figures;

export const groups = Object.keys(figures) as readonly Group[];

export const isGroup = (name: string): name is Group => name in figures;
