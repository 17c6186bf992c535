/** The bureau the monthly tests work in: five units, a dozen people, four projects and one lead. */
import { bulletin } from '../../commands/bulletin.ts';
import { missing } from '../../commands/missing.ts';
import { ranking } from '../../commands/ranking.ts';
import { report } from '../../commands/report.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { type Answered, Bureau, buttonOf } from './bureau.ts';

export const MONTHLY = [report, missing, ranking, bulletin] as const;

/** Yongan has two projects (0001, 0002), Shaxian one confidential (0003), the zone one (0004); 0005 is a lead. */
export async function monthlyBureau(now = '2021-11-03 09:00'): Promise<Bureau> {
  const bureau = await Bureau.open({
    pack: sanming(),
    commands: MONTHLY,
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city', aliases: ['永安'] },
      { id: 'xiyang', name: '西洋镇', kind: 'town', parent: 'yongan' },
      { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city', aliases: ['沙县'] },
      { id: 'youxi', name: '尤溪县', kind: 'district_county', parent: 'city' },
      { id: 'zone', name: '经开区', kind: 'function_zone', parent: 'city' },
      { id: 'commerce', name: '市商务局', kind: 'city_dept', parent: 'city' },
    ],
    people: [
      { id: 'yr', name: '永安填报员', unit: 'yongan', roles: ['reporter'] },
      { id: 'xr', name: '西洋填报员', unit: 'xiyang', roles: ['reporter'] },
      { id: 'sr', name: '沙县填报员', unit: 'shaxian', roles: ['reporter'] },
      { id: 'zr', name: '经开填报员', unit: 'zone', roles: ['reporter'] },
      { id: 'ux', name: '尤溪填报员', unit: 'youxi', roles: ['reporter'] },
      { id: 'o1', name: '办公室甲', unit: 'city', roles: ['office'] },
      { id: 'o2', name: '办公室乙', unit: 'city', roles: ['office'] },
      { id: 'mayor', name: '市领导', unit: 'city', roles: ['leader'] },
      { id: 'yl', name: '永安领导', unit: 'yongan', roles: ['leader'] },
      { id: 'ul', name: '未绑领导', unit: 'shaxian', roles: ['leader'], unbound: true },
      { id: 'adm', name: '管理员', unit: 'city', roles: ['admin'] },
      { id: 'obs', name: '观察员', unit: 'city', roles: ['observer'] },
    ],
    chats: [
      { chatId: 'oc_city', unit: null },
      { chatId: 'oc_yongan', unit: 'yongan' },
    ],
    now,
  });
  const project = (serial: number, company: string, unit: string, holder: string, confidential = false) =>
    bureau.lead({
      serial,
      company,
      unit,
      holder,
      registered: '2021-08-20',
      signedOn: '2021-08-25',
      promoted: '2021-08-26',
      confidential,
    });
  await project(1, '闽光新材料', 'yongan', 'yr');
  await project(2, '永安碳纤维', 'xiyang', 'xr');
  await project(3, '秘密医药', 'shaxian', 'sr', true);
  await project(4, '华东重卡', 'zone', 'zr');
  await bureau.lead({
    serial: 5,
    company: '待谈企业',
    unit: 'yongan',
    holder: 'yr',
    registered: '2021-10-10',
  });
  return bureau;
}

/** Files one month on the form, as a person does; the answer to 提交. */
export async function file(
  bureau: Bureau,
  person: string,
  words: string,
  form: Readonly<Record<string, string>>,
): Promise<Answered> {
  const opened = await bureau.say(person, report, words);
  if (opened.card === null) throw new Error(opened.refusal ?? 'no card');
  return bureau.press(person, buttonOf(opened.card, '提交'), form);
}

/** October's figures the golden numbers are reckoned from by hand; 尤溪 has a project signed in October and no report. */
export async function octoberFiled(bureau: Bureau): Promise<void> {
  await file(bureau.at('2021-10-03'), 'yr', '0001 9月', { funds_in_place: '1000' });
  bureau.at('2021-11-03 09:00');
  await file(bureau, 'yr', '0001', { funds_in_place: '1800', fixed_asset: '600' });
  await file(bureau, 'xr', '0002', { funds_in_place: '500' });
  await file(bureau, 'sr', '0003', { funds_in_place: '3000', fdi_actual: '200' });
  await file(bureau, 'zr', '0004', { funds_in_place: '0' });
  await bureau.lead({
    serial: 7,
    company: '尤溪纺织',
    unit: 'youxi',
    holder: 'ux',
    registered: '2021-10-12',
    signedOn: '2021-10-15',
    promoted: '2021-10-16',
  });
  await bureau.lead({
    serial: 8,
    company: '机密光电',
    unit: 'youxi',
    holder: 'ux',
    registered: '2021-10-13',
    signedOn: '2021-10-18',
    promoted: '2021-10-19',
    confidential: true,
  });
}
