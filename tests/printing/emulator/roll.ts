import type { Align, Command } from './commands.ts';

export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly invert: boolean;
  readonly width: number;
  readonly height: number;
  readonly font: 'A' | 'B';
}

export type Printed =
  | { readonly is: 'line'; readonly align: Align; readonly runs: readonly Run[] }
  | {
      readonly is: 'qr';
      readonly align: Align;
      readonly text: string;
      readonly dots: number;
      readonly level: string;
    }
  | {
      readonly is: 'bar_code';
      readonly align: Align;
      readonly text: string;
      readonly dots: number;
      readonly height: number;
    };

const usual = {
  bold: false,
  invert: false,
  width: 1,
  height: 1,
  font: 'A' as 'A' | 'B',
  align: 'left' as Align,
  codePage: 0,
};

/** The paper under the print head: how it is set to print, and what has come out since the last cut. */
export class Roll {
  #set = usual;
  #runs: Run[] = [];
  #qr = { dots: 3, level: 'L', text: '' };
  #bar = { dots: 3, height: 162 };
  #printed: Printed[] = [];

  /** What came out since the last cut. */
  get printed(): readonly Printed[] {
    return this.#printed;
  }

  /** Carries a command out. True where it moved paper. */
  take(command: Command): boolean {
    switch (command.do) {
      case 'text':
        this.#runs.push({ ...this.#set, text: decode(command.bytes, this.#set.codePage) });
        return false;
      case 'line_feed':
        this.#print({ is: 'line', align: this.#set.align, runs: this.#runs });
        this.#runs = [];
        return true;
      case 'initialize':
        this.#set = usual;
        this.#runs = [];
        return false;
      case 'bold':
      case 'invert':
        this.#set = { ...this.#set, [command.do]: command.on };
        return false;
      case 'size':
        this.#set = { ...this.#set, width: command.width, height: command.height };
        return false;
      case 'font':
        this.#set = { ...this.#set, font: command.font };
        return false;
      case 'align':
        this.#set = { ...this.#set, align: command.align };
        return false;
      case 'code_page':
        this.#set = { ...this.#set, codePage: command.number };
        return false;
      case 'qr_size':
        this.#qr.dots = command.dots;
        return false;
      case 'qr_level':
        this.#qr.level = command.level;
        return false;
      case 'qr_store':
        this.#qr.text = command.text;
        return false;
      case 'qr_print':
        this.#print({ is: 'qr', align: this.#set.align, ...this.#qr });
        return true;
      case 'bar_height':
        this.#bar.height = command.dots;
        return false;
      case 'bar_width':
        this.#bar.dots = command.dots;
        return false;
      case 'code_128':
        this.#print({ is: 'bar_code', align: this.#set.align, text: command.text, ...this.#bar });
        return true;
      case 'cut':
      case 'kick':
      case 'answer_paper':
      case 'underline':
      case 'nothing':
        return false;
      default:
        return command satisfies never;
    }
  }

  /** Takes off what came out: by the cutter, or by hand with a new roll. */
  tearOff(): readonly Printed[] {
    const printed = this.#printed;
    this.#printed = [];
    return printed;
  }

  #print(printed: Printed): void {
    this.#printed.push(printed);
  }
}

/** Upper halves of the two code pages, as their standards list them. */
const cp858 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const windows1252 = new TextDecoder('windows-1252');

function decode(bytes: readonly number[], codePage: number): string {
  switch (codePage) {
    case 16:
      return windows1252.decode(Uint8Array.from(bytes));
    case 19:
      return bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : cp858[byte - 128])).join('');
    default:
      if (bytes.some((byte) => byte > 127)) throw new Error(`code page ${codePage} is not built in`);
      return String.fromCharCode(...bytes);
  }
}
