/** Thirty needs of a second writer, said as clients and officers say them on the phone; labelled before the first run. */
import { type NeedCase, need } from './needs.ts';
import type { PoolAsset } from './pool.ts';

const plant = (a: PoolAsset): boolean => a.real === 'plant';
const land = (a: PoolAsset): boolean => a.real === 'land';
const least = (value: number | null, bound: number): boolean => value !== null && value >= bound;
const most = (value: number | null, bound: number): boolean => value !== null && value <= bound;
const near = (value: number, about: number): boolean => value >= about * 0.8 && value <= about * 1.25;
const MU = 2_000 / 3;

export const MORE_NEEDS: readonly NeedCase[] = [
  need(
    '老板说厂房六千平起步，行车要走得开，净高10米以上',
    null,
    (a) => plant(a) && a.area >= 6000 && least(a.height, 10),
  ),
  need(
    '注塑车间，三千到五千平，承重不低于1.5吨',
    null,
    (a) => plant(a) && a.area >= 3000 && a.area <= 5000 && least(a.load, 1.5),
  ),
  need('客户要20来亩工业用地', null, (a) => land(a) && near(a.area, 20 * MU)),
  need('要地，30亩到60亩都行，最好在永安', null, (a) => land(a) && a.area >= 30 * MU && a.area <= 60 * MU),
  need('二十亩以内的净地', null, (a) => land(a) && a.area <= 20 * MU),
  need('食品厂，带冷库的更好，厂房4000平', null, (a) => plant(a) && a.area >= 4000),
  need(
    '冻品批发，冷库三千平，电要够，1000千伏安',
    null,
    (a) => a.real === 'cold' && a.area >= 3000 && least(a.power, 1000),
  ),
  need('电商云仓，库房一万平米以上', null, (a) => a.real === 'store' && a.area >= 10_000),
  need(
    '快递分拨，仓库6000㎡，层高9米，宁化',
    null,
    (a) => a.real === 'store' && a.area >= 6000 && least(a.height, 9) && a.unit === 'ninghua',
  ),
  need('租金8元以内的厂房', null, (a) => plant(a) && most(a.price, 8)),
  need('厂房，每平米每月不超过12块钱，5000平', null, (a) => plant(a) && a.area >= 5000 && most(a.price, 12)),
  need('写字楼一层，1000平左右，开客服中心', null, (a) => a.real === 'office' && near(a.area, 1000)),
  need(
    '设区域总部，办公2000平以上，沙县',
    null,
    (a) => a.real === 'office' && a.area >= 2000 && a.unit === 'shaxian',
  ),
  need('要个临街门面，两百平', null, (a) => a.real === 'shop' && a.area >= 200),
  need('研发中试用房1500平', null, (a) => a.real === 'lab' && a.area >= 1500),
  need('做民宿，找旧宾馆或者酒店', null, (a) => a.real === 'hotel'),
  need('厂房7,500平方米', null, (a) => plant(a) && a.area >= 7500),
  need('厂房 ５０００ 平米，层高 ８ 米', null, (a) => plant(a) && a.area >= 5000 && least(a.height, 8)),
  need('厂房0.8万平方米', null, (a) => plant(a) && a.area >= 8000),
  need('厂房面积要5000平，不要在沙县', null, (a) => plant(a) && a.area >= 5000 && a.unit !== 'shaxian'),
  need('明溪县以外的厂房，3000平', null, (a) => plant(a) && a.area >= 3000 && a.unit !== 'mingxi'),
  need('铸造厂，变压器3150kVA，厂房1万平', null, (a) => plant(a) && a.area >= 10_000 && least(a.power, 3150)),
  need('10亩地自建仓库', null, (a) => land(a) && a.area >= 10 * MU),
  need('产权清楚的厂房，4000平', null, (a) => plant(a) && a.area >= 4000 && !a.title.includes('纠纷')),
  need('投资3亿元，年产值5亿，需厂房1.5万平', null, (a) => plant(a) && a.area >= 15_000),
  need('员工300人，厂房3000平，宿舍另找', null, (a) => plant(a) && a.area >= 3000),
  need('2026年底前投产，厂房5000平', null, (a) => plant(a) && a.area >= 5000),
  need('大田县，厂房，5000平方米左右', null, (a) => plant(a) && near(a.area, 5000) && a.unit === 'datian'),
  need('仓库要高，12米的', null, (a) => a.real === 'store' && least(a.height, 12)),
  need('先租2000平厂房试产，后面拿地50亩', null, (a) => plant(a) && a.area >= 2000),
];
