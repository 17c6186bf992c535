/** The invented city of the conversations: units (a town and a zone among them), people in every role, three groups. */
import type { Role } from '../../src/domain/roster.ts';

export interface CityUnit {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind: string;
  readonly parent?: string;
}

export interface CityPerson {
  readonly name: string;
  readonly unit: string | null;
  readonly units?: readonly string[];
  readonly roles: readonly Role[];
  /** Stands in the roster by this mobile number only, without an account yet. */
  readonly mobile?: string;
}

export interface CityChat {
  readonly name: string;
  /** `null` the whole city; left out: not bound. */
  readonly unit?: string | null;
  /** Everybody when left out. */
  readonly members?: readonly string[];
  /** The assistant is not in it yet. */
  readonly withoutBot?: boolean;
}

export interface CityPlan {
  readonly pack: string;
  readonly units: readonly CityUnit[];
  readonly people: readonly CityPerson[];
  /** In the tenant, not in the roster. */
  readonly strangers: readonly string[];
  readonly chats: readonly CityChat[];
  /** Shanghai, `2026-11-10 09:00`. */
  readonly now: string;
}

export const smallCity: CityPlan = {
  pack: 'sanming-2021',
  now: '2026-11-10 09:00',
  units: [
    { id: 'city', name: '三明市', aliases: ['三明'], kind: 'city' },
    { id: 'datian', name: '大田县', aliases: ['大田'], kind: 'district_county', parent: 'city' },
    { id: 'ninghua', name: '宁化县', aliases: ['宁化'], kind: 'district_county', parent: 'city' },
    { id: 'mingxi', name: '明溪县', aliases: ['明溪'], kind: 'district_county', parent: 'city' },
    { id: 'gaoxin', name: '三明高新区', aliases: ['高新区'], kind: 'function_zone', parent: 'city' },
    { id: 'shangjing', name: '上京镇', aliases: ['上京'], kind: 'town', parent: 'datian' },
    { id: 'swj', name: '市商务局', aliases: ['商务局', '招商办'], kind: 'city_dept', parent: 'city' },
  ],
  people: [
    { name: '周岚', unit: 'datian', roles: ['reporter'] },
    { name: '许国强', unit: 'datian', roles: ['verifier'] },
    { name: '苏敏', unit: 'ninghua', roles: ['reporter'] },
    { name: '曾毅', unit: 'ninghua', roles: ['verifier'] },
    { name: '江帆', unit: 'gaoxin', roles: ['reporter', 'verifier'] },
    { name: '沈悦', unit: 'shangjing', roles: ['reporter'] },
    { name: '叶青', unit: 'swj', roles: ['office'] },
    { name: '方正', unit: 'swj', roles: ['office'] },
    { name: '秦岭', unit: 'swj', roles: ['admin'] },
    { name: '高市长', unit: 'city', roles: ['leader'] },
    { name: '施县长', unit: 'datian', roles: ['leader'] },
    { name: '罗观', unit: 'city', roles: ['observer'] },
    { name: '白杨', unit: 'ninghua', roles: ['reporter'], mobile: '13959800000' },
  ],
  strangers: ['路过'],
  chats: [
    { name: '全市群', unit: null },
    { name: '大田群', unit: 'datian' },
    { name: '闲聊群' },
    { name: '新群', withoutBot: true },
  ],
};
