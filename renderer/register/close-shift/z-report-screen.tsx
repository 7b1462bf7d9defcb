import type { Shift } from '../../../shared/schema/shifts.ts';
import { Facts } from '../../components/facts.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { Printout } from '../slips/printout.tsx';
import { useFormat, useRegister } from '../till-context.ts';
import { texts } from './texts.ts';
import { zLines } from './z-lines.ts';
import { ZSlip } from './z-slip.tsx';

/** Shown after closing, and only then: what should have been in the drawer. */
export function ZReportScreen({ shift }: { readonly shift: Shift }) {
  const { store, print } = useRegister();
  const format = useFormat();
  const done = () => {
    store.setState({ closedShift: null });
    showScreen(store, 'sell');
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: texts.done, run: done, primary: true },
      { key: 'F6', label: texts.print, run: print },
    ],
  });
  const difference = shift.difference ?? 0;
  const amount = format.money(Math.abs(difference));
  return (
    <MessagePage title={texts.zTitle(shift.z_number ?? '')}>
      <p role="status" aria-label={texts.difference}>
        {difference === 0 ? texts.even : difference > 0 ? texts.over(amount) : texts.short(amount)}
      </p>
      <Facts
        facts={zLines(shift, format)
          .slice(1)
          .map(([name, value]) => ({ name, value, amount: true }))}
      />
      <Printout>
        <ZSlip shift={shift} />
      </Printout>
    </MessagePage>
  );
}
