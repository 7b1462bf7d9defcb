/**
 * One spelling of what people type as a secret (password, PIN, activation code): systems compose letters, spaces and
 * digits of other widths in different ways. NFKC as NIST SP 800-63B asks for, spaces as in OpaqueString of RFC 8265.
 * Whatever hashes or compares a secret asks this first.
 */
export const secretText = (typed: string): string => typed.normalize('NFKC').replace(/\p{Zs}/gu, ' ');
