/**
 * Where an activity took place, as plans name places: a city (北京), or the region it lies in (京津冀). A plan that counts
 * 长三角 counts what was recorded in 苏州. The regions are common knowledge, not a city's text.
 */
import { asObject, walk } from '../pack/raw.ts';
import type { Pack } from '../pack/schema.ts';

const REGIONS: Readonly<Record<string, readonly string[]>> = {
  京津冀: [
    '北京',
    '天津',
    '河北',
    '石家庄',
    '保定',
    '唐山',
    '雄安',
    '沧州',
    '秦皇岛',
    '张家口',
    '承德',
    '邯郸',
  ],
  长三角: [
    '上海',
    '江苏',
    '浙江',
    '安徽',
    '南京',
    '苏州',
    '无锡',
    '常州',
    '南通',
    '杭州',
    '宁波',
    '嘉兴',
    '绍兴',
    '湖州',
    '合肥',
    '芜湖',
    '昆山',
    '义乌',
    '温州',
    '台州',
    '金华',
    '扬州',
    '镇江',
    '泰州',
    '盐城',
  ],
  珠三角: ['广州', '深圳', '珠海', '佛山', '东莞', '中山', '惠州', '江门', '肇庆', '广东'],
};

const PLACES: readonly string[] = [
  ...Object.keys(REGIONS),
  ...Object.values(REGIONS).flat(),
  ...[
    '粤港澳大湾区',
    '成渝',
    '厦门',
    '福州',
    '泉州',
    '武汉',
    '长沙',
    '成都',
    '重庆',
    '西安',
    '郑州',
    '青岛',
    '济南',
  ],
  ...[
    '烟台',
    '威海',
    '大连',
    '沈阳',
    '哈尔滨',
    '长春',
    '昆明',
    '贵阳',
    '南宁',
    '南昌',
    '太原',
    '海口',
    '三亚',
  ],
  ...[
    '香港',
    '澳门',
    '台湾',
    '台北',
    '高雄',
    '东京',
    '大阪',
    '首尔',
    '釜山',
    '新加坡',
    '日本',
    '韩国',
    '德国',
  ],
  ...[
    '美国',
    '英国',
    '法国',
    '意大利',
    '以色列',
    '马来西亚',
    '泰国',
    '越南',
    '印尼',
    '印度尼西亚',
    '迪拜',
    '阿联酋',
  ],
  ...[
    '慕尼黑',
    '法兰克福',
    '巴黎',
    '伦敦',
    '纽约',
    '洛杉矶',
    '硅谷',
    '俄罗斯',
    '澳大利亚',
    '加拿大',
    '欧洲',
    '东南亚',
  ],
];

/** Words a target of the plan asks of an activity: `region` of a field, `flag`, `tag`; of one kind, or of all. */
function asked(pack: Pack, kind: string | null): Record<'regions' | 'flags' | 'tags', readonly string[]> {
  const found = { regions: new Set<string>(), flags: new Set<string>(), tags: new Set<string>() };
  const take = (value: unknown, into: Set<string>) => {
    for (const one of [value].flat()) if (typeof one === 'string') into.add(one);
  };
  walk(pack.targets, (value) => {
    const node = asObject(value);
    if (node === null) return;
    if (node['count'] !== 'activity' && node['of'] !== 'activity') return;
    const where = asObject(node['where']);
    if (where === null) return;
    if (kind !== null && ![where['kind']].flat().includes(kind)) return;
    walk(where, (inner) => {
      const part = asObject(inner);
      if (part === null) return;
      take(asObject(part['field'])?.['region'], found.regions);
      take(part['flag'], found.flags);
      take(part['tag'], found.tags);
    });
  });
  return { regions: [...found.regions], flags: [...found.flags], tags: [...found.tags] };
}

/** Places a text may name: those the plan asks about, and what everybody knows; the longest first. */
export const knownPlaces = (pack: Pack): readonly string[] =>
  [...new Set([...asked(pack, null).regions, ...PLACES])].sort((a, b) => b.length - a.length);

/** Tags the plan counts activities by: 荣成⇋东京. */
export const askedTags = (pack: Pack): readonly string[] => asked(pack, null).tags;

/** Of what every plan may ask: its flag and the Chinese words for it. */
export const FLAG_LABELS: Readonly<Record<string, string>> = {
  city_leader: '市领导带队',
  city_head: '市主要领导带队',
  substantive: '实质性招商',
};

/** Flags the plan counts activities by; that a city leader led is always worth a tick. */
export const askedFlags = (pack: Pack): readonly string[] => [
  ...new Set(['city_leader', ...asked(pack, null).flags]),
];

/** The place as the targets on this kind name it: 苏州 counts as 长三角 where they ask for that. */
export function countedRegion(pack: Pack, kind: string, region: string | null): string | null {
  if (region === null) return null;
  const words = asked(pack, kind).regions;
  const isIn = (word: string): boolean =>
    region.includes(word) || (REGIONS[word] ?? []).some((place) => region.includes(place));
  return words.find((word) => word === region) ?? words.find(isIn) ?? region;
}
