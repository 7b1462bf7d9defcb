/**
 * More than a till writes in the 35 days that it keeps what it has sent, so that its whole journal may go up at full
 * speed, also to a restored server.
 */
const burst = 128 * 1024 * 1024;
/** More than anyone can sell. */
const perSecond = 32 * 1024;
/** An upload costs its bytes, and at least what the smallest costs the server. */
const leastOfUpload = 4 * 1024;
/** Each that was kept without its body costs more: of an honest till there are none. */
const ofEntryWithoutBody = 16 * 1024;
/** Devices whose allowance is full need not be remembered; they are looked for once there are so many. */
const manyDevices = 20_000;

/** How much each device may upload to this node, in bytes that come back with time. */
export class UploadAllowance {
  readonly #nowMs: () => number;
  readonly #spent = new Map<string, { readonly bytes: number; readonly atMs: number }>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Takes an upload of so many bytes; otherwise answers after how many seconds there will be room for it. */
  take(
    device: string,
    bytes: number,
  ): { readonly ok: true } | { readonly ok: false; readonly seconds: number } {
    const cost = Math.max(leastOfUpload, bytes);
    const missing = this.#spentNow(device) + cost - burst;
    if (missing > 0) return { ok: false, seconds: Math.ceil(missing / perSecond) };
    this.#spend(device, cost);
    return { ok: true };
  }

  keptWithoutBody(device: string, entries: number): void {
    if (entries > 0) this.#spend(device, entries * ofEntryWithoutBody);
  }

  #spend(device: string, bytes: number): void {
    this.#spent.set(device, { bytes: this.#spentNow(device) + bytes, atMs: this.#nowMs() });
    if (this.#spent.size <= manyDevices) return;
    for (const known of this.#spent.keys()) if (this.#spentNow(known) === 0) this.#spent.delete(known);
  }

  #spentNow(device: string): number {
    const spent = this.#spent.get(device);
    if (!spent) return 0;
    const seconds = Math.max(0, (this.#nowMs() - spent.atMs) / 1000);
    return Math.max(0, spent.bytes - seconds * perSecond);
  }
}
