import { join } from 'node:path';
import type { Plugin } from 'vite';

const texts = join(import.meta.dirname, '../renderer/texts').replaceAll('\\', '/');

/** While a screen is being worked on, a changed text is shown without a reload: `create-texts.ts` hears of it. */
export function hotTexts(): Plugin {
  return {
    name: 'tillside:hot-texts',
    apply: 'serve',
    async handleHotUpdate({ file, server }) {
      const [application, language, area] = file.startsWith(`${texts}/`)
        ? file.slice(texts.length + 1).split('/')
        : [];
      if (!application || !language || !area) return undefined;
      const catalogue = await server.ssrLoadModule(`${texts}/${application}/${language}/catalogue.ts`);
      server.ws.send('tillside:texts', { application, language, catalogue: catalogue[language] });
      return [];
    },
  };
}
