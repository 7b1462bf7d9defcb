import { createBrowserTill } from '../../../../renderer/register/create-browser-till.ts';
import { contendersOf } from './contenders.ts';
import { Counter } from './counter.ts';
import { type Contender, type ContenderName, measureCommits } from './measure-commits.ts';

/** What the benches call by Playwright. */
class BenchPage extends Counter {
  #contenders: Readonly<Record<ContenderName, Contender>> | null = null;

  /** Opens the contenders, and has each sell until it is warm. */
  async contend(warmUps: number): Promise<void> {
    this.#contenders = await contendersOf(this);
    await this.commits(['ours', 'raw', 'naive', 'pouchdb'], warmUps);
  }

  async commits(names: readonly ContenderName[], count: number): Promise<Record<string, number[]>> {
    if (!this.#contenders) throw new Error('contend first');
    return measureCommits(this.#contenders, names, count);
  }
}

declare global {
  var benchPage: BenchPage;
}
globalThis.benchPage = new BenchPage(createBrowserTill('bench').till);
