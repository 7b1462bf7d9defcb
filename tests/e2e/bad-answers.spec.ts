import { expect, type Route } from '@playwright/test';
import { sqliteDatabase } from './fixtures/central-database.ts';
import { expectSold, expectSoundBooks } from './fixtures/expect-books.ts';
import { expectHoldsAll, heldDocuments, tellNetworkIsBack } from './fixtures/held-documents.ts';
import { game, type SeenSale, sellAndSee } from './fixtures/seen-sales.ts';
import { expectAllSent, test } from './fixtures/stage.ts';

test.setTimeout(120_000);

const page = '<!doctype html><title>Log in to the network</title><form><input name="room"></form>';

/** Of some the server knows nothing; of others it has done its work, and only its answer is spoilt. */
const badAnswers: readonly {
  readonly what: string;
  readonly reachesServer?: true;
  readonly give: (route: Route) => Promise<void>;
}[] = [
  { what: 'HTML', give: (route) => route.fulfill({ status: 200, contentType: 'text/html', body: page }) },
  {
    what: 'half a JSON',
    reachesServer: true,
    give: async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.slice(0, text.length / 2) });
    },
  },
  {
    what: 'another JSON',
    give: (route) =>
      route.fulfill({ status: 200, contentType: 'application/json', body: '{"documents":[{}]}' }),
  },
  {
    what: 'a 500',
    give: (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/json',
        body: '{"code":"oops","message":"Oops."}',
      }),
  },
  {
    what: 'a 502 of a proxy after the server did its work',
    reachesServer: true,
    give: async (route) => {
      await route.fetch();
      await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' });
    },
  },
];

test('[SYN11][SYN7] of a pull answered by nonsense nothing is stored, the cursor stays, the next try works', async ({
  stage,
}) => {
  const server = await stage.server();
  const { machine, till } = await stage.till(server);
  const central = sqliteDatabase(server.dataDir);
  const seen: SeenSale[] = [await sellAndSee(till.page, game.mega)];

  for (const { what, give } of badAnswers) {
    await test.step(what, async () => {
      await expectAllSent(till);
      await expectHoldsAll(till.page, central);
      const before = await heldDocuments(till.page);
      let given = 0;
      await machine.context.route('**/api/changes**', async (route) => {
        await give(route);
        given += 1;
      });
      // Selling goes on, and what it results in is what the next pulls are about.
      seen.push(await sellAndSee(till.page, game.raffle));
      await expect.poll(() => given).toBeGreaterThan(0);
      seen.push(await sellAndSee(till.page, game.daily));
      await tellNetworkIsBack(till.page);
      await expect.poll(() => given).toBeGreaterThan(1);
      expect(await heldDocuments(till.page)).toEqual(before);
      await machine.context.unrouteAll({ behavior: 'wait' });
      await tellNetworkIsBack(till.page);
      await expectHoldsAll(till.page, central);
      expect((await heldDocuments(till.page)).cursors).not.toEqual(before.cursors);
    });
  }
  await expectSoundBooks(central);
  await expectSold(central, seen);
  await central.close();
});

test('[SYN2][SYN1] an upload answered by nonsense is sent again and applied once', async ({ stage }) => {
  const server = await stage.server();
  const { machine, till } = await stage.till(server);
  const central = sqliteDatabase(server.dataDir);
  const seen: SeenSale[] = [await sellAndSee(till.page, game.mega)];

  for (const { what, reachesServer, give } of badAnswers) {
    await test.step(what, async () => {
      await expectAllSent(till);
      let given = 0;
      await machine.context.route('**/api/entries', async (route) => {
        await give(route);
        given += 1;
      });
      seen.push(await sellAndSee(till.page, game.raffle));
      await expect.poll(() => given).toBeGreaterThan(0);
      // Where the server has it, the next question for its head tells the till so.
      if (!reachesServer) await expect(till.connection).toContainText('1 unsent');
      seen.push(await sellAndSee(till.page, '2*5'));
      await tellNetworkIsBack(till.page);
      await expect.poll(() => given).toBeGreaterThan(1);
      await machine.context.unrouteAll({ behavior: 'wait' });
      await tellNetworkIsBack(till.page);
      await expectAllSent(till);
    });
  }
  await expectSoundBooks(central);
  await expectSold(central, seen);
  await expectHoldsAll(till.page, central);
  await central.close();
});
