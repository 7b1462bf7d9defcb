import { useTranslation } from 'react-i18next';
import classes from './notice-line.module.css';

interface NoticeLineProps {
  readonly kind: 'refusal' | 'information' | null;
  readonly text: string;
}

/**
 * One sentence with the way out. Its place is always kept, so that nothing jumps when it appears and screen readers
 * know where to listen.
 */
export function NoticeLine({ kind, text }: NoticeLineProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.line} data-kind={kind ?? undefined}>
      <p role="alert">{kind === 'refusal' && text}</p>
      <p role="status" aria-label={t('frame.message')}>
        {kind === 'information' && text}
      </p>
    </div>
  );
}
