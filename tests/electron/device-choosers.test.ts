import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SerialPort, USBDevice } from 'electron';
import { describe, expect, test } from 'vitest';
import { deviceKey } from '../../electron/chosen-devices.ts';
import { portName, usbName } from '../../electron/device-choosers.ts';
import { install, startApp } from './start-app.ts';

const origin = 'app://tillside';
const port = (id: string, serialNumber?: string): SerialPort => ({
  portId: id,
  portName: `tty${id}`,
  ...(serialNumber && { displayName: 'TM-T20', vendorId: '1208', productId: '514', serialNumber }),
});
/** The same port, as Electron asks for it later. */
const asked = (serial_number: string) => ({
  name: 'TM-T20',
  vendor_id: 1208,
  product_id: 514,
  serial_number,
});
const usb = (deviceId: string, productId: number) =>
  ({ deviceId, vendorId: 1208, productId, serialNumber: 'X1' }) as USBDevice;

describe('the register asks for its receipt printer', () => {
  test('the only one is taken without a question; where there is none, nothing is', async () => {
    const app = await startApp(await install());
    expect(await app.choosePort([port('S0', 'A')])).toBe('S0');
    expect(await app.chooseUsb([usb('U7', 1)])).toBe('U7');
    expect(await app.choosePort([])).toBe('');
    expect(await app.chooseUsb([])).toBeUndefined();
    expect(app.messages).toEqual([]);
  });

  test('of several a person names one, or none', async () => {
    const app = await startApp(await install());
    app.pressedButton = 1;
    expect(await app.choosePort([port('S0'), port('S1', 'B')])).toBe('S1');
    expect(app.messages).toEqual([
      'Which of these is the receipt printer? | ttyS0 | TM-T20 (ttyS1) | None of these',
    ]);
    app.pressedButton = 2;
    expect(await app.choosePort([port('S0'), port('S1', 'B')])).toBe('');
    expect(await app.chooseUsb([usb('U1', 1), usb('U2', 2)])).toBeUndefined();
  });

  test('what was chosen is the register’s after a restart too, until another is chosen', async () => {
    const installation = await install();
    const first = await startApp(installation);
    expect(first.mayUse('serial', origin, asked('A'))).toBe(false);
    await first.choosePort([port('S0', 'A')]);
    await first.chooseUsb([usb('U7', 1)]);
    expect(first.mayUse('serial', origin, asked('A'))).toBe(true);

    const second = await startApp(installation);
    expect(second.mayUse('serial', origin, asked('A'))).toBe(true);
    expect(second.mayUse('serial', origin, asked('B'))).toBe(false);
    expect(second.mayUse('serial', 'https://example.com', asked('A'))).toBe(false);
    expect(second.mayUse('usb', origin, usb('U9', 1))).toBe(true);
    expect(second.mayUse('usb', origin, usb('U9', 2))).toBe(false);
    expect(second.mayUse('hid', origin, asked('A'))).toBe(false);
    await second.choosePort([port('S1', 'B')]);
    expect(second.mayUse('serial', origin, asked('A'))).toBe(false);
  });

  test('a damaged memory of them is none', async () => {
    const installation = await install();
    await writeFile(join(installation.userData, 'devices.json'), '{"serial": 7');
    const app = await startApp(installation);
    expect(app.mayUse('serial', origin, asked('A'))).toBe(false);
    expect(await app.choosePort([port('S0', 'A')])).toBe('S0');
  });
});

test.each([
  [{ deviceInstanceId: 'FTDIBUS\\1' }, { name: 'COM3', device_instance_id: 'FTDIBUS\\1' }],
  [port('S0', 'A'), asked('A')],
  [usb('U1', 1), { vendorId: 1208, productId: 1, serialNumber: 'X1' }],
])('a device is known again by what Electron says of it: %j', (offered, later) => {
  expect(deviceKey(offered)).toBe(deviceKey(later));
  expect(deviceKey(offered)).not.toBeNull();
});

test('a port that nothing tells from others is not remembered', () => {
  expect(deviceKey(port('S0'))).toBeNull();
});

test('devices are named as people know them', () => {
  expect(portName(port('S0'))).toBe('ttyS0');
  expect(usbName({ ...usb('U1', 0x202), manufacturerName: 'EPSON', productName: 'TM-T20' })).toBe(
    'EPSON TM-T20',
  );
  expect(usbName(usb('U1', 0x202))).toBe('USB 04b8:0202');
});
