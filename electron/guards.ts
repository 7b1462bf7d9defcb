import type { App, Session, Shell, WebContents } from 'electron';
import { destinationOf, grantsPermission } from './policies.ts';

/** Puts the policies into force for every page of the app, also for one that nobody thought of. */
export function guardPages(app: App, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, page) => guardPage(page, shell));
}

export function guardPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
): void {
  session.setPermissionRequestHandler((_page, permission, answer, { requestingUrl }) =>
    answer(grantsPermission(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_page, permission, requestingOrigin) =>
    grantsPermission(permission, requestingOrigin),
  );
}

function guardPage(page: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  const leave = (url: string): void => {
    if (destinationOf(url) !== 'system_browser') return;
    // A machine without a browser: the link stays where it is, and nobody can be helped with a message.
    shell.openExternal(url).catch(() => undefined);
  };
  page.on('will-frame-navigate', (event) => {
    if (destinationOf(event.url) === 'app') return;
    event.preventDefault();
    if (event.isMainFrame) leave(event.url);
  });
  page.on('will-redirect', (event) => {
    if (destinationOf(event.url) !== 'app') event.preventDefault();
  });
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(({ url }) => {
    leave(url);
    return { action: 'deny' };
  });
}
