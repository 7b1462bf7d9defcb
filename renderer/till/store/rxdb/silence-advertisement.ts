const firstLine = '-------------- RxDB Open Core RxStorage';

/** RxDB's free Dexie storage prints one advertisement on its first write; that one message stays out of the console. */
export function silenceAdvertisement(target: Pick<Console, 'warn'>): void {
  const { warn } = target;
  target.warn = (...words: unknown[]) => {
    if (typeof words[0] !== 'string' || !words[0].startsWith(firstLine)) {
      warn.apply(target, words);
      return;
    }
    target.warn = warn;
  };
}
