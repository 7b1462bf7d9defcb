import { mongoEnvironment, provideMongo } from './mongo.ts';

/** Of Vitest and Playwright alike, run alone: `npm test` has provided the MongoDB already. */
export default async function provideOnce(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TILLSIDE_TEST_MONGO_KIND || process.env.TILLSIDE_TEST_MONGO_SKIPPED) return undefined;
  const mongo = await provideMongo();
  Object.assign(process.env, mongoEnvironment(mongo));
  return 'stop' in mongo ? mongo.stop : undefined;
}
