import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { scan } from './fixtures/scanner.ts';
import { answerToClose, putZAway } from './fixtures/till-page.ts';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

/** A form of the register, as someone fills it in who never touches the screen. */
async function open(page: Page, scene: string, ...keys: readonly string[]): Promise<void> {
  await page.goto(`${preview.address}?now=2026-11-24T15:00:00.000Z&${scene}`);
  await expect(page.getByRole('toolbar').getByRole('button').first()).toBeVisible();
  await press(page, ...keys);
}

/** Slower than a scanner. */
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key, { delay: 40 });
};
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 60 });

/** For exact cash, and the receipt is put away. */
async function sell(page: Page, game: string): Promise<void> {
  await press(page, game, 'Enter', 'Enter');
  await expect(page.getByRole('button', { name: 'Next sale' })).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByRole('button', { name: 'Next sale' })).toBeHidden();
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const sumOf = (page: Page) => page.getByRole('status', { name: 'Sum' });

test.describe('counting the drawer', () => {
  test('[SFT1] Enter goes from one denomination to the next, and closes only after it has asked', async ({
    page,
  }) => {
    await open(page, '', 'F9', '7', 'F2');
    await type(page, '1');
    await press(page, 'Enter');
    await expect(page.getByLabel('× $50.00')).toBeFocused();
    await type(page, '2');
    for (let field = 1; field < 9; field++) await press(page, 'Enter');
    await expect(page.getByLabel('× $0.01')).toBeFocused();
    await expect(sumOf(page)).toHaveText('$200.00');
    await press(page, 'Enter');
    await expect(heading(page, 'Close with $200.00?')).toBeVisible();
    // Back, and everything that was counted is still there.
    await press(page, 'Escape');
    await expect(page.getByLabel('× $50.00')).toHaveValue('2');
    await expect(page.getByLabel('× $0.01')).toBeFocused();
    await press(page, 'Enter');
    await answerToClose(page);
    await expect(heading(page, /^Z report/)).toBeVisible();
  });

  test('a ticket that is scanned in the midst of it is looked at, and Esc comes back to the count', async ({
    page,
  }) => {
    await open(page, '', 'F9', '7', 'F2');
    await type(page, '3');
    await press(page, 'Enter');
    await scan(page, 'NY1ABCDEFGH');
    await expect(page.getByLabel('Ticket number')).toHaveValue('NY1ABCDEFGH');
    await press(page, 'Escape');
    await expect(sumOf(page)).toHaveText('$300.00');
    await expect(page.getByLabel('× $50.00')).toBeFocused();
    // Given up, it begins anew.
    await press(page, 'Escape', '7');
    await expect(page.getByLabel('Counted cash')).toHaveValue('');
  });

  test('F3 ends a count that needs no more denominations', async ({ page }) => {
    await open(page, '', 'F9', '7', 'F2');
    await type(page, '3');
    await press(page, 'F3');
    await expect(heading(page, 'Close with $300.00?')).toBeVisible();
  });

  test('by sum it asks once, and a bouncing Enter is no answer', async ({ page }) => {
    await open(page, '', 'F9', '7');
    await type(page, '165');
    await page.evaluate(() => {
      for (let times = 0; times < 2; times++) {
        const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(enter);
      }
    });
    await expect(heading(page, 'Close with $165.00?')).toBeVisible();
    await expect(page.getByText('Expected')).toBeHidden();
  });

  test('who hands over counts the same way, and keeps the count on the way back', async ({ page }) => {
    await open(page, '', 'F9', '6', 'F2');
    await type(page, '1');
    await press(page, 'Enter');
    await expect(page.getByLabel('× $50.00')).toBeFocused();
    await press(page, 'F3');
    await expect(heading(page, 'Who goes on?')).toBeVisible();
    await press(page, 'Escape');
    await expect(page.getByLabel('× $100.00')).toHaveValue('1');
    await expect(sumOf(page)).toHaveText('$100.00');
  });
});

test.describe('the number pad', () => {
  const forms = [
    { form: 'cash in', scene: '', keys: ['F9', '1'], field: 'Amount' },
    { form: 'opening float', scene: 'no_shift', keys: [], field: 'Opening float' },
    { form: 'counted cash', scene: '', keys: ['F9', '7'], field: 'Counted cash' },
    { form: 'PIN', scene: '', keys: ['F1'], field: 'PIN' },
  ] as const;
  for (const { form, scene, keys, field } of forms) {
    test(`Tab never stops at its keys, so Enter types nothing into “${form}”`, async ({ page }) => {
      await open(page, scene, ...keys);
      const text = page.getByLabel(field, { exact: true });
      await expect(text).toBeFocused();
      await type(page, '5');
      const pad = page.getByRole('group', { name: 'Digits' });
      for (let times = 0; times < 12; times++) {
        await press(page, 'Tab');
        await expect(pad.locator(':focus')).toHaveCount(0);
      }
      // By touch it works on, and leaves the focus in the field.
      await text.focus();
      await pad.getByRole('button', { name: '7', exact: true }).click();
      await expect(text).toHaveValue('57');
      await expect(text).toBeFocused();
    });
  }

  test('its keys lie as on any till: 7 8 9, 4 5 6, 1 2 3, and 0 below', async ({ page }) => {
    await open(page, '', 'F9', '1');
    const digits = page.getByRole('group', { name: 'Digits' });
    await expect(digits).toBeVisible();
    const boxes = await digits
      .getByRole('button')
      .evaluateAll((keys) =>
        keys.map((key) => ({ is: key.textContent, at: key.getBoundingClientRect().toJSON() as DOMRect })),
      );
    const rows = Map.groupBy(boxes, ({ at }) => Math.round(at.y));
    const lines = [...rows.values()].map((row) => row.map(({ is }) => is).join(' '));
    expect(lines).toEqual(['7 8 9', '4 5 6', '1 2 3', '. 0 ⌫']);
    expect(Math.min(...boxes.map(({ at }) => Math.min(at.width, at.height)))).toBeGreaterThanOrEqual(60);
  });
});

test.describe('Esc while the till is still writing', () => {
  /** Both before the answer can have come. */
  const enterAndEscape = (page: Page) =>
    page.evaluate(() => {
      for (const key of ['Enter', 'Escape']) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        (document.activeElement ?? document.body).dispatchEvent(event);
      }
    });

  test('[SFT1] takes no money out of sight: cash in ends with its slip', async ({ page }) => {
    await open(page, '', 'F9', '1');
    await type(page, '50');
    await page.getByLabel('Reason').fill('Change');
    await enterAndEscape(page);
    await expect(page.getByRole('article', { name: 'Cash in' })).toContainText('$50.00');
  });

  test('[SEC5] a no-sale ends with the sentence that it is written down', async ({ page }) => {
    await open(page, 'staff', 'F9', '4');
    await page.getByLabel('Reason').fill('Change');
    await page.getByLabel('PIN', { exact: true }).fill('2580');
    await enterAndEscape(page);
    await expect(page.getByRole('status', { name: 'Message' })).toHaveText('Written down: the drawer opens.');
  });
});

test.describe('Enter', () => {
  const focused = (page: Page) => page.locator(':focus');

  test('goes on from the user name to the password, which is never typed in clear', async ({ page }) => {
    await open(page, 'signed_out');
    await type(page, 'cashier');
    await press(page, 'Enter');
    await type(page, 'demo-1234');
    await expect(page.getByLabel('User name')).toHaveValue('cashier');
    await expect(page.getByLabel('Password')).toHaveValue('demo-1234');
    await press(page, 'Enter');
    await expect(page.getByRole('region', { name: 'Games' })).toBeVisible();
  });

  test('in the empty password field says what is missing', async ({ page }) => {
    await open(page, 'signed_out');
    await type(page, 'cashier');
    await press(page, 'Enter', 'Enter');
    await expect(page.getByRole('alert')).toHaveText('Enter user name and password.');
    await expect(page.getByLabel('Password')).toBeFocused();
  });

  test('unlocks the till by another user’s name and password, field by field', async ({ page }) => {
    await open(page, '', 'F1', 'F2');
    await page.getByLabel('User name').fill('');
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await type(page, 'cashier');
    await press(page, 'Enter');
    await expect(page.getByLabel('Password')).toBeFocused();
  });

  test('goes through the fields of a PIN, and back to the one that is wrong', async ({ page }) => {
    await open(page, '', 'F10');
    await page.getByRole('button', { name: /PIN/ }).click();
    for (const text of ['demo-1234', '1234', '1235']) {
      await type(page, text);
      await press(page, 'Enter');
    }
    await expect(page.getByRole('alert')).toHaveText('The two are not the same. Enter them again.');
    await expect(page.getByLabel('The same again')).toBeFocused();
    await type(page, '1234');
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toContainText('too easy to guess');
    await expect(page.getByLabel('New PIN, 4 to 8 digits')).toBeFocused();
  });

  test('goes from the security code to the reason of a cancellation', async ({ page }) => {
    await open(page, '');
    await sell(page, '1');
    await press(page, 'F8', 'Enter', 'F4');
    await type(page, 'WRONGCODE');
    await press(page, 'Enter');
    await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
    await type(page, 'Changed');
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toContainText('not the code of this ticket');
    await expect(page.getByLabel('Security code')).toBeFocused();
  });

  test('goes from the amount to the reason; Tab does, too', async ({ page }) => {
    await open(page, '', 'F9', '1');
    await type(page, '50');
    await press(page, 'Tab');
    await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
    await press(page, 'Shift+Tab');
    await expect(page.getByLabel('Amount', { exact: true })).toBeFocused();
    await press(page, 'Enter');
    await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toHaveText('Enter why the cash is put in or taken out.');
  });

  test('goes through the fields of a batch, and to the one that is wrong', async ({ page }) => {
    await open(page, '', 'F10', '1', 'Enter', 'F2');
    await expect(page.getByLabel('Batch number')).toBeFocused();
    await type(page, 'R-1');
    await press(page, 'Enter');
    await expect(page.getByLabel('Tickets', { exact: true })).toBeFocused();
    await type(page, '20');
    await press(page, 'Enter');
    await expect(page.getByLabel('First number')).toBeFocused();
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await type(page, '1');
    await press(page, 'Enter');
    await expect(page.getByRole('status', { name: 'Message' })).toHaveText(
      'Batch R-1 is received: 20 tickets.',
    );
  });

  test('acts after a reason was chosen by keyboard', async ({ page }) => {
    await open(page, '', 'F9', '1');
    await type(page, '50');
    await press(page, 'Tab', 'Tab');
    await expect(focused(page)).toHaveText('Change from the bank');
    await press(page, 'Enter');
    await expect(page.getByLabel('Reason', { exact: true })).toHaveValue('Change from the bank');
    await press(page, 'Enter');
    await expect(page.getByRole('article', { name: 'Cash in' })).toContainText('Change from the bank');
  });

  test('acts after the way of counting was chosen by keyboard', async ({ page }) => {
    await open(page, '', 'F9', '7');
    await expect(page.getByLabel('Counted cash')).toBeFocused();
    await press(page, 'Shift+Tab');
    await expect(focused(page)).toHaveText('By denomination');
    await press(page, 'Enter');
    await type(page, '1');
    await press(page, 'Enter');
    await expect(page.getByLabel('× $50.00')).toBeFocused();
  });
});

test.describe('a no-sale for a cashier', () => {
  const managersPin = 'You may not do this. A manager’s PIN lends you the right.';

  test('asks for the reason, then for a manager’s PIN', async ({ page }) => {
    await open(page, 'staff', 'F9', '4');
    await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
    await type(page, 'Change');
    await press(page, 'Enter');
    await expect(page.getByLabel('PIN', { exact: true })).toBeFocused();
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toHaveText(managersPin);
    await page.getByRole('button', { name: 'Demo Manager' }).click();
    await type(page, '2580');
    await press(page, 'Enter');
    await expect(page.getByRole('status', { name: 'Message' })).toHaveText('Written down: the drawer opens.');
  });

  test('says the one way out where no manager has a PIN, and nothing against it', async ({ page }) => {
    await open(page, 'staff&no_pins', 'F9', '4');
    const wayOut =
      'No manager has set a PIN at this till. A manager can sign in (F1) and do it, or set a PIN (F10).';
    await expect(page.getByText(wayOut)).toBeVisible();
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toHaveText(wayOut);
    await expect(page.getByText(managersPin)).toBeHidden();
  });
});

test.describe('lists by keyboard', () => {
  const marked = (page: Page) => page.getByRole('listitem').locator('button[aria-pressed="true"]');

  test('the ticket just sold is chosen; arrow keys choose another, Enter opens it', async ({ page }) => {
    await open(page, '');
    await sell(page, '1');
    await sell(page, '2');
    await press(page, 'F8');
    await expect(marked(page)).toContainText('Lucky 5+1');
    await press(page, 'ArrowDown', 'ArrowDown');
    await expect(marked(page)).toContainText('Daily 3');
    await press(page, 'ArrowUp', 'Enter');
    await expect(page.getByText('Cancel: possible now')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Ticket' })).toContainText('Lucky 5+1');
  });

  test('keys that can do nothing with a ticket say why', async ({ page }) => {
    await open(page, '');
    await sell(page, '1');
    await press(page, 'F8');
    const alert = page.getByRole('alert');
    await press(page, 'F4');
    await expect(alert).toHaveText('Choose a ticket, or find one by its number (⏎), first.');
    await press(page, 'F6');
    await expect(alert).toHaveText('Choose a ticket, or find one by its number (⏎), first.');
    // A scratch ticket is its own paper.
    await open(page, '');
    await sell(page, '5');
    await press(page, 'F8', 'Enter', 'F6');
    await expect(alert).toHaveText('Print again: no slip, a scratch ticket is its own paper.');
  });

  test('a bar code that is no ticket says what can be done', async ({ page }) => {
    await open(page, '', 'F8');
    await type(page, '4006381333931');
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toHaveText(
      'That is not a ticket number. Scan the ticket, or type the number on it; a parcel of tickets is received under More, Stock (F10).',
    );
  });

  test('arrow keys choose a batch of the stock', async ({ page }) => {
    await open(page, '', 'F10', '1', 'Enter');
    const batch = (name: string) => page.getByRole('button', { name });
    await press(page, 'ArrowDown');
    await expect(batch('RAFFLE-001')).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'ArrowDown');
    await expect(batch('SCRATCH-002')).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'F4');
    await expect(page.getByRole('heading', { name: /SCRATCH-002/ })).toBeVisible();
  });
});

test.describe('the last Z report', () => {
  const signedOff = async (page: Page) => {
    await open(page, '', 'F9', '7');
    await type(page, '90');
    await press(page, 'Enter');
    await answerToClose(page);
    await expect(heading(page, 'Z report 00002-0001')).toBeVisible();
    await expect(page.getByText(/^[-−]\$10\.00$/).first()).toBeVisible();
    await putZAway(page);
    await expect(page.getByLabel('Opening float')).toBeVisible();
  };

  test('[SFT2] is seen and printed again before the next shift is opened, as a copy', async ({ page }) => {
    await page.addInitScript(() => {
      window.print = () => {
        window.dispatchEvent(new Event('beforeprint'));
        document.title = document.querySelector('.printout')?.textContent ?? 'nothing';
        window.dispatchEvent(new Event('afterprint'));
      };
    });
    await signedOff(page);
    await press(page, 'F9');
    await expect(heading(page, 'Z report 00002-0001')).toBeVisible();
    await expect(page.getByRole('status', { name: 'Difference' })).toHaveText(
      'There is $10.00 less than expected.',
    );
    await press(page, 'F6');
    await expect(page).toHaveTitle(/COPY.*Z report 00002-0001/);
    await press(page, 'Escape');
    await expect(page.getByLabel('Opening float')).toBeVisible();
  });

  test('[SFT2] is seen in the next shift', async ({ page }) => {
    await signedOff(page);
    await type(page, '100');
    await press(page, 'Enter');
    await expect(page.getByRole('region', { name: 'Games' })).toBeVisible();
    await press(page, 'F9', '8');
    await expect(heading(page, 'Z report 00002-0001')).toBeVisible();
    await press(page, 'Enter');
    await expect(heading(page, 'Shift')).toBeVisible();
  });

  test('says where there is none yet, or where it cannot be read', async ({ page }) => {
    const said = page.getByRole('status', { name: 'Last Z report' });
    await open(page, 'no_shift', 'F9');
    await expect(said).toHaveText('No shift has been closed at this till yet.');
    await press(page, 'Escape');
    await expect(page.getByLabel('Opening float')).toBeVisible();
    await open(page, 'no_shift&reads_failed', 'F9');
    await expect(said).toContainText('could not be read');
  });
});
