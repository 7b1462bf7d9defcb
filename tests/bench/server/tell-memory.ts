/** Loaded into a measured server: tells how much memory it holds, without what is garbage. */

process.on('message', (question) => {
  if (question !== 'memory') return;
  // Twice: what the first one finalizes is freed by the second.
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
// Being asked is no reason to stay alive.
process.channel?.unref();
