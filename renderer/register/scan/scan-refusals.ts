import { serialDigits } from '../../../shared/domain/serial-digits.ts';
import type { Refusal } from '../../../shared/result.ts';
import { refuse } from '../../../shared/result.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Held } from './batch-codes.ts';

export const fitsSeveral = (fitting: readonly Held[]): Refusal => {
  const batches = fitting.map(({ batch, lottery }) => `${lottery.name} ${batch.batch_number}`).join(', ');
  return refuse('scan.ambiguous', { batches }).refusal;
};

export const wrongDigits = (batch: Inventory): Refusal => {
  const digits = serialDigits(batch);
  return refuse('scan.serial_digits', { batch: batch.batch_number, digits }).refusal;
};

export const batchNotReceived = ({
  lottery,
  batchNumber,
}: {
  readonly lottery: Lottery;
  readonly batchNumber: string;
}): Refusal => refuse('scan.not_received', { game: lottery.name, batch: batchNumber }).refusal;
