// Writes the published JSON Schemas from the code: `node docs/schemas/generate.ts`. A test says when they are stale.
import { writeFileSync } from 'node:fs';
import { evaluationJsonSchema } from '../../src/domain/evaluate/output-schema.ts';
import { factsJsonSchema } from '../../src/domain/facts-file/schema.ts';
import { packJsonSchema } from '../../src/domain/pack/schema.ts';
import { publicListJsonSchema } from '../../src/domain/registry/public.ts';

const SCHEMAS: Readonly<Record<string, () => object>> = {
  evaluation: evaluationJsonSchema,
  facts: factsJsonSchema,
  pack: packJsonSchema,
  'public-list': publicListJsonSchema,
};

for (const [name, make] of Object.entries(SCHEMAS)) {
  writeFileSync(new URL(`./${name}.schema.json`, import.meta.url), `${JSON.stringify(make(), null, 2)}\n`);
}
