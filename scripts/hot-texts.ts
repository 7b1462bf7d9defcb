import { join } from 'node:path';
import type { Plugin } from 'vite';

const texts = join(import.meta.dirname, '../renderer/texts/register').replaceAll('\\', '/');

/** While a screen is being worked on, a changed text is shown without a reload: `create-texts.ts` hears of it. */
export function hotTexts(): Plugin {
  return {
    name: 'tillside:hot-texts',
    apply: 'serve',
    async handleHotUpdate({ file, server }) {
      if (!file.startsWith(`${texts}/`)) return undefined;
      const language = file.slice(texts.length + 1).split('/')[0] ?? '';
      const catalogue = await server.ssrLoadModule(`${texts}/${language}/catalogue.ts`);
      server.ws.send('tillside:texts', { language, catalogue: catalogue[language] });
      return [];
    },
  };
}
