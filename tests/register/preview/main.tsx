import { SlipPrinter } from '../../../renderer/register/printing/slip-printer.ts';
import { startRegister } from '../../../renderer/register/start.tsx';
import { createTexts } from '../../../renderer/texts/create-texts.ts';
import { languageOf } from '../../../renderer/texts/languages.ts';
import { loadTexts } from '../../../renderer/texts/load-texts.ts';
import { registerTexts } from '../../../renderer/texts/register/texts.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { playKeys } from './play-keys.ts';
import { everyText, pseudo } from './pseudo-locale.ts';
import type { Scene } from './scene.ts';
import { startSceneTill } from './scene-till.ts';

/** Every way to a printer, and nothing at its end. */
const fakePrinters: ConstructorParameters<typeof SlipPrinter>[0] = {
  print: async () => ok(window.print()),
  printers: {
    ways: ['network', 'usb', 'serial'],
    send: async () => refuse('printer.offline'),
    chooseDevice: async () => false,
  },
};

const phases: readonly Scene['phase'][] = [
  'starting',
  'other_window',
  'not_enrolled',
  'journal_lost',
  'loading',
  'failed',
];

/** Until the page is told: `window.saveSale()`. */
const saleSaved = () =>
  new Promise<void>((saveSale) => {
    Object.assign(window, { saveSale });
  });

const query = new URLSearchParams(location.search);
const language = languageOf(query.get('language') ?? 'en');
/** `slips=page`: a printer is chosen, for this page only. */
const chosen = query.get('slips');
const printerSettings = chosen
  ? { getItem: () => JSON.stringify({ kind: chosen }), setItem: () => undefined }
  : localStorage;
const keys = query.get('keys');
// A link of the index leads to its own state: the basket that this tab keeps is another link's.
if (keys !== null) sessionStorage.clear();
const root = document.getElementById('register');
if (!root) throw new Error('no element to put the register into');
startRegister(
  root,
  await startSceneTill({
    phase: phases.find((phase) => phase === query.get('phase')) ?? 'ready',
    offline: query.has('offline'),
    signedIn: !query.has('signed_out'),
    shiftOpen: !query.has('no_shift'),
    warnings: query.has('warnings'),
    games: Number(query.get('games') ?? 5),
    now: query.get('now'),
    saleMs: Number(query.get('sale_ms') ?? 8),
    ...(query.has('sale_waits') && { saleSaved }),
    refuseSale: query.has('refuse_sale'),
    reads: query.has('reads_never') ? 'never' : query.has('reads_failed') ? 'failed' : 'quick',
    isStaff: query.has('staff'),
    withoutPins: query.has('no_pins'),
    timeUnsure: query.has('time_unsure'),
    stopped: query.has('revoked') ? 'revoked' : query.has('locked') ? 'locked' : null,
    closedBefore: query.has('closed_before'),
  }),
  query.has('pseudo')
    ? createTexts('register', 'en', {
        en: everyText((await import('../../../renderer/texts/register/en/catalogue.ts')).en, pseudo),
      })
    : await loadTexts(registerTexts, language),
  new SlipPrinter(fakePrinters, printerSettings),
);
void playKeys(keys?.split(' ').filter(Boolean) ?? []);
