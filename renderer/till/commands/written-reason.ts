/** A reason as an entry carries it, whatever was typed or pasted. */
export const writtenReason = (typed: string): string => typed.trim().slice(0, 200).toWellFormed();
