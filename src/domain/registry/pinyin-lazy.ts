/**
 * The dictionary on Node, read when first asked: building it is a tenth of a start and 5 MB, and most days begin with
 * other things. `#pinyin` of package.json chooses.
 */
import { createRequire } from 'node:module';
import type { pinyin } from 'pinyin-pro';

const load = createRequire(import.meta.url);

/** Asked again it costs a look into Node's own cache of modules. */
export const dictionary = (): typeof pinyin => (load('pinyin-pro') as typeof import('pinyin-pro')).pinyin;
