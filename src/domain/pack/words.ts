// Words people type must mean one thing within their list: the same word under two industries of one taxonomy, or
// two channels, would be guessed at. Across taxonomies a word may repeat. Works on unchecked data (raw.ts).
import { asObject, type Finding, listAt, type Path } from './raw.ts';

const SECTIONS = [
  'channels',
  'enterpriseClasses',
  'keyLevels',
  'activityKinds',
  'measures',
  'stages',
  'exits',
] as const;

function wordsIn(items: readonly unknown[], path: Path): Finding[] {
  const owner = new Map<string, number>();
  const findings: Finding[] = [];
  items.forEach((item, index) => {
    const object = asObject(item);
    const own = new Set([object?.['label'], ...listAt(item, 'words')]);
    for (const word of own) {
      if (typeof word !== 'string') continue;
      const first = owner.get(word);
      if (first === undefined) owner.set(word, index);
      else
        findings.push({
          path: [...path, index, 'words'],
          message: `「${word}」第 ${first + 1} 项已用，打字时分不清`,
        });
    }
  });
  return findings;
}

/** Every word that stands for two items of one list. */
export function wordFindings(raw: unknown): Finding[] {
  const taxonomies = listAt(raw, 'industries').flatMap((taxonomy, index) =>
    wordsIn(listAt(taxonomy, 'items'), ['industries', index, 'items']),
  );
  return [...taxonomies, ...SECTIONS.flatMap((section) => wordsIn(listAt(raw, section), [section]))];
}
