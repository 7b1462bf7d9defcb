import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createInstallerWords } from '../../scripts/installer-words.ts';

const root = join(import.meta.dirname, '../..');

interface InstallerConfig {
  readonly appId: string;
  readonly productName: string;
  readonly icon: string;
  readonly directories: { readonly app: string };
  readonly nsis: { readonly deleteAppDataOnUninstall: boolean };
  readonly electronFuses: Readonly<Record<string, boolean>>;
}

/** electron-builder's own reading and checking of its configuration. */
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))(
  'app-builder-lib/out/util/config/config',
) as {
  getConfig(projectDir: string, path: string, given: null): Promise<InstallerConfig>;
  validateConfiguration(config: object, log: { readonly isEnabled: boolean }): Promise<void>;
};
const read = () => builder.getConfig(root, 'electron-builder.yml', null);

test('the installers’ configuration is what electron-builder’s schema allows', async () => {
  await builder.validateConfiguration(await read(), { isEnabled: false });
});

test('electron-builder’s schema would find a mistake', async () => {
  const config = { ...(await read()), nsis: { oneClik: true } };
  await expect(builder.validateConfiguration(config, { isEnabled: false })).rejects.toThrow(
    'configuration.nsis',
  );
});

test('what profiles and key stores hang on stays as it is, and no uninstaller takes a journal along', async () => {
  const config = await read();
  expect(config).toMatchObject({ appId: 'app.tillside.register', productName: 'Tillside' });
  expect(config.nsis.deleteAppDataOnUninstall).toBe(false);
  expect(config.electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
  expect(existsSync(join(root, config.icon))).toBe(true);
  expect(readFileSync(join(root, 'scripts/desktop-window.ts'), 'utf8')).toContain(
    `'${config.directories.app}'`,
  );
});

test('a computer without the internet is told so in one sentence, and any other failure as it is', () => {
  const words = createInstallerWords();
  const said = [
    '  • packaging       platform=linux arch=x64 electron=45.4.1',
    '  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build stackTrace=RequestError: getaddrinfo ENOTFOUND github.com',
    '    at ClientRequest.<anonymous> (/x/node_modules/got/dist/source/core/index.js:970:111)',
    '    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26)',
    '  ⨯ cannot find icon  failedTask=build stackTrace=Error: cannot find icon',
    '    at main (/x.js:1:1)',
  ].map(words);
  expect(said).toEqual([
    '  • packaging       platform=linux arch=x64 electron=45.4.1',
    expect.stringMatching(/^No installers: .* from github\.com, which does not answer\. Connect /),
    null,
    null,
    '  ⨯ cannot find icon  failedTask=build stackTrace=Error: cannot find icon',
    '    at main (/x.js:1:1)',
  ]);
});

test('electron-builder starts by the project’s own Node', () => {
  const cli = join(root, 'node_modules/electron-builder/cli.js');
  expect(execFileSync(process.execPath, [cli, '--version'], { encoding: 'utf8' })).toMatch(/^26\./);
});
