/** The dictionary where everything is one bundle: on Workers. `#pinyin` of package.json chooses. */
import { pinyin } from 'pinyin-pro';

export const dictionary = (): typeof pinyin => pinyin;
