/** The cells of a lead's row, each read as the 登记 form reads its field; the first that is wrong is named. */
import type { Day } from '../domain/day.ts';
import type { LeadTags } from '../domain/lead/lead.ts';
import { type AmountRange, CURRENCY_LABELS } from '../domain/money.ts';
import { readInvestmentField, readPhoneField } from '../parse/form.ts';
import { maskPhonesIn } from '../parse/phone.ts';
import { cellOf, type Row } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import type { TableScene } from './kind.ts';
import { ourNumber, SERIAL_MAX } from './lead-find.ts';
import { CAPITALS, currencyIn, idOfLabel, idsIn, unitIn } from './words.ts';

export interface LeadCells {
  readonly company: string;
  readonly project: string | null;
  readonly investment: AmountRange | null;
  readonly industry: string | null;
  readonly landingUnit: string | null;
  readonly channel: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly note: string | null;
  readonly registeredOn: Day | null;
  readonly confidential: boolean | null;
  readonly tags: LeadTags;
}

export interface WrongCell {
  readonly column: string | null;
  readonly reason: string;
}

export const isWrong = (value: object): value is WrongCell => 'reason' in value && 'column' in value;

const LENGTHS = [
  ['company', '企业名称', 100],
  ['project', '项目名称', 100],
  ['contactName', '联系人', 50],
  ['note', '备注', 1_000],
] as const;

export function readLeadCells(row: Row, scene: TableScene): LeadCells | WrongCell {
  const { pack, roster, today } = scene;
  const text = (key: string): string | null => cellOf(row, key) || null;
  const line = (key: string): string | null => text(key)?.replace(/\s+/g, ' ') ?? null;
  for (const [key, column, lengthMax] of LENGTHS) {
    const length = cellOf(row, key).length;
    if (length > lengthMax) return { column, reason: `有 ${length} 字，最多 ${lengthMax} 字` };
  }
  const company = line('company') ?? '';
  const project = line('project');
  for (const [column, name] of [
    ['企业名称', company],
    ['项目名称', project ?? ''],
  ] as const) {
    if (maskPhonesIn(name) !== name) return { column, reason: '名称里有电话号码，请写在「联系电话」里' };
  }
  const amount = text('amount');
  let investment: AmountRange | null = null;
  if (amount !== null) {
    const read = readInvestmentField(inWan(amount, row), currencyIn(cellOf(row, 'currency')));
    if (!read.ok) return { column: '投资额（万元）', reason: read.reason };
    investment = read.value;
  }
  const phoneText = text('contactPhone');
  const phone = phoneText === null ? null : readPhoneField(phoneText);
  if (phone?.ok === false) return { column: '联系电话', reason: phone.reason };
  const landing = text('landing');
  const landingUnit = landing === null ? null : unitIn(roster, landing);
  if (landingUnit === undefined) return { column: '拟落户', reason: `「${shown(landing ?? '')}」不在名册中` };
  const registeredOn = text('registeredOn');
  if (registeredOn !== null && registeredOn > today)
    return { column: '登记日期', reason: `${registeredOn} 还没有到` };
  const wrong = wrongNumber(row, scene);
  if (wrong !== null) return wrong;
  const tags = readTags(row, scene);
  if (isWrong(tags)) return tags;
  const industries = pack.industries.flatMap((taxonomy) => taxonomy.items);
  return {
    company,
    project,
    investment,
    industry: idOfLabel(industries, cellOf(row, 'industry')) ?? null,
    landingUnit,
    channel: idOfLabel(pack.channels, cellOf(row, 'channel')) ?? null,
    contactName: line('contactName'),
    contactPhone: phone?.ok === true ? phone.value : null,
    note: text('note'),
    registeredOn,
    confidential: text('confidential') === null ? null : cellOf(row, 'confidential') === '是',
    tags,
  };
}

/** The column is in 万: so is a span without a unit. */
const inWan = (amount: string, row: Row): string =>
  /^约?\s*\d[\d.,]*\s*[～~—–至-]+\s*\d[\d.,]*$/.test(amount)
    ? `${amount.replace(/[—–]+/g, '-')}万${CURRENCY_LABELS[currencyIn(cellOf(row, 'currency'))]}`
    : amount;

function readTags(row: Row, { pack }: TableScene): LeadTags | WrongCell {
  const capital = cellOf(row, 'capital');
  const classes = idsIn(pack.enterpriseClasses, cellOf(row, 'classes'));
  if ('unknown' in classes) return { column: '企业类别', reason: `没有「${shown(classes.unknown)}」这一类` };
  const levels = idsIn(pack.keyLevels, cellOf(row, 'levels'));
  if ('unknown' in levels) return { column: '重点级别', reason: `没有「${shown(levels.unknown)}」这一级` };
  const capitalType = idOfLabel(CAPITALS, capital);
  return {
    ...(capitalType === undefined ? {} : { capitalType }),
    ...(classes.ids.length === 0 ? {} : { enterpriseClasses: classes.ids }),
    ...(levels.ids.length === 0 ? {} : { keyLevels: levels.ids }),
  };
}

/** Numbers of our own form that cannot be kept. */
function wrongNumber(row: Row, { today }: TableScene): WrongCell | null {
  for (const [kind, key, column] of [
    ['project', 'project#', '项目编号'],
    ['lead', 'number', '线索编号'],
  ] as const) {
    const text = cellOf(row, key);
    const ours = ourNumber(kind, text);
    if (text.length > 60) return { column, reason: '太长，最多 60 字' };
    if (ours === null) continue;
    if (ours.month > today.slice(0, 7)) return { column, reason: `${ours.number} 的月份还没有到` };
    if (ours.serial > SERIAL_MAX) return { column, reason: `${ours.number} 的序号太大，请留空由系统编号` };
  }
  return null;
}
