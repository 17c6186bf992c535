// What verifiers are asked, city by city.
import { describe, expect, test } from 'vitest';
import { neededFields } from '../../../src/domain/pack/needed.ts';
import { packOf, readText } from './sanming.ts';

function needed(city: string) {
  return neededFields(packOf(readText(`schemes/${city}/pack.yaml`), city));
}

describe('neededFields', () => {
  test('Sanming asks for the exclusion tags, the three recognitions and the investment (SM 三(一)2)', () => {
    expect(needed('sanming')).toEqual({
      tags: ['房地产', '特色小镇'],
      flags: ['city_key', 'county_key', 'provincial_key'],
      classes: [],
      fields: {},
      money: ['total_investment'],
    });
  });
  test('Liaocheng asks for enterprise classes and industry tags (LC 二)', () => {
    const liaocheng = needed('liaocheng');
    expect(liaocheng.classes).toEqual(['世界500强', '中国500强', '央企']);
    expect(liaocheng.tags).toEqual(expect.arrayContaining(['四新', '医养健康']));
  });
  test('Langfang asks for capital type and key levels (LF 三(三))', () => {
    const langfang = needed('langfang');
    expect(langfang.fields['capital_type']).toEqual(['外资']);
    expect(langfang.flags).toEqual(expect.arrayContaining(['provincial_key', 'city_key']));
  });
});
