import { BarCode } from './bar-code.tsx';
import { QrCode } from './qr-code.tsx';
import classes from './slip.module.css';
import type { SlipDocument, SlipLine, TicketCode } from './slip-document.ts';

/** A slip as it is printed on 80 mm paper. Black on white on every screen too: it is paper. */
export function Slip({ document }: { readonly document: SlipDocument }) {
  return (
    <article className={classes.slip} lang={document.locale} aria-label={document.label}>
      {blocksOf(document.lines).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what stands on a slip never changes
        <Block key={index} lines={block} />
      ))}
    </article>
  );
}

/** Names with their values, one below the other, are one list. */
function blocksOf(lines: readonly SlipLine[]): readonly (readonly SlipLine[])[] {
  const blocks: SlipLine[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (isFact(line) && last?.every(isFact)) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

const isFact = ({ is }: SlipLine): boolean => is === 'pair' || is === 'total';

function Block({ lines }: { readonly lines: readonly SlipLine[] }) {
  const [line] = lines;
  if (!line) return null;
  switch (line.is) {
    case 'title':
      return (
        <header>
          <strong>{line.text}</strong>
          <span>{line.beside}</span>
        </header>
      );
    case 'text':
      return <p className={line.small ? classes.small : undefined}>{line.text}</p>;
    case 'mark':
      return <p className={classes.mark}>{line.text}</p>;
    case 'board':
      return (
        <p className={classes.board}>
          <span>{line.name}</span>
          <b>{line.numbers}</b>
          <small>{line.note}</small>
        </p>
      );
    case 'pair':
    case 'total':
      return <dl>{lines.map((fact) => 'value' in fact && <Fact key={fact.name} {...fact} />)}</dl>;
    case 'ticket_code':
      return <Code code={line.code} />;
    default:
      return line satisfies never;
  }
}

function Fact({ is, name, value }: Extract<SlipLine, { is: 'pair' | 'total' }>) {
  return (
    <div className={is === 'total' ? classes.total : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Code({ code }: { readonly code: TicketCode }) {
  return (
    <>
      <div className={classes.code}>
        <QrCode text={code.ticketNumber} size={104} title={code.numberText} />
        <p>
          <small>{code.numberName}</small>
          <b data-ticket-number={code.ticketNumber}>{code.numberText}</b>
          <small>{code.securityName}</small>
          <b data-security-code={code.securityCode}>{code.securityText}</b>
        </p>
      </div>
      <div className={classes.bars}>
        <BarCode text={code.ticketNumber} />
      </div>
    </>
  );
}
