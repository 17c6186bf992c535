import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toWan } from '../../src/domain/money.ts';
import { type LeadReading, readLead, splitLeads } from '../../src/parse/lead.ts';
import { findPhones } from '../../src/parse/phone.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import { SENTENCES } from './sentences.ts';
import { WORDS } from './vocabulary.ts';

const TODAY = '2026-11-22';

function money(read: LeadReading): string | null {
  if (read.investment === null) return null;
  const { low, high, approx } = read.investment;
  const span = toWan(low) === toWan(high) ? toWan(low) : `${toWan(low)}~${toWan(high)}`;
  return `${span} ${low.currency}${approx ? ' approx' : ''}`;
}

describe('a typed sentence fills the form, and what is unsure stays empty', () => {
  test('the table holds at least 220 sentences', () => {
    expect(new Set(SENTENCES.map((row) => row.text)).size).toBeGreaterThanOrEqual(220);
  });

  test.each(SENTENCES.map((row) => [row.text, row] as const))('%s', (text, row) => {
    const read = readLead(text, WORDS, TODAY);
    expect({
      company: read.company,
      project: read.project,
      industryId: read.industryId,
      landingUnitId: read.landingUnitId,
      channelId: read.channelId,
      contactName: read.contactName,
      contactPhone: read.contactPhone,
      money: money(read),
      note: read.note,
      unsure: read.unsure.map((item) => item.field),
    }).toEqual({
      company: row.company ?? null,
      project: row.project ?? null,
      industryId: row.industryId ?? null,
      landingUnitId: row.landingUnitId ?? null,
      channelId: row.channelId ?? null,
      contactName: row.contactName ?? null,
      contactPhone: row.contactPhone ?? null,
      money: row.money ?? null,
      note: row.note ?? '',
      unsure: row.unsure ?? [],
    });
  });
});

const PIECES = [
  '福建',
  '有限公司',
  '投资',
  '2亿',
  '永安',
  '联系人',
  '王总',
  '13800138000',
  '，',
  '\n',
  '：',
  '企业',
  '建',
  '项目',
  '“',
  '”',
  '（',
  '）',
  '万',
  '的',
  '和',
  '下周三',
  '1',
  '-',
  ' ',
  '三元',
  'A',
  '😀',
  '\u200b',
  '拟',
  '在',
  '0598-8223344',
  '138',
  '、',
  '另外',
  '①',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
);

describe('reading a lead', () => {
  test('never throws, and every filled field is a known id or stands in the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = readLead(text, WORDS, TODAY);
        const plain = (value: string): string =>
          value.normalize('NFKC').replace(/[\s\p{C}“”"「」『』]|[^\p{L}\p{N}]/gu, '');
        for (const value of [read.company, read.project, read.contactName]) {
          if (value !== null) expect(plain(text)).toContain(plain(value));
        }
        if (read.industryId !== null)
          expect(WORDS.industries.map((entry) => entry.id)).toContain(read.industryId);
        if (read.landingUnitId !== null)
          expect(WORDS.units.map((unit) => unit.id)).toContain(read.landingUnitId);
        if (read.channelId !== null)
          expect(WORDS.channels.map((entry) => entry.id)).toContain(read.channelId);
      }),
      { numRuns: 400 },
    );
  });

  test('no field but contactPhone holds a phone number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SENTENCES.map((row) => row.text)), (text) => {
        const read = readLead(text, WORDS, TODAY);
        for (const value of [read.company, read.project, read.contactName, read.note]) {
          expect(findPhones(value ?? '').filter((phone) => phone.kind !== 'wrong')).toEqual([]);
        }
      }),
      { numRuns: 250 },
    );
  });

  test.each([
    '1',
    '亿',
    '公司',
    '福建',
    '联系人',
    '“',
    '（',
    '138001380001 ',
    '在永安',
    '王总',
    ' ',
    '\n',
    '的',
    '项目：',
    '1.',
    'A ',
    '-',
  ])('100 KB of %j is read at once', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const began = process.cpuUsage();
    readLead(text, WORDS, TODAY);
    splitLeads(text);
    expect(cpuMsSince(began)).toBeLessThan(2_000);
  });

  test('a form that says 无 or 待定 leaves the field empty without pointing at it', () => {
    const read = readLead('企业：福建金源有限公司\n联系人：无\n金额：待定', WORDS, TODAY);
    expect([read.contactName, read.investment, read.unsure]).toEqual([null, null, []]);
  });

  test('a kind marks the city, which is too wide to land in', () => {
    const units = [
      { id: 'city', name: '聊城市', aliases: ['聊城'], kind: 'city' },
      { id: 'guanxian', name: '冠县', aliases: [], kind: 'district_county' },
    ];
    const words = { ...WORDS, units, cityNames: [] };
    expect(readLead('山东鲁西公司想在聊城投资2亿', words, TODAY).unsure.map((item) => item.field)).toEqual([
      'landingUnit',
    ]);
    expect(readLead('山东鲁西公司想在冠县投资2亿', words, TODAY).landingUnitId).toBe('guanxian');
  });
});

describe('several leads in one message are told apart', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['1. 福建金源有限公司想在沙县投资2亿\n2. 厦门华光有限公司拟到永安投资3亿', 2],
    ['1、福建金源有限公司想在沙县投资2亿。2、厦门华光有限公司拟到永安投资3亿。', 2],
    ['①福建金源有限公司，2亿，沙县 ②厦门华光有限公司，3亿，永安', 2],
    ['（一）福建金源有限公司想在沙县投资2亿\n（二）厦门华光有限公司拟到永安投资3亿', 2],
    ['一、福建金源有限公司想在沙县投资2亿\n二、厦门华光有限公司拟到永安投资3亿\n三、安踏集团 5亿 尤溪', 3],
    ['福建金源有限公司想在沙县投资2亿\n\n厦门华光有限公司拟到永安投资3亿', 2],
    ['福建金源有限公司想在沙县投资2亿\n厦门华光有限公司拟到永安投资3亿', 2],
    ['福建金源有限公司想在沙县投资2亿。另外一家，厦门华光有限公司拟到永安投资3亿', 2],
    ['福建金源有限公司想在沙县投资2亿。还有一个，厦门华光有限公司拟到永安投资3亿', 2],
    ['企业：福建金源有限公司\n金额：2亿\n联系人：王总', 1],
    ['企业：福建金源有限公司\n金额：2亿\n\n企业：厦门华光有限公司\n金额：3亿', 2],
    ['企业：福建金源有限公司\n金额：2亿\n企业：厦门华光有限公司\n金额：3亿', 2],
    ['1.企业名称：福建金源有限公司\n2.投资额：2亿\n3.联系人：王总', 1],
    ['福建金源有限公司\n想在沙县投资2亿\n联系人王总13800138000', 1],
    ['宁德时代拟在永安投资5.2亿元建设储能电池项目，联系人王总13800138000', 1],
    ['', 1],
    ['   \n ', 1],
    ['（）😀', 1],
    ['①', 1],
    ['今天两条线索：\n金源重机 2亿 沙县\n华光电子 3亿 永安', 2],
  ];
  test.each(cases)('%j', (text, count) => {
    expect(splitLeads(text)).toHaveLength(count);
  });
});

describe('rows pasted out of a spreadsheet', () => {
  const read = (text: string) =>
    splitLeads(text).map((part) => {
      const lead = readLead(part, WORDS, TODAY);
      return [lead.company, money(lead), lead.landingUnitId, lead.contactName, lead.contactPhone];
    });

  test('with a head row every cell says what its head says', () => {
    const head = '序号\t企业名称\t投资额（亿元）\t拟落户\t联系人\t电话';
    const rows = '1\t恒逸石化\t1.2\t永安\t王总\t13800138000\n2\t大华科技\t3\t\t李总\t';
    expect(read(`${head}\n${rows}`)).toEqual([
      ['恒逸石化', '12000 CNY', 'yongan', '王总', '13800138000'],
      ['大华科技', '30000 CNY', null, '李总', null],
    ]);
  });

  test('without one a row is a lead', () => {
    expect(read('恒逸石化\t5亿\t永安\n大华科技\t3亿\t大田')).toEqual([
      ['恒逸石化', '50000 CNY', 'yongan', null, null],
      ['大华科技', '30000 CNY', 'datian', null, null],
    ]);
  });

  test('columns kept apart by spaces, where every row has as many', () => {
    expect(read('序号 企业 投资额\n1 恒逸石化 5亿\n2 大华科技 3亿')).toEqual([
      ['恒逸石化', '50000 CNY', null, null, null],
      ['大华科技', '30000 CNY', null, null, null],
    ]);
  });

  test('a form with a label in each line is one lead', () => {
    expect(splitLeads('企业名称\t恒逸石化\n投资额\t5亿\n拟落户\t永安')).toHaveLength(1);
    expect(splitLeads('企业 恒逸石化\n投资额 5亿')).toHaveLength(1);
  });
});

describe('what is no company, no channel and no mainland number', () => {
  const read = (text: string) => readLead(text, WORDS, TODAY);

  test('land and whoever brought it in are left to the note, not taken for the firm', () => {
    const lead = read('一家做风电叶片的央企，总投资约10-12亿元，想拿地300亩，刘处长牵线');
    expect(lead.company).toBeNull();
    expect(lead.note).toContain('拿地300亩');
    expect(lead.note).toContain('刘处长牵线');
  });

  test('a place in brackets before the name is not part of it', () => {
    expect(read('（永安）福建省鑫磊石材有限公司、总投资1.2亿元').company).toBe('福建省鑫磊石材有限公司');
  });

  test('注册资本 names no source channel', () => {
    const words = { ...WORDS, channels: [{ id: 'capital', label: '资本招商', words: ['资本'] }] };
    const of = (text: string) => readLead(text, words, TODAY).channelId;
    expect(of('深圳远航科技有限公司，注册资本1000万元，总投资8000万元')).toBeNull();
    expect(of('深圳远航科技有限公司，总投资8000万元，靠资本招商')).toBe('capital');
  });

  test.each([
    ['联系人：陈生 (852) 9123 4567', '+85291234567'],
    ['陈生 853-6612-3456', '+85366123456'],
    ['林董 00886 912345678', '+886912345678'],
  ])('%s', (text, number) => {
    expect(findPhones(text).map((phone) => phone.normal)).toEqual([number]);
  });

  test('leads between semicolons are several; a firm and its parent are one', () => {
    expect(
      splitLeads('甲木业有限公司 1亿；乙机电有限公司 2.5亿，吴工 13700001111；丙软件公司3000万'),
    ).toHaveLength(3);
    expect(splitLeads('甲木业有限公司拟投1亿；其母公司注册资本2亿')).toHaveLength(1);
    expect(splitLeads('甲木业有限公司拟投1亿；二期再投2亿')).toHaveLength(1);
  });
});
