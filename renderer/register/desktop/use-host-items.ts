import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayInstallUpdate, type TillStanding } from '../../../shared/domain/update-time.ts';
import type { TillState } from '../../till/api.ts';
import { useTillState } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { useHostExtras } from './host-context.ts';

/** Training hides the shift that it interrupts. */
export const tillStanding = ({ training, view, connection }: TillState): TillStanding => ({
  shiftOpen: training || view?.shift != null,
  unsent: connection.unsent,
});

/** Lines of the screen "More" that the program around the register makes possible. */
export function useHostItems(): {
  readonly label: string;
  readonly text: string;
  readonly run: () => void;
}[] {
  const { t } = useTranslation();
  const { customerDisplay, updates } = useHostExtras();
  const state = useTillState();
  const { ask, refuse } = useAskingAloud();
  const [version, setVersion] = useState<string | null>(null);
  useEffect(() => {
    // What cannot be asked for is not offered.
    updates?.ready().then(
      (ready) => setVersion(ready.ok ? ready.value : null),
      () => undefined,
    );
  }, [updates]);

  const standing = tillStanding(state);
  const may = mayInstallUpdate(standing);
  return [
    ...(customerDisplay
      ? [{ label: t('desktop.display.label'), text: t('desktop.display.text'), run: customerDisplay.open }]
      : []),
    ...(updates && version !== null
      ? [
          {
            label: t('desktop.update.label', { version }),
            text: may ? t('desktop.update.now') : t('desktop.update.later'),
            run: () => (may ? ask(() => updates.install(standing)) : refuse(t('desktop.update.later'))),
          },
        ]
      : []),
  ];
}
