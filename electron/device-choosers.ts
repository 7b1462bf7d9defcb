import type { Dialog, SerialPort, Session, USBDevice } from 'electron';
import type { ChosenDevices, DeviceKind } from './chosen-devices.ts';
import { mayUseDevice } from './policies.ts';

/**
 * What the register's "Choose the device" leads to: Electron has no list of its own. The only candidate is taken, of
 * several a person names one, and it is the register's from then on.
 */
export function setUpDeviceChoosers(
  session: Pick<Session, 'on' | 'setDevicePermissionHandler'>,
  dialog: Pick<Dialog, 'showMessageBox'>,
  chosen: ChosenDevices,
): void {
  const choose = async <T extends object>(
    kind: DeviceKind,
    candidates: readonly T[],
    nameOf: (candidate: T) => string,
  ): Promise<T | undefined> => {
    const [only] = candidates;
    const device = candidates.length > 1 ? await ask(dialog, candidates, nameOf) : only;
    // Where the disk refuses, it is chosen until the app ends.
    if (device) await chosen.choose(kind, device).catch(() => undefined);
    return device;
  };
  session.on('select-serial-port', (event, ports, _page, answer) => {
    event.preventDefault();
    void choose('serial', ports, portName).then(
      (port) => answer(port?.portId ?? ''),
      () => answer(''),
    );
  });
  session.on('select-usb-device', (event, { deviceList }, answer) => {
    event.preventDefault();
    void choose('usb', deviceList, usbName).then(
      (device) => answer(device?.deviceId),
      () => answer(),
    );
  });
  session.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    mayUseDevice(deviceType, origin, (kind) => chosen.isChosen(kind, device)),
  );
}

async function ask<T>(
  dialog: Pick<Dialog, 'showMessageBox'>,
  candidates: readonly T[],
  nameOf: (candidate: T) => string,
): Promise<T | undefined> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Tillside',
    message: 'Which of these is the receipt printer?',
    buttons: [...candidates.map(nameOf), 'None of these'],
    cancelId: candidates.length,
    noLink: true,
  });
  return candidates[response];
}

export const portName = ({ displayName, portName }: SerialPort): string =>
  displayName ? `${displayName} (${portName})` : portName;

export const usbName = ({ productName, manufacturerName, vendorId, productId }: USBDevice): string =>
  [manufacturerName, productName].filter(Boolean).join(' ') || `USB ${hex(vendorId)}:${hex(productId)}`;

const hex = (id: number): string => id.toString(16).padStart(4, '0');
