import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSymbol, decodeBase32, encodeBase32 } from '../../shared/domain/crockford.ts';
import {
  formatSecurityCode,
  formatTicketNumber,
  isStoreCode,
  normaliseTicketNumber,
  parseTicketNumber,
  securityCode,
  securityCodeHash,
  ticketNumber,
} from '../../shared/domain/ticket-number.ts';
import { holds } from './laws.ts';

const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const symbol = fc.constantFrom(...alphabet);
const origin = fc.record({
  storeCode: fc.string({ unit: symbol, minLength: 2, maxLength: 6 }),
  tillNumber: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 32_767 })),
  seq: fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 2 ** 40 - 1 })),
  line: fc.integer({ min: 0, max: 499 }),
});
const invalid = { ok: false, refusal: { code: 'ticket.number_invalid' } };
const replaced = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);

describe('base 32', () => {
  test.each([
    [0, '0'],
    [31, 'Z'],
    [32, '10'],
    [1234, '16J'],
    [Number.MAX_SAFE_INTEGER, '7ZZZZZZZZZZ'],
  ])('%i is %s', (value, text) => {
    expect(encodeBase32(value)).toBe(text);
    expect(decodeBase32(text)).toBe(value);
  });

  test('has no number for foreign characters, nothing, or what is too large', () => {
    for (const text of ['U', 'a', '1-2', '', '80000000000', 'ZZZZZZZZZZZZ'])
      expect(decodeBase32(text)).toBeNull();
    for (const value of [-1, 0.5, 2 ** 53]) expect(() => encodeBase32(value)).toThrow();
    expect(() => encodeBase32(1024, 2)).toThrow();
  });

  test('the check symbol is the number modulo 37, as Crockford published it', () => {
    expect(checkSymbol('16J')).toBe('D');
    expect(checkSymbol('14')).toBe('U');
    holds(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (value) => {
        expect('0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'.charAt(value % 37)).toBe(
          checkSymbol(encodeBase32(value)),
        );
      }),
    );
  });
});

describe('ticket numbers', () => {
  test.each([
    [{ storeCode: 'N0RT', tillNumber: 7, seq: 1234, line: 3 }, 'N0RT716J032N', 'N0RT-716J-032N'],
    [{ storeCode: 'AA', tillNumber: 0, seq: 1, line: 0 }, 'AA010000', 'AA01-0000'],
    [
      { storeCode: 'ZZZZZZ', tillNumber: 32_767, seq: 2 ** 40 - 1, line: 499 },
      'ZZZZZZZZZZZZZZZZZZKQT',
      'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZKQ-T',
    ],
  ])('[TKT1] of %j is %s, for ever', (from, number, shown) => {
    expect(ticketNumber(from)).toBe(number);
    expect(formatTicketNumber(number)).toBe(shown);
  });

  test('[TKT1] says store, till, entry and line, so that two different tickets never bear the same', () => {
    holds(
      fc.property(origin, (from) => {
        expect(parseTicketNumber(ticketNumber(from))).toEqual({ ok: true, value: from });
      }),
      5_000,
    );
  });

  test('[TKT1] two tills that are offline never make the same', () => {
    const seen = new Set<string>();
    for (const tillNumber of [1, 2, 33, 1025]) {
      for (let seq = 1; seq <= 1_100; seq++) {
        for (const line of [0, 1, 499]) seen.add(ticketNumber({ storeCode: 'N0', tillNumber, seq, line }));
      }
    }
    expect(seen.size).toBe(4 * 1_100 * 3);
  });

  test('[TKT1] stores whose codes begin alike never make the same', () => {
    const seen = new Set<string>();
    for (const storeCode of ['11', '111', '1111', '11111', '111111']) {
      for (let tillNumber = 0; tillNumber < 40; tillNumber++) {
        for (const seq of [1, 33, 1057, 33_825]) {
          seen.add(ticketNumber({ storeCode, tillNumber, seq, line: 33 }));
        }
      }
    }
    expect(seen.size).toBe(5 * 40 * 4);
  });

  test('[TKT1] fit their field and every scanner: 8 to 32 digits and letters', () => {
    holds(
      fc.property(origin, (from) => {
        expect(ticketNumber(from)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8,32}$/);
      }),
      2_000,
    );
  });

  test('[TKT1] beyond their bounds there are none', () => {
    const good = { storeCode: 'N0RT', tillNumber: 7, seq: 1234, line: 3 };
    const beyond = [
      { storeCode: 'N' },
      { storeCode: 'N0RTH12' },
      { storeCode: 'n0rt' },
      { storeCode: 'NORT' },
      { tillNumber: -1 },
      { tillNumber: 32_768 },
      { seq: 0 },
      { seq: 2 ** 40 },
      { seq: 1.5 },
      { line: 500 },
      { line: -1 },
    ];
    for (const wrong of beyond) expect(() => ticketNumber({ ...good, ...wrong })).toThrow();
    expect(['N0', 'N0RT12'].every(isStoreCode)).toBe(true);
    expect(['', 'N', 'NORT', 'LIU', 'N0RTH12'].some(isStoreCode)).toBe(false);
  });

  test('[TKT2] every single altered character is recognised', () => {
    holds(
      fc.property(origin, (from) => {
        const number = ticketNumber(from);
        for (let at = 0; at < number.length; at++) {
          for (const other of [...alphabet, 'U', '*']) {
            if (other === number[at]) continue;
            expect(parseTicketNumber(replaced(number, at, other))).toMatchObject(invalid);
          }
        }
      }),
      100,
    );
  });

  test('[TKT2] every exchange of two neighbours is recognised', () => {
    holds(
      fc.property(origin, (from) => {
        const number = ticketNumber(from);
        for (let at = 0; at + 1 < number.length; at++) {
          const [a, b] = [number.charAt(at), number.charAt(at + 1)];
          if (a === b) continue;
          expect(parseTicketNumber(number.slice(0, at) + b + a + number.slice(at + 2))).toMatchObject(
            invalid,
          );
        }
      }),
      2_000,
    );
  });

  test('[TKT2] what parses is exactly what was issued: there is one spelling of each', () => {
    holds(
      fc.property(fc.string({ unit: symbol, minLength: 6, maxLength: 24 }), (body) => {
        const check = checkSymbol(body);
        const result = parseTicketNumber(body + check);
        if (result.ok) expect(ticketNumber(result.value)).toBe(body + check);
        else expect(result).toMatchObject(invalid);
      }),
      5_000,
    );
  });

  test('[SEC6] whatever is scanned or typed parses or is refused', () => {
    holds(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
        const result = parseTicketNumber(text);
        if (!result.ok) expect(result).toMatchObject(invalid);
      }),
      2_000,
    );
  });

  test.each(['N0RT-716J-032N', 'n0rt716j032n', ' NORT 7I6J O32N ', 'nort-7l6j-o32n'])(
    '[TKT2] %s is read as people write it',
    (text) => {
      expect(normaliseTicketNumber(text)).toBe('N0RT716J032N');
      expect(parseTicketNumber(text)).toMatchObject({ ok: true, value: { storeCode: 'N0RT', seq: 1234 } });
    },
  );
});

describe('security codes', () => {
  const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

  test('[TKT2] are 60 bits of an HMAC under the secret of the till', () => {
    // By `printf N0RT716J032N | openssl dgst -sha256 -mac HMAC -macopt hexkey:…`, first five bytes.
    expect(securityCode('N0RT716J032N', secret)).toBe('JB9SY55GHDZA');
    expect(formatSecurityCode('ABCD1234WXYZ')).toBe('ABCD-1234-WXYZ');
  });

  test('[TKT2] another number or another till makes another', () => {
    const codes = new Set<string>();
    for (let seq = 1; seq <= 2_000; seq++) {
      const number = ticketNumber({ storeCode: 'N0RT', tillNumber: 7, seq, line: 0 });
      codes.add(securityCode(number, secret)).add(securityCode(number, secret.replace('00', '01')));
    }
    expect(codes.size).toBe(4_000);
  });

  test('[TKT2] are the same however number and code are written', () => {
    holds(
      fc.property(origin, (from) => {
        const number = ticketNumber(from);
        const code = securityCode(number, secret);
        const spoken = formatTicketNumber(number).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
        expect(securityCode(spoken, secret)).toBe(code);
        expect(securityCodeHash(spoken, formatSecurityCode(code).toLowerCase())).toBe(
          securityCodeHash(number, code),
        );
        expect(securityCodeHash(number, code)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });

  test('[TKT2] an altered code has another hash', () => {
    const code = securityCode('N0RT716J032N', secret);
    const hash = securityCodeHash('N0RT716J032N', code);
    for (let at = 0; at < code.length; at++) {
      for (const other of alphabet) {
        if (other !== code[at])
          expect(securityCodeHash('N0RT716J032N', replaced(code, at, other))).not.toBe(hash);
      }
    }
  });
});
