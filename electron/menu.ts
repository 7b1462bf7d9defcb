import type { Menu } from 'electron';

/** No menu: its keys belong to the register. macOS takes copying, pasting and quitting from the menu, so it keeps those. */
export function setUpMenu(
  menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>,
  platform: NodeJS.Platform,
): void {
  if (platform !== 'darwin') menu.setApplicationMenu(null);
  else menu.setApplicationMenu(menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]));
}
