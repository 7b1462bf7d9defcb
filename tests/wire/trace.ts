import type { Envelope } from '../../shared/journal/entry.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import type { DeviceEpoch, Draft } from '../../sync-server/streams/streams.ts';
import { noon, openNode, record } from '../server/fixtures.ts';

/** What reaches a server at a moment: from tills, from head office, from its own timers. */
export type Step = { readonly at: string } & (
  | { readonly do: 'record'; readonly stream: string; readonly drafts: readonly Draft[] }
  | { readonly do: 'upload'; readonly device: DeviceEpoch; readonly entries: readonly Envelope[] }
  | { readonly do: 'grant' }
  | { readonly do: 'close_draws' }
  | { readonly do: 'trim'; readonly stream: string; readonly before: number }
);

export interface Player {
  readonly store: CentralStore;
  play(step: Step): Promise<void>;
}

/** A server node over the store, at the steps' own time. Played by two of them, the same steps must come to the same. */
export function openPlayer(store: CentralStore): Player {
  const clock = { at: noon };
  const node = openNode(store, { clock });
  async function play(step: Step): Promise<void> {
    clock.at = step.at;
    switch (step.do) {
      case 'record':
        return record(node, step.stream, step.drafts);
      case 'upload': {
        const answer = await node.upload(step.device, step.entries);
        if (!answer.ok) throw new Refused(answer.refusal);
        return;
      }
      case 'grant':
        return node.chores.grant();
      case 'close_draws':
        await node.chores.closeDraws();
        return;
      case 'trim':
        return store.trim(step.stream, step.before);
      default:
        return step satisfies never;
    }
  }
  return { store, play };
}
