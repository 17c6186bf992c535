/** Entry of the bundled service. */
import { main } from './node.ts';

await main();
