import { type RefObject, useId, useLayoutEffect, useRef } from 'react';
import { westernDigits } from '../../shared/domain/western-digits.ts';
import classes from './text-field.module.css';

interface TextFieldProps {
  readonly label: string;
  /** The label is only heard, and seen as a placeholder. */
  readonly hiddenLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly type?: 'text' | 'password';
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'none';
  /** Takes the focus when it appears, its text selected, and gets what is typed past it; no longer so, it leaves it. */
  readonly focused?: boolean;
  readonly amount?: boolean;
  readonly maxLength?: number;
  readonly autoComplete?: string;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** A labelled field, 60 px high. Amounts stand right. Plain HTML: of what a till loads, Mantine's was a twentieth. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    hiddenLabel = false,
    description,
    onChange,
    type = 'text',
    focused = false,
    amount = false,
    inputRef,
    ...rest
  } = props;
  const own = useRef<HTMLInputElement>(null);
  const field = inputRef ?? own;
  // As soon as it is there: what is typed before its text is selected would be typed over.
  useLayoutEffect(() => {
    if (focused) field.current?.select();
    else field.current?.blur();
  }, [focused, field]);
  // Digits of any script are typed as what they are; words keep theirs.
  const isNumeric = amount || (rest.inputMode ?? 'text') !== 'text';
  const id = useId();
  const descriptionId = `${id}-description`;
  return (
    <div>
      {!hiddenLabel && (
        <label className={classes.label} htmlFor={id}>
          {label}
        </label>
      )}
      {description !== undefined && (
        <span className={classes.description} id={descriptionId}>
          {description}
        </span>
      )}
      <input
        ref={field}
        id={id}
        className={classes.input}
        type={type}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-amount={amount || undefined}
        data-home={focused || undefined}
        aria-describedby={description === undefined ? undefined : descriptionId}
        onChange={({ currentTarget: { value } }) => onChange(isNumeric ? westernDigits(value) : value)}
        {...(hiddenLabel ? { 'aria-label': label, placeholder: label } : {})}
        {...rest}
      />
    </div>
  );
}
