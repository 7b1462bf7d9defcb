import { parseCommand, typeKey } from '../keys/typed-numbers.ts';
import { typingOf } from '../register-state.ts';
import { carryOutScan } from '../scan/carry-out-scan.ts';
import type { Register } from '../till-context.ts';
import { beginSale, removeRow } from '../transitions/basket.ts';
import { showInformation } from '../transitions/notices.ts';
import { goesOnFrom, typeOn } from '../transitions/typing.ts';
import { addGame, changeQuantity, moveSelection, selectedRow } from './sell-actions.ts';

/** Keys of the sell screen that have no button in the action bar. True where it took the key. */
export function pressSellKey(register: Register, key: string, atMs: number): boolean {
  if (typeNumber(register, key, atMs)) return true;
  const row = selectedRow(register);
  switch (key) {
    case '+':
      if (row) changeQuantity(register, row, row.quantity + 1);
      return true;
    case '-':
      if (row) changeQuantity(register, row, row.quantity - 1);
      return true;
    case 'Delete':
      if (row) register.store.change(removeRow(row.id));
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
      moveSelection(register, key === 'ArrowUp' ? -1 : 1);
      return true;
    default:
      return false;
  }
}

function typeNumber(register: Register, key: string, atMs: number): boolean {
  const { store, till, t } = register;
  const typed = typeKey(typingOf(store.getState()), key, till.state().offers.length, atMs);
  if (!typed) return false;
  store.change(beginSale, typeOn(typed.typing));
  const { command } = typed;
  switch (command.do) {
    case 'add': {
      const before = command.goesOn ? lastTypedRowIds(register) : [];
      addGame(register, command.game, command.times);
      store.change(goesOnFrom(before));
      return true;
    }
    case 'recall':
      store.change(...lastTypedRowIds(register).map(removeRow));
      break;
    case 'wait':
      break;
  }
  const { times, pending } = typed.typing;
  if (times !== null) store.change(showInformation(t('sell.timesOf', { times })));
  else if (pending !== '') store.change(showInformation(t('sell.typed', { digits: pending })));
  return true;
}

function lastTypedRowIds({ store }: Register): readonly number[] {
  const { mode } = store.getState();
  return mode.is === 'basket' ? mode.lastTypedRowIds : [];
}

/** What stands in the command field: a game (`1`, `3*1`), otherwise what a scan of it would do. */
export function runCommand(register: Register, text: string): void {
  const command = parseCommand(text, register.till.state().offers.length);
  if (command.is === 'game') addGame(register, command.game, command.times);
  else if (command.code !== '') carryOutScan(register, command.code);
}
