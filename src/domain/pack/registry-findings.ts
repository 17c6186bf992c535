// What a registry says of itself must hang together: whom its entries stand for, which of its fields are days.
// Works on unchecked data (raw.ts). Leaves out its shape (work-schema.ts) and its keys (references.ts).
import { nearest } from './nearest.ts';
import { asObject, type Finding, idsOf, listAt, type Path, textAt } from './raw.ts';

/** Uses that are read as days. */
const DAY_USES: ReadonlySet<string> = new Set(['expires', 'due', 'closed', 'contacted']);

/** Every 推荐人 whose channel, and every 期限 or 联络 whose field, is not there. */
export function registryFindings(raw: unknown): Finding[] {
  const channels = idsOf(raw, 'channels');
  return listAt(raw, 'registries').flatMap((registry, index) => {
    const path: Path = ['registries', index];
    return [
      ...referFindings(registry, channels, [...path, 'refers']),
      ...dayFindings(registry, path),
      ...contactFindings(registry, path),
    ];
  });
}

function referFindings(registry: unknown, channels: ReadonlySet<string>, path: Path): Finding[] {
  const refers = asObject(registry)?.['refers'];
  const byOption = asObject(refers);
  const named: readonly (readonly [Path, unknown])[] =
    byOption === null
      ? [[path, refers]]
      : Object.entries(byOption).map(([option, channel]) => [[...path, option], channel] as const);
  const options = new Set(listAt(registry, 'fields').flatMap((field) => listAt(field, 'options')));
  return [
    ...named.flatMap(([at, channel]): Finding[] => {
      if (typeof channel !== 'string' || channels.has(channel)) return [];
      const close = nearest(channel, channels);
      const hint = close === null ? '' : `，是否想写「${close}」`;
      return [{ path: at, message: `「${channel}」不是本方案里的线索来源编号${hint}` }];
    }),
    ...Object.keys(byOption ?? {}).flatMap((option): Finding[] =>
      options.has(option)
        ? []
        : [{ path: [...path, option], message: `「${option}」不是这个台账的选项`, onKey: true }],
    ),
  ];
}

function dayFindings(registry: unknown, path: Path): Finding[] {
  return listAt(registry, 'fields').flatMap((field, index): Finding[] => {
    const use = textAt(field, 'as');
    if (use === null || !DAY_USES.has(use) || textAt(field, 'type') === 'date') return [];
    return [{ path: [...path, 'fields', index, 'type'], message: `as: ${use} 的字段 type 应为 date` }];
  });
}

function contactFindings(registry: unknown, path: Path): Finding[] {
  if (asObject(registry)?.['contactDays'] === undefined) return [];
  const has = listAt(registry, 'fields').some((field) => textAt(field, 'as') === 'contacted');
  return has
    ? []
    : [
        {
          path: [...path, 'contactDays'],
          message: '写了 contactDays 就要有一个日期字段 as: contacted（最近联络）',
        },
      ];
}
