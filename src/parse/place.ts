// Which unit a lead would land in. A place counts where the sentence lands there (落户沙县, 在永安建…), less where it
// merely stands, and not where it says who somebody is (来自永安, 永安商会, 永安市委书记). The city itself is too wide.
import type { Candidate, LeadWords, UnitWord } from './lead-model.ts';

/** A mention: the units its words may mean, and how surely it is the place to land. */
export interface PlaceFound extends Candidate {
  readonly unitIds: readonly string[];
  readonly city: boolean;
}

const LAND_BEFORE =
  /(?:落户|落地|落在|放在|放到|落到|选址|选在|定在|改到|转到|入驻|进驻|布局|拟落|投向|看中|看上|相中|回到|搬到|迁到|迁至|转移到|转移至|迁入|设在|建在|落|在|到|来|去|于|赴|往|回|至|投资|意向|拟在|给|拟选|放|选|进)(?:了|在|于|到|至|是|为|我市|我们|我县|我区|咱们?|三明|:| |“)*$/;
const LAND_AFTER =
  /^[市县区]?(?:的)?(?:经济开发区|工业园区?|开发区|高新区|园区|[\u4e00-\u9fa5]{1,4}(?:镇|乡|街道|工业园|园区|片区|村))?(?:拟|想|计划|准备|打算|也?要|内|境内|这边|那边)?(?:投资|新建|建设|建|投|设|落地|落户|开办?|办|做|搞|上|租|买|拿地|布局|扩产|打造|成立|考察|选址|看)/;
const FROM_BEFORE =
  /(?:来自|从|原|祖籍|籍贯|我是|毗邻|紧邻|距离?|邻近|除了?|不在|不去|不考虑|总部在|总部位于|注册在|注册地|位于|源自|出生于|是|离)$/;
const WHO_AFTER =
  /^[市县区]?(?:籍|商会|老乡|同乡|乡贤|人(?![民才])|本地|当地|的?(?:客商|企业家|老板|领导|同志)|委|政府|书记|县长|市长|区长|领导|商务局|招商局|招商办|招商组|招商|工信|发改|投促|统战|驻|小吃|时报|大道|路(?!演)|港|驻外|分公司|办事处|推荐|介绍|引荐|提供|报来|上报|报)/;
const WORD_AFTER: Readonly<Record<string, RegExp>> = {
  三元: /^(?:材料|锂|正极|前驱|电池|聚合|体系|催化|催|乙丙|共聚)/,
  大田: /^(?:块|地|作物|种植)/,
  清流: /^(?:程)/,
};
const WEAK_KINDS =
  /^(?:city_dept|party_or_congress_body|industry_group|task_force|stationed_team|liaison_office|service_centre|promotion_company|command|team|department|enterprise|chamber|intermediary|university|soe|park_operator)$/;
const OFFICE_NAME = /(?:局|委|办|部|组|会|公司|处|中心|专班|队|院|校|集团)$/;

/** One character of a suffix people leave out or add (永安 for 永安市). */
const formsOf = (unit: UnitWord): string[] => {
  const forms = new Set(
    [unit.name, ...unit.aliases].map((form) => form.trim()).filter((form) => form.length >= 2),
  );
  const short = unit.name.replace(/(?:市|县|区|镇|乡|街道)$/, '');
  if (short.length >= 2) forms.add(short);
  return [...forms];
};

const isOffice = (unit: UnitWord): boolean =>
  unit.kind !== undefined
    ? WEAK_KINDS.test(unit.kind)
    : OFFICE_NAME.test(unit.name) && !unit.name.endsWith('管委会');

/** The city itself: named so by the caller, or a unit of kind `city`. */
function cityForms(words: LeadWords): Set<string> {
  const forms = new Set<string>();
  for (const name of words.cityNames ?? []) {
    forms.add(name);
    const short = name.replace(/市$/, '');
    if (short.length >= 2) forms.add(short);
  }
  for (const unit of words.units) if (unit.kind === 'city') for (const form of formsOf(unit)) forms.add(form);
  return forms;
}

/** Form → units it may mean; exact names and aliases win over shortened names. */
function indexOfUnits(words: LeadWords): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  const add = (form: string, id: string): void => {
    const ids = index.get(form) ?? new Set<string>();
    ids.add(id);
    index.set(form, ids);
  };
  for (const unit of words.units) {
    if (unit.kind === 'city') continue;
    for (const form of [unit.name, ...unit.aliases]) if (form.trim().length >= 2) add(form.trim(), unit.id);
  }
  const explicit = new Set(index.keys());
  for (const unit of words.units) {
    if (unit.kind === 'city') continue;
    for (const form of formsOf(unit)) if (!explicit.has(form)) add(form, unit.id);
  }
  return index;
}

function strengthOf(text: string, start: number, end: number, form: string, office: boolean): number {
  const before = text.slice(Math.max(0, start - 10), start);
  const after = text.slice(end, end + 16);
  if (WORD_AFTER[form]?.test(after)) return 0;
  if (FROM_BEFORE.test(before) && !/^[^,，。;；\n]{0,5}[投建]/.test(after)) return 0;
  if (WHO_AFTER.test(after)) return 0;
  if (office) return /(?:落户|落地|落在|放在|选址|入驻|进驻|拟落|意向)(?:在|到|于|至)?$/.test(before) ? 3 : 0;
  if (LAND_BEFORE.test(before) && !/(?:收|接|见|遇|得|找|提|谈)到$/.test(before)) return 3;
  if (LAND_AFTER.test(after)) return 2.5;
  const alone =
    /(?:^|[\s,，、。;；|/\n:\ue001-\ue005(])$/.test(before) &&
    /^(?:$|[\s,，、。;；|/\n\ue001-\ue005)])/.test(after);
  return alone ? 2 : 1;
}

/** Every mention of a unit or of the city, surest first. Longer names win over names inside them. */
export function findPlaces(text: string, words: LeadWords): PlaceFound[] {
  const index = indexOfUnits(words);
  const city = cityForms(words);
  const forms = [...new Set([...index.keys(), ...city])].sort((a, b) => b.length - a.length);
  if (forms.length === 0) return [];
  const pattern = new RegExp(forms.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const offices = new Set(words.units.filter(isOffice).map((unit) => unit.id));
  const found: PlaceFound[] = [];
  for (const match of text.matchAll(pattern)) {
    const form = match[0];
    const end = match.index + form.length;
    const unitIds = [...(index.get(form) ?? [])];
    const office = unitIds.length > 0 && unitIds.every((id) => offices.has(id));
    const strength = strengthOf(text, match.index, end, form, office);
    const suffix = /^(?:经济开发区|经开区|开发区|高新区|工业园区?)/.test(text.slice(end, end + 6))
      ? 0
      : /^[市县区](?![\u4e00-\u9fa5]?(?:域|里|内))/.exec(text.slice(end, end + 3))
        ? /[市县区]$/.test(form)
          ? 0
          : 1
        : 0;
    found.push({
      text: form,
      start: match.index,
      end: end + suffix,
      strength,
      unitIds,
      city: unitIds.length === 0,
    });
  }
  // 沙县或永安: places named in one breath are as sure as the surest of them.
  for (let at = 1; at < found.length; at++) {
    const [left, right] = [found[at - 1], found[at]];
    if (!left || !right || !/^(?:或者?|、|和|与|及|\/|还是|或是)$/.test(text.slice(left.end, right.start)))
      continue;
    const strength = Math.max(left.strength, right.strength);
    found[at - 1] = { ...left, strength };
    found[at] = { ...right, strength };
  }
  return found.sort((a, b) => b.strength - a.strength || a.start - b.start);
}
