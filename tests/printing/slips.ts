import type { SlipDocument } from '../../renderer/register/slips/slip-document.ts';

/** A slip in Spanish with everything on it. */
export const spanishSlip: SlipDocument = {
  label: 'Boleto N0RT-1R00-G001-8T',
  locale: 'es-MX',
  lines: [
    { is: 'title', text: 'Lotería Ñandú', beside: 'Tienda de la Esquina 12' },
    { is: 'mark', text: 'COPIA 1 · no es un segundo boleto' },
    { is: 'board', name: 'A', numbers: '04 11 19 23 38 44', note: 'AZAR' },
    { is: 'board', name: 'N.º', numbers: '004711', note: '' },
    { is: 'pair', name: 'Emitido', value: '22 nov 2026, 9:00\u00a0p.\u202fm.' },
    { is: 'pair', name: 'Terminal', value: 'NORT · Caja 2' },
    { is: 'total', name: 'Total', value: '2,00 €' },
    {
      is: 'ticket_code',
      code: {
        ticketNumber: 'N0RT1R00G0018T',
        securityCode: 'ABCDEFGHJKMN',
        numberName: 'Boleto',
        numberText: 'N0RT-1R00-G001-8T',
        securityName: 'Código de seguridad',
        securityText: 'ABCD-EFGH-JKMN',
      },
    },
    {
      is: 'text',
      small: true,
      text: 'El premio se paga a quien presente este boleto. Guárdelo bien. ¿Preguntas? 1‑800‑555‑0100',
    },
  ],
};
