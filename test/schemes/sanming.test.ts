// The Sanming pack against its document: who leads what, which lists, which industries. What all cities share is in packs.test.ts.
import { describe, expect, test } from 'vitest';
import { readText, sanming } from '../domain/pack/sanming.ts';

const document = readText('schemes/sanming/document.txt');
const source = readText('schemes/sanming/source.md');
const pack = sanming();

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}

describe('schemes/sanming', () => {
  test('the 29 measures are tasks with lead and responsible units, registries SM-G1…G13 have fields', () => {
    const tasks = pack.tasks.filter((task) => task.id.startsWith('SM-H'));
    expect(tasks.map((task) => task.no)).toEqual(Array.from({ length: 29 }, (_, index) => String(index + 1)));
    expect(tasks.every((task) => task.lead.length > 0 && task.responsible.length > 0)).toBe(true);
    const body = bare(document);
    expect(tasks.filter((task) => !body.includes(bare(task.text)))).toEqual([]);
    const registries = new Set(pack.registries.map((registry) => registry.id));
    expect(
      Array.from({ length: 13 }, (_, index) => `SM-G${index + 1}`).filter((id) => !registries.has(id)),
    ).toEqual([]);
  });

  test('lead and responsible units are the ones the document names (SM-H)', () => {
    const labels = new Map([...pack.bodies, ...pack.unitGroups].map((body) => [body.id, body.label]));
    for (const task of pack.tasks.filter((one) => one.id.startsWith('SM-H'))) {
      const section = source.split(`## ${task.clause}\n`)[1]?.split('\n## ')[0] ?? '';
      for (const [word, ids] of [
        ['牵头单位', task.lead],
        ['责任单位', task.responsible],
      ] as const) {
        const line = bare(new RegExp(`${word} 「([^」]+)」`, 'u').exec(section)?.[1] ?? '');
        const names = ids.map((id) => (labels.get(id) ?? '').replace(/^市委?(?=..)|^市政府/u, ''));
        const unsaid = names.filter(
          (name) => !line.includes(name) && !line.includes(`${name.replace('招商引资工作', '')}`),
        );
        expect({ task: task.id, word, unsaid }).toEqual({ task: task.id, word, unsaid: [] });
      }
    }
  });

  test('433 and the eight strategic emerging industries are there with words (SM 三(一)1, 5)', () => {
    const byId = new Map(pack.industries.map((taxonomy) => [taxonomy.id, taxonomy.items]));
    expect(byId.get('system_433')).toHaveLength(10);
    expect(byId.get('strategic_emerging')).toHaveLength(8);
    expect(byId.get('system_433')?.every((item) => item.words.length >= 10)).toBe(true);
  });
});
