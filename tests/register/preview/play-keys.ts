/** Slower than a scanner. */
const betweenKeysMs = 120;

/** Presses keys on the page, so that a link can lead to a state behind them. A person's key does the same and more. */
export async function playKeys(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await until(
      () => document.querySelector('h1') !== null && document.querySelector('[role=toolbar]') !== null,
    );
    await new Promise((resolve) => setTimeout(resolve, betweenKeysMs));
    press(key);
  }
}

function press(key: string): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  // What the page leaves to the browser: a letter goes into its field.
  if (target.dispatchEvent(event) && [...key].length === 1) document.execCommand('insertText', false, key);
  target.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => requestAnimationFrame(resolve));
}
