// The worked cases beside the packs (schemes/*/examples.yaml) come out as written.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { runExample } from './run-example.ts';

const exampleSchema = z.strictObject({
  id: z.string(),
  clause: z.string(),
  rule: z.string(),
  given: z.looseObject({}),
  expect: z.unknown(),
});
const fileSchema = z.strictObject({ pack: z.string(), examples: z.array(exampleSchema).min(10) });

describe.each(['sanming', 'langfang', 'rongcheng', 'liaocheng', 'qingdao'])(
  'schemes/%s/examples.yaml',
  (city) => {
    const file = fileSchema.parse(parse(readText(`schemes/${city}/examples.yaml`), { schema: 'core' }));
    const pack = packOf(readText(`schemes/${city}/pack.yaml`), city);
    test('names its pack', () => {
      expect(file.pack).toBe(pack.id);
    });
    test.each(file.examples.map((example) => [example.id, example.clause, example] as const))(
      '%s (%s)',
      (_id, _clause, example) => {
        expect(runExample(pack, example.rule, example.given)).toEqual(example.expect);
      },
    );
  },
);
