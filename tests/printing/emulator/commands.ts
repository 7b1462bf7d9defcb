/** What a receipt printer makes of the bytes of ESC/POS, one command after another. */
export type Command =
  | { readonly do: 'text'; readonly bytes: readonly number[] }
  | { readonly do: 'line_feed' }
  | { readonly do: 'initialize' }
  | { readonly do: 'bold'; readonly on: boolean }
  | { readonly do: 'invert'; readonly on: boolean }
  | { readonly do: 'underline'; readonly on: boolean }
  | { readonly do: 'size'; readonly width: number; readonly height: number }
  | { readonly do: 'font'; readonly font: 'A' | 'B' }
  | { readonly do: 'align'; readonly align: Align }
  | { readonly do: 'code_page'; readonly number: number }
  | { readonly do: 'cut' }
  | { readonly do: 'kick' }
  | { readonly do: 'answer_paper' }
  | { readonly do: 'qr_size'; readonly dots: number }
  | { readonly do: 'qr_level'; readonly level: 'L' | 'M' | 'Q' | 'H' }
  | { readonly do: 'qr_store'; readonly text: string }
  | { readonly do: 'qr_print' }
  | { readonly do: 'bar_height'; readonly dots: number }
  | { readonly do: 'bar_width'; readonly dots: number }
  | { readonly do: 'code_128'; readonly text: string }
  | { readonly do: 'nothing' };

export type Align = 'left' | 'center' | 'right';

/** The first command of `bytes` and how many bytes it takes; null where its end has not come yet. */
export function readCommand(bytes: readonly number[]): { command: Command; length: number } | null {
  const [first = 0] = bytes;
  if (first >= 0x20) {
    const end = bytes.findIndex((byte) => byte < 0x20);
    const text = end === -1 ? bytes : bytes.slice(0, end);
    return { command: { do: 'text', bytes: text }, length: text.length };
  }
  if (first === 0x0a) return { command: { do: 'line_feed' }, length: 1 };
  if (first === 0x0d) return { command: { do: 'nothing' }, length: 1 };
  if (first === 0x1b || first === 0x1c || first === 0x1d) return escaped(bytes);
  throw new Error(`byte ${first} is no command that this printer knows`);
}

const aligns: readonly Align[] = ['left', 'center', 'right'];

function escaped(bytes: readonly number[]): { command: Command; length: number } | null {
  const [prefix = 0, name, a, b] = bytes;
  if (name === undefined) return null;
  const key = `${['ESC', 'FS', 'GS'][prefix - 0x1b]} ${String.fromCharCode(name)}`;
  if (key === 'ESC @') return { command: { do: 'initialize' }, length: 2 };
  if (key === 'FS .') return { command: { do: 'nothing' }, length: 2 };
  if (a === undefined) return null;
  const one = (command: Command) => ({ command, length: 3 });
  switch (key) {
    case 'ESC E':
      return one({ do: 'bold', on: (a & 1) === 1 });
    case 'ESC -':
      return one({ do: 'underline', on: a !== 0 });
    case 'ESC M':
      return one({ do: 'font', font: a === 0 ? 'A' : 'B' });
    case 'ESC a':
      return one({ do: 'align', align: aligns[a] ?? 'left' });
    case 'ESC t':
      return one({ do: 'code_page', number: a });
    case 'ESC p':
      return bytes.length < 5 ? null : { command: { do: 'kick' }, length: 5 };
    case 'GS B':
      return one({ do: 'invert', on: (a & 1) === 1 });
    case 'GS !':
      return one({ do: 'size', width: (a >> 4) + 1, height: (a & 7) + 1 });
    case 'GS r':
      return one({ do: 'answer_paper' });
    case 'GS h':
      return one({ do: 'bar_height', dots: a });
    case 'GS w':
      return one({ do: 'bar_width', dots: a });
    case 'GS H':
      return one({ do: 'nothing' });
    case 'GS V':
      if (a < 65) return one({ do: 'cut' });
      return b === undefined ? null : { command: { do: 'cut' }, length: 4 };
    case 'GS k':
      return barCode(bytes);
    case 'GS (':
      return qrCode(bytes);
    default:
      throw new Error(`${key} is no command that this printer knows`);
  }
}

function barCode(bytes: readonly number[]): { command: Command; length: number } | null {
  const [, , system, count] = bytes;
  if (system !== 73) throw new Error(`bar code system ${system} is not Code 128`);
  if (count === undefined || bytes.length < 4 + count) return null;
  const text = String.fromCharCode(...bytes.slice(4, 4 + count));
  if (!text.startsWith('{B')) throw new Error(`"${text}" does not begin in code set B`);
  return { command: { do: 'code_128', text: text.slice(2) }, length: 4 + count };
}

function qrCode(bytes: readonly number[]): { command: Command; length: number } | null {
  const [, , , low, high, symbol, name, value = 0] = bytes;
  if (low === undefined || high === undefined) return null;
  const length = 5 + low + 256 * high;
  if (bytes.length < length) return null;
  if (symbol !== 49) throw new Error(`symbol ${symbol} is no QR code`);
  const command = (): Command => {
    switch (name) {
      case 65:
        return { do: 'nothing' };
      case 67:
        return { do: 'qr_size', dots: value };
      case 69:
        return { do: 'qr_level', level: (['L', 'M', 'Q', 'H'] as const)[value - 48] ?? 'L' };
      case 80:
        return { do: 'qr_store', text: String.fromCharCode(...bytes.slice(8, length)) };
      case 81:
        return { do: 'qr_print' };
      default:
        throw new Error(`QR function ${name} is not known`);
    }
  };
  return { command: command(), length };
}
