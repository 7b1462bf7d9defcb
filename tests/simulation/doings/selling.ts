import type { BasketLine } from '../../../renderer/till/api.ts';
import type { AtTill } from './doing.ts';

export async function sell({ till, chance, papers }: AtTill, lines: readonly BasketLine[]) {
  const { total, cash } = till.price(lines);
  const isCard = chance.happens(0.3);
  const sold = await till.sell(lines, {
    method: isCard ? 'card' : 'cash',
    tendered: isCard ? total : cash + chance.int(3) * 100,
    reference: isCard ? '1234' : null,
  });
  if (!sold.ok) return sold;
  for (const { ticket, securityCode } of sold.value.tickets) {
    papers.push({ ticketNumber: ticket.ticket_number, securityCode });
    if (papers.length > 30) papers.shift();
  }
  // Now and then the paper jams and nobody can say what came out.
  if (chance.happens(0.9)) {
    await till.slipsPrinted(sold.value.tickets.map(({ ticket }) => ticket.ticket_number));
  }
  return sold;
}
