import { createContext, useContext, useLayoutEffect } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { westernDigits } from '../../../shared/domain/western-digits.ts';

/** What can be done now: a key and its touch button in the action bar are one thing, so neither exists alone. */
export interface Action {
  /** As `KeyboardEvent.key` names it; null where only the button exists. */
  readonly key: string | null;
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Says why it is disabled, to who presses the key. */
  readonly why?: () => void;
  readonly primary?: boolean;
  /** The choice that is taken, of several. */
  readonly pressed?: boolean;
}

/**
 * One level of the screen that hears keys: the screen itself, a panel on it. The highest hears first and fills the
 * action bar; what it does not take falls to the one below.
 */
export interface Layer {
  readonly level: number;
  /** Without, the bar shows those of the layer below. */
  readonly actions?: readonly Action[];
  /** Keys without a button in the bar (digits, arrows). True where it took the key. */
  readonly onKey?: (key: string, atMs: number) => boolean;
}

export type Layers = StoreApi<{ readonly layers: ReadonlyMap<object, Layer> }>;

export const createLayers = (): Layers => createStore(() => ({ layers: new Map<object, Layer>() }));

export const LayersContext = createContext<Layers | null>(null);

export function useLayers(): Layers {
  const layers = useContext(LayersContext);
  if (!layers) throw new Error('no key layers around this component');
  return layers;
}

/** Registers this component's keys and buttons for as long as it is on the screen. */
export function useLayer(layer: Layer): void {
  const store = useLayers();
  useLayoutEffect(() => {
    const token = {};
    store.setState(({ layers }) => ({ layers: new Map(layers).set(token, layer) }));
    return () =>
      store.setState(({ layers }) => {
        const rest = new Map(layers);
        rest.delete(token);
        return { layers: rest };
      });
  }, [store, layer]);
}

const noActions: readonly Action[] = [];

/** The buttons of the action bar. */
export const useShownActions = (): readonly Action[] =>
  useStore(useLayers(), ({ layers }) => topDown(layers).find(({ actions }) => actions)?.actions ?? noActions);

/** Gives a key to the layers, highest first; a digit of another script is the same key. True where one took it. */
export function pressKey(store: Layers, pressed: string, atMs: number): boolean {
  const key = westernDigits(pressed);
  for (const layer of topDown(store.getState().layers)) {
    const action = layer.actions?.find((candidate) => candidate.key === key);
    if (action) {
      if (action.disabled) action.why?.();
      else action.run();
      return true;
    }
    if (layer.onKey?.(key, atMs)) return true;
  }
  return false;
}

const topDown = (layers: ReadonlyMap<object, Layer>): readonly Layer[] =>
  [...layers.values()].sort((a, b) => b.level - a.level);
