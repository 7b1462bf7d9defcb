import { describe, expect, test } from 'vitest';
import { destinationOf, grantsPermission, isRegister, mayUseDevice } from '../../electron/policies.ts';

describe('where a link leads', () => {
  test.each([
    ['app://tillside/', 'app'],
    ['app://tillside/tickets?number=1#top', 'app'],
    ['https://example.com/help', 'system_browser'],
    ['http://192.168.0.1/', 'system_browser'],
    ['https://user:secret@example.com/', 'nowhere'],
    ['app://tillside.example.com/', 'nowhere'],
    ['app://elsewhere/', 'nowhere'],
    ['app://tillside:8080/', 'nowhere'],
    ['app://user@tillside/', 'nowhere'],
    ['app:tillside', 'nowhere'],
    ['file:///etc/passwd', 'nowhere'],
    ['javascript:alert(1)', 'nowhere'],
    ['data:text/html,hello', 'nowhere'],
    ['blob:app://tillside/0a', 'nowhere'],
    ['ms-settings:privacy', 'nowhere'],
    ['smb://server/share', 'nowhere'],
    ['not an address', 'nowhere'],
    ['', 'nowhere'],
  ] as const)('%s: %s', (address, destination) => {
    expect(destinationOf(address)).toBe(destination);
  });
});

describe('permissions', () => {
  test.each([
    ['persistent-storage', 'app://tillside/', true],
    ['clipboard-sanitized-write', 'app://tillside/', true],
    ['usb', 'app://tillside/', true],
    ['serial', 'app://tillside', true],
    ['usb', 'https://example.com/', false],
    ['serial', 'app://elsewhere/', false],
    ['hid', 'app://tillside/', false],
    ['persistent-storage', 'https://example.com/', false],
    ['persistent-storage', '', false],
    ['clipboard-read', 'app://tillside/', false],
    ['media', 'app://tillside/', false],
    ['geolocation', 'app://tillside/', false],
    ['openExternal', 'app://tillside/', false],
    ['unknown', 'app://tillside/', false],
  ])('%s for "%s": %s', (permission, url, granted) => {
    expect(grantsPermission(permission, url)).toBe(granted);
  });
});

describe('devices', () => {
  test.each([
    ['serial', 'app://tillside', ['serial'], true],
    ['usb', 'app://tillside', ['usb'], true],
    ['usb', 'app://tillside', ['serial'], false],
    ['serial', 'https://example.com', ['serial'], false],
    ['hid', 'app://tillside', ['serial', 'usb'], false],
  ] as const)('%s for "%s", chosen of %j: %s', (deviceType, origin, chosen, may) => {
    const kinds: readonly string[] = chosen;
    expect(mayUseDevice(deviceType, origin, (kind) => kinds.includes(kind))).toBe(may);
  });
});

describe('who may call main', () => {
  test.each([
    ['the register', { url: 'app://tillside/sell', parent: null }, true],
    ['a frame inside of it', { url: 'app://tillside/', parent: {} }, false],
    ['another page', { url: 'https://example.com/', parent: null }, false],
    ['an empty page', { url: 'about:blank', parent: null }, false],
    ['a frame that is gone', null, false],
  ])('%s', (_who, frame, may) => {
    expect(isRegister(frame)).toBe(may);
  });
});
