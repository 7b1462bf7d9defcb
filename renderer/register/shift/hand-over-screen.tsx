import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Split } from '../../kit/split.tsx';
import type { DrawerCount } from '../../till/api.ts';
import { CountWay } from '../close-shift/count-way.tsx';
import type { Counting } from '../close-shift/counting.ts';
import { CountedPieces, CountedSum, useDrawerCount } from '../close-shift/drawer-count.tsx';
import { ShiftFacts } from '../close-shift/shift-facts.tsx';
import { useCountLayer } from '../close-shift/use-count-layer.ts';
import { useLayer } from '../keys/layers.ts';
import {
  missingField,
  type Person,
  PersonPage,
  usePersonFields,
  usePinUsers,
} from '../lock/person-fields.tsx';
import { rowsOf } from '../register-state.ts';
import { useFormat, useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { clearBasket } from '../transitions/basket.ts';
import { showScreen } from '../transitions/screens.ts';
import { forgetCount, showZReport } from '../transitions/shift.ts';
import { useAskingAloud } from '../use-asking.ts';

/** A blind count by who leaves, then who comes says who they are: one entry closes the one shift and begins the other. */
export function HandOverScreen({ shift }: { readonly shift: Shift }) {
  const counting = useDrawerCount();
  const [count, setCount] = useState<DrawerCount | null>(null);
  return count ? (
    <NextCashier count={count} onBack={() => setCount(null)} />
  ) : (
    <LastCount shift={shift} counting={counting} onCounted={setCount} />
  );
}

interface LastCountProps {
  readonly shift: Shift;
  readonly counting: Counting;
  readonly onCounted: (count: DrawerCount) => void;
}

function LastCount({ shift, counting, onCounted }: LastCountProps) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const hasBasket = useRegisterState((state) => rowsOf(state).length > 0);
  const choose = useCountLayer({
    counting,
    label: t('shift.next'),
    refusal() {
      if (!till.may('shift.close')) return t('closeShift.notAllowed');
      return hasBasket ? t('closeShift.basketOpen') : null;
    },
    onCounted,
    onBack: () => {
      store.change(forgetCount, showScreen('shift'));
    },
    more: hasBasket ? [{ key: 'F7', label: t('sell.keyVoid'), run: () => store.change(clearBasket) }] : [],
  });
  return (
    <Split label={t('shift.handTitle')} side={<CountedSum counting={counting} />}>
      <h1>{t('shift.handTitle')}</h1>
      <p>{t('shift.handCountText')}</p>
      {hasBasket && <p>{t('closeShift.basketOpen')}</p>}
      <ShiftFacts shift={shift} />
      <CountWay counting={counting} choose={choose} />
      <CountedPieces counting={counting} />
    </Split>
  );
}

interface NextCashierProps {
  readonly count: DrawerCount;
  readonly onBack: () => void;
}

function NextCashier({ count, onBack }: NextCashierProps) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { session } = useTillState();
  const format = useFormat();
  const others = usePinUsers()?.filter(({ username }) => username !== session?.user.username) ?? null;
  const [entered, setPerson] = useState<Person | null>(null);
  const fields = usePersonFields();
  const { asking, ask, refuse, lack } = useAskingAloud();
  const first = others?.[0];
  const byPin = (): Person => ({ username: first?.username ?? '', by: 'pin', secret: '' });
  const byPassword: Person = { username: '', by: 'password', secret: '' };
  const person = entered ?? (first ? byPin() : byPassword);

  const handOver = () => {
    const missing = missingField(person, fields);
    if (missing) return lack(t('lock.empty'), missing);
    ask(
      () => till.handOver(count, { ...person, username: person.username.trim() }),
      (closed) => {
        store.change(showScreen('sell'), showZReport(closed));
      },
      () => fields.secret,
    );
    setPerson({ ...person, secret: '' });
  };
  const switchWay = () => {
    if (!first) return refuse(t('lock.nobody'));
    setPerson(person.by === 'pin' ? byPassword : byPin());
  };
  const label = asking ? t('lock.waiting') : t('shift.handSubmit');
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: handOver, disabled: asking, primary: true },
      { key: 'F2', label: person.by === 'pin' ? t('lock.byPassword') : t('lock.byPin'), run: switchWay },
      { key: 'Escape', label: t('shift.back'), run: onBack, disabled: asking },
    ],
  });
  return (
    <PersonPage
      title={t('shift.handNextTitle')}
      person={person}
      onChange={setPerson}
      users={others}
      fields={fields}
    >
      <p>{t('shift.handNextText', { amount: format.money(count.countedMinor) })}</p>
    </PersonPage>
  );
}
