import { expect, test } from 'vitest';
import { createLayers, type Layer, pressKey } from '../../renderer/register/keys/layers.ts';

function layersOf(...layers: readonly Layer[]) {
  const store = createLayers();
  store.setState({ layers: new Map(layers.map((layer) => [{}, layer])) });
  return store;
}

test('a key goes to the highest layer that takes it, whichever came first', () => {
  const heard: string[] = [];
  const action = (key: string, by: string) => ({ key, label: by, run: () => heard.push(by) });
  const panel: Layer = { level: 1, actions: [action('Enter', 'panel')] };
  const screen: Layer = { level: 0, actions: [action('Enter', 'screen'), action('F8', 'screen')] };
  for (const store of [layersOf(panel, screen), layersOf(screen, panel)]) {
    expect(pressKey(store, 'Enter', 0)).toBe(true);
    expect(pressKey(store, 'F8', 0)).toBe(true);
    expect(pressKey(store, 'F9', 0)).toBe(false);
  }
  expect(heard).toEqual(['panel', 'screen', 'panel', 'screen']);
});

test('a disabled action swallows its key: Enter never falls through a panel that is busy', () => {
  let paid = 0;
  const pay = { key: 'Enter', label: 'Pay', run: () => (paid += 1) };
  const store = layersOf({ level: 1, actions: [{ ...pay, disabled: true }] }, { level: 0, actions: [pay] });
  expect(pressKey(store, 'Enter', 0)).toBe(true);
  expect(paid).toBe(0);
});

test('a panel that takes every key keeps digits from the games behind it', () => {
  const heard: string[] = [];
  const store = layersOf(
    { level: 0, actions: [], onKey: (key) => heard.push(key) > 0 },
    { level: 1, actions: [], onKey: () => true },
  );
  pressKey(store, '1', 0);
  expect(heard).toEqual([]);
});

test('a digit of another script is the same key', () => {
  const heard: string[] = [];
  const two = { key: '2', label: 'Two', run: () => heard.push('two') };
  const store = layersOf({ level: 0, actions: [two], onKey: (key) => heard.push(key) > 0 });
  for (const key of ['٢', '２', '۳']) pressKey(store, key, 0);
  expect(heard).toEqual(['two', 'two', '3']);
});
