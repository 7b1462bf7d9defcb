import type { PrintingRefusals } from '../shared/refusals/printing.ts';
import { sentencesFor } from '../shared/refusals/sentences.ts';
import type { DesktopStartRefusals } from '../shared/refusals/start.ts';

/** What the main process says in windows of its own; everything else is said by the till. */
export const windowSentences = sentencesFor<DesktopStartRefusals & Pick<PrintingRefusals, 'print.failed'>>()({
  print: {
    failed: 'Not printed: {{reason}}. Check the printer, then print again.',
  },
  settings: {
    invalid_file:
      '{{path}} is not as it must be, such as {"server": "https://pos.example.com", "printer": "Slips"}. Correct it, or remove it.',
    invalid_journal_copy:
      '"journalCopy" in {{path}} must be the whole path of a folder, best on another disk. It is "{{folder}}".',
    invalid_server:
      '{{place}} must be the address of the sync server, such as https://pos.example.com, without a path. It is "{{address}}".',
    invalid_updates: '"updates" in {{path}} must be an address. It is "{{address}}".',
  },
});
