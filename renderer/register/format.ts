import { formatMoney } from '../../shared/domain/money.ts';
import type { ChainSettings } from '../../shared/schema/chain-settings.ts';

export interface Format {
  /** As which it writes; what is typed is read the same way. */
  readonly locale: string;
  readonly money: (minor: number) => string;
  /** `1,999`. */
  readonly count: (count: number) => string;
  /** An advertised amount, short and never more than it is: `$4.2M`. */
  readonly roughMoney: (minor: number) => string;
  readonly time: (instant: string) => string;
  /** `Wed 25 Nov`. */
  readonly day: (instant: string) => string;
  readonly dayTime: (instant: string) => string;
  /** `Wed, Nov 25, 2026, 8:00 PM`: on paper, which is kept. */
  readonly dayTimeYear: (instant: string) => string;
  /** Short for a tile: `Wed 20:00` within the week, otherwise the day. */
  readonly nextDraw: (instant: string, now: string) => string;
  readonly dateTime: (instant: string) => string;
  /** A calendar date `2008-11-22` written out. */
  readonly date: (localDate: string) => string;
}

/** Formats of the settings' locale in the store's time zone. */
export function createFormat(settings: ChainSettings, timeZone: string): Format {
  const { locale, currency, currency_exponent } = settings;
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (instant: string) => wholeTime(format.format(new Date(instant)));
  };
  const rough = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    // More than there is must never be advertised.
    roundingMode: 'trunc',
  });
  const weekdayTime = dates({ weekday: 'short', hour: 'numeric', minute: '2-digit' });
  const time = dates({ hour: 'numeric', minute: '2-digit' });
  const day = dates({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayYear = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const counts = new Intl.NumberFormat(locale);
  return {
    locale,
    money: (minor) => formatMoney(minor, settings),
    count: (count) => counts.format(count),
    roughMoney: (minor) => rough.format(minor / 10 ** currency_exponent),
    time,
    day,
    dayTime: (instant) => `${day(instant)}, ${time(instant)}`,
    dayTimeYear: (instant) => `${dayYear(instant)}, ${time(instant)}`,
    nextDraw: (instant, now) =>
      Date.parse(instant) - Date.parse(now) < 6 * 86_400_000 ? weekdayTime(instant) : day(instant),
    dateTime: dates({ dateStyle: 'medium', timeStyle: 'short' }),
    date: (localDate) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(localDate)),
  };
}

/** What belongs together stays on one line: `44 s ago`. */
export const noBreak = (text: string): string => text.replaceAll(' ', '\u00a0');

/** No line ends between a time and its `PM`. */
const wholeTime = (text: string): string => text.replace(/(:\d\d)\s/gu, '$1\u00a0');

/** Telephone numbers within a text stay on one line: 1‑800‑555‑0100. */
export const wholePhones = (text: string): string => text.replace(/(?<=\d)-(?=\d)/g, '\u2011');

/** `9:41`, for countdowns. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
