// The example of every city and the tutorial’s: evaluated, printed, and compared with what the documentation shows.
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import { evaluationText } from '../../src/domain/explain/table.ts';
import { readFacts } from '../../src/domain/facts-file/read.ts';
import { formatMistake, loadPack } from '../../src/domain/pack/load.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';

function printed(packFile: string, dataFile: string, asOf: string) {
  const pack = packOf(readText(packFile), packFile);
  const read = readFacts(readText(dataFile), pack);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const evaluation = evaluate(pack, read.facts, asOf);
  return evaluationText(evaluation.engine.world, evaluationDocument(evaluation));
}

test.each([
  ['rongcheng', '2019-12-31'],
  ['liaocheng', '2018-12-31'],
  ['langfang', '2019-12-31'],
  ['qingdao', '2021-12-31'],
  ['sanming', '2021-12-31'],
])('docs/examples/%s.facts.json as of %s reads as before', async (city, asOf) => {
  const text = printed(`schemes/${city}/pack.yaml`, `docs/examples/${city}.facts.json`, asOf);
  await expect(`${text}\n`).toMatchFileSnapshot(`./golden/${city}.txt`);
});

describe('the sixth city, written from the documentation alone', () => {
  const tutorial = readText('docs/tutorial.md');
  test('its pack is under 120 lines and valid', () => {
    const text = readText('docs/tutorial/pack.yaml');
    expect(text.split('\n').length).toBeLessThan(120);
    expect(packOf(text).id).toBe('yunxi-2022');
  });
  test('its table is the one the tutorial prints', () => {
    const text = printed('docs/tutorial/pack.yaml', 'docs/tutorial/yunxi.facts.json', '2022-12-31');
    for (const line of text
      .split('\n')
      .filter((one) => /^(T1|茶溪镇|石桥镇|南浦镇|年度考核排名)/u.test(one))) {
      expect(tutorial).toContain(line);
    }
  });
  test('every mistake of the broken copy is found at the line and column the tutorial shows', () => {
    const result = loadPack(readText('docs/tutorial/broken.yaml'), 'broken.yaml');
    if (result.ok) throw new Error('the broken pack passed');
    expect(result.mistakes).toHaveLength(7);
    for (const mistake of result.mistakes) expect(tutorial).toContain(formatMistake('broken.yaml', mistake));
  });
});
