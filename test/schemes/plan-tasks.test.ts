/**
 * The numbered measures of the plans against the documents themselves: how many, who leads, who is responsible, by when
 * (RC 26, LF 25, QD 41, SM 29). Units and deadlines are read out of the documents here, not out of our own tables.
 */
import { expect, test } from 'vitest';
import type { Pack, Task } from '../../src/domain/pack/schema.ts';
import { taskState } from '../../src/domain/rule/task.ts';
import { packDuties } from '../../src/domain/task/pack-tasks.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';

const packAt = (city: string): Pack => packOf(readText(`schemes/${city}/pack.yaml`), city);
const documentOf = (city: string): string => readText(`schemes/${city}/document.txt`);

/** `市商务局、发改委,各县(市、区)政府` as single names; what holds a 、 of its own is kept whole. */
function namesIn(text: string, whole: readonly string[]): readonly string[] {
  let rest = text.replace(/\(以下简称[^)]*\)/gu, '');
  const kept: string[] = [];
  for (const name of whole) {
    if (!rest.includes(name)) continue;
    kept.push(name);
    rest = rest.replace(name, `⟨${kept.length - 1}⟩`);
  }
  return rest
    .split(/[、，,]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => kept[Number(/^⟨(\d+)⟩$/u.exec(one)?.[1] ?? -1)] ?? one);
}

/** The id of a body or a group by what the document calls it; `⚠` and the name when the pack has no such. */
function idOf(pack: Pack, name: string): string {
  const names = [name, `市${name}`, `市委${name}`, `市政府${name}`];
  const body = pack.bodies.find((one) => [one.label, ...one.aliases].some((word) => names.includes(word)));
  const group = pack.unitGroups.find((one) => names.includes(one.label));
  return group?.id ?? body?.id ?? `⚠${name}`;
}

const idsOf = (pack: Pack, text: string, whole: readonly string[]): readonly string[] =>
  namesIn(text, whole).map((name) => idOf(pack, name));

const numbered = (pack: Pack, code: string): readonly Task[] =>
  pack.tasks.filter((task) => task.id.startsWith(`${code}-H`));

const nothing = { doneOn: null, lastProgressOn: null };

test('RC: 26 tasks, units and deadlines as the document lists them, the first unit leading (RC 三、四)', () => {
  const pack = packAt('rongcheng');
  const tasks = numbered(pack, 'RC');
  const listed = [
    ...documentOf('rongcheng').matchAll(
      /^(\d+)、([^\n]*?)（责任单位：([^）]*(?:（荣成）[^）]*)?)，(?:完成)?时限：([^）]+)）/gmu,
    ),
  ];
  expect(listed.map(([, no]) => no)).toEqual(Array.from({ length: 26 }, (_, at) => String(at + 1)));
  const whole = ['各区镇、街道', '哈尔滨理工大学（荣成）'];
  for (const [, no, , units = '', due = ''] of listed) {
    const task = tasks.find((one) => one.no === no);
    const wanted = idsOf(pack, units, whole);
    expect([...(task?.lead ?? []), ...(task?.responsible ?? [])], `RC ${no} ${units}`).toEqual(wanted);
    expect(task?.lead, `RC ${no}`).toEqual(wanted.slice(0, 1));
    const month = /^(\d{4})年(\d{1,2})月$/u.exec(due);
    const last =
      month === null
        ? undefined
        : new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).toISOString().slice(0, 10);
    expect(task?.dueOn, `RC ${no} ${due}`).toBe(last);
    if (last === undefined) expect(due).toBe('长期坚持');
  }
  const count = (dueOn: string | undefined) => tasks.filter((task) => task.dueOn === dueOn).length;
  expect([count('2019-04-30'), count('2019-06-30'), count('2019-12-31'), count(undefined)]).toEqual([
    1, 4, 13, 8,
  ]);
});

test('LF: 25 measures in the document’s order, 牵头 and 责任 as their brackets name them (LF 三、四)', () => {
  const pack = packAt('langfang');
  const tasks = numbered(pack, 'LF');
  const listed = [...documentOf('langfang').matchAll(/\(牵头单位:([^;]+);责任单位:(.+?)\)(?=\s|$|。)/gmu)];
  expect(listed).toHaveLength(25);
  expect(tasks.map((task) => task.no)).toEqual(Array.from({ length: 25 }, (_, at) => String(at + 1)));
  const whole = ['各县(市、区)政府'];
  for (const [at, [, lead = '', responsible = '']] of listed.entries()) {
    const task = tasks[at];
    expect(task?.lead, `${task?.id} ${lead}`).toEqual(idsOf(pack, lead, whole));
    expect(task?.responsible, `${task?.id} ${responsible}`).toEqual(idsOf(pack, responsible, whole));
  }
  // 三(六) 境外上市后备资源库 and 四(一)1 报送 are the only dated parts.
  expect(tasks.filter((task) => task.dueOn !== undefined).map(({ id, dueOn }) => [id, dueOn])).toEqual([
    ['LF-H6', '2019-06-30'],
    ['LF-H7', '2019-06-30'],
  ]);
});

test('SM: 29 measures, 牵头单位 and 责任单位 as their lines name them; only the second is dated (SM 三)', () => {
  const pack = packAt('sanming');
  const tasks = numbered(pack, 'SM');
  const listed = [...documentOf('sanming').matchAll(/^牵头单位:(.+)\n+责任单位:(.+)$/gmu)];
  expect(listed).toHaveLength(29);
  const whole = ['各县(市、区)党委和人民政府', '生态新城、经开区管委会'];
  for (const [at, [, lead = '', responsible = '']] of listed.entries()) {
    const task = tasks[at];
    expect(task?.no).toBe(String(at + 1));
    expect(task?.lead, `SM ${at + 1} ${lead}`).toEqual(idsOf(pack, lead, whole));
    const sorted = (ids: readonly string[]) => [...ids].sort();
    expect(sorted(task?.responsible ?? []), `SM ${at + 1} ${responsible}`).toEqual(
      sorted(idsOf(pack, responsible, whole)),
    );
  }
  expect(tasks.filter((task) => task.dueOn !== undefined).map(({ id, dueOn }) => [id, dueOn])).toEqual([
    ['SM-H2', '2021-08-20'],
  ]);
  const late = (on: string) =>
    tasks.filter((task) => taskState(task, nothing, on, pack.issuedOn) === 'late').length;
  expect([late('2021-08-20'), late('2021-08-21'), late('2022-08-20')]).toEqual([0, 1, 1]);
});

test('QD: 41 measures without dates or 责任单位; units only where the sentence itself names them (QD 一、二)', () => {
  const pack = packAt('qingdao');
  const tasks = numbered(pack, 'QD');
  expect(tasks.map((task) => task.no)).toEqual(Array.from({ length: 41 }, (_, at) => String(at + 1)));
  expect(tasks.filter((task) => task.dueOn !== undefined || task.lead.length > 0)).toEqual([]);
  const clauses = tasks.map((task) => task.clause);
  expect(new Set(clauses).size).toBe(41);
  // Measures whose sentence names nobody have nobody.
  const nobody = [1, 3, 4, 6, 7, 8, 9, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 31, 33, 36, 37].map(String);
  expect(tasks.filter((task) => task.responsible.length === 0).map((task) => task.no)).toEqual(nobody);
  const late = tasks.filter((task) => taskState(task, nothing, '2022-12-31', pack.issuedOn) === 'late');
  expect(late).toEqual([]);
});

test('every unit a task names is in the pack, and a roster unit of that name has the duty (all cities)', () => {
  for (const city of ['rongcheng', 'liaocheng', 'langfang', 'qingdao', 'sanming']) {
    const pack = packAt(city);
    const known = new Set([...pack.bodies, ...pack.unitGroups].map(({ id }) => id));
    for (const task of pack.tasks) {
      expect(
        [...task.lead, ...task.responsible].filter((id) => !known.has(id)),
        task.id,
      ).toEqual([]);
      const [lead] = task.lead;
      const body = pack.bodies.find(({ id }) => id === lead);
      if (body === undefined || body.kind === undefined) continue;
      const unit = { id: 'x', name: body.label, aliases: [], kind: body.kind, tags: {} };
      const duty = packDuties(pack, unit).find((one) => one.task.id === task.id);
      expect(duty?.role, `${task.id} ${body.label}`).toBe('lead');
    }
  }
});
