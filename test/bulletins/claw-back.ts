/** 三明's year of 2022 with a project shared 3:7 and its first yearly check failed (SM 三(二)11, 三(四)19; domain P14). */
import type { TransferFact } from '../../src/domain/transfer/facts.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau } from '../harness/bureau.ts';
import { project, reportWan } from './scenes.ts';

/** 飞地钢构, signed and started in October 2021, shared 3:7 between 永安市 and 经开区. */
export const SHARED_LEAD = 'XS-202110-0001';
/** The year 2022: 10,000万 of the shared project and 400万 of 永安市's own, both reported in June. */
export async function sharedYear(): Promise<Bureau> {
  const bureau = await Bureau.open({
    pack: sanming(),
    commands: [],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city' },
      { id: 'zone', name: '经开区', kind: 'function_zone', parent: 'city' },
    ],
    people: [{ id: 'r', name: '填报员', unit: 'yongan', roles: ['reporter', 'office'] }],
    now: '2021-10-01',
  });
  await project(bureau, {
    number: SHARED_LEAD,
    unit: 'yongan',
    company: '飞地钢构',
    totalWan: 20_000,
    registeredOn: '2021-10-01',
    stages: [
      { stage: 'signed', on: '2021-10-08' },
      { stage: 'started', on: '2021-10-15' },
    ],
  });
  const transfer: TransferFact[] = [
    {
      type: 'transfer.proposed',
      number: 'LZ-202110-0001',
      lead: SHARED_LEAD,
      sender: 'yongan',
      receiver: 'zone',
      by: 'sender',
      reason: null,
      terms: {
        rules: [
          {
            id: 'SM-ind',
            label: '指标分配',
            metrics: ['funds_in_place'],
            start: 'signed',
            startMonthIncluded: true,
            preStart: 'receiver',
            confirm: 'both',
            settle: 'none',
            clause: 'SM 三(二)11',
          },
        ],
        ratio: ['0.3', '0.7'],
        ratioByYear: {},
        endOn: null,
        note: null,
        evidence: null,
      },
    },
    { type: 'transfer.confirmed', offer: 1, by: 'receiver' },
    { type: 'transfer.agreed', offer: 1 },
  ];
  await bureau.record([{ subject: 'transfer', before: null, facts: transfer }], 'r');
  await project(bureau, {
    number: 'XS-202201-0002',
    unit: 'yongan',
    company: '永安石墨',
    totalWan: 5_000,
    registeredOn: '2022-01-05',
    stages: [{ stage: 'signed', on: '2022-01-10' }],
  });
  bureau.at('2022-07-05');
  await reportWan(bureau, { lead: SHARED_LEAD, unit: 'yongan', month: '2022-06', wan: 10_000 });
  await reportWan(bureau, { lead: 'XS-202201-0002', unit: 'yongan', month: '2022-06', wan: 400 });
  return bureau;
}
/** Verified 8,500 of 10,000: uncured after 2022-12-14, −1,500万元 in December. */
export const clawBack = (bureau: Bureau): Promise<void> =>
  bureau.record([
    {
      subject: 'rolling',
      before: null,
      facts: [
        {
          type: 'rolling.opened',
          id: `${SHARED_LEAD}.SM-B11.1`,
          lead: SHARED_LEAD,
          rule: 'SM-B11',
          label: '滚动考评',
          clause: 'SM 三(四)19',
          year: 1,
          startedOn: '2021-10-15',
          checkOn: '2022-10-15',
          openedOn: '2022-10-15',
          cureUntilOn: '2022-12-14',
        },
        {
          type: 'rolling.failed',
          on: '2022-12-15',
          adjustment: {
            month: '2022-12',
            measure: 'funds_in_place',
            amountWan: '-1500',
            how: 'adjust',
            inForce: '1',
          },
        },
      ],
    },
  ]);
