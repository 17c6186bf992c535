/** The Worker: what Cloudflare calls (`wrangler.toml`). Everything is in worker-handlers.ts. */
import { makeWorker } from './worker-handlers.ts';

// The one default export of the project: Workers ask for it.
// biome-ignore lint/style/noDefaultExport: the platform's entry point
export default makeWorker(Date.now);
