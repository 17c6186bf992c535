/** Entry of the bundled CLI. */
import { main } from './cli.ts';

await main(process.argv);
