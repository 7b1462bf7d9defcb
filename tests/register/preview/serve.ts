/** `node tests/register/preview/serve.ts`: every screen of the register on a fake terminal, without a server. */
import { startPreview } from './preview-server.ts';

const { address } = await startPreview(Number(process.env.PORT ?? 5199));
console.log(address);
