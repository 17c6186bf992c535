/**
 * Needs as officers write them into a note or say them, and which assets of the pool a person would send: labelled from the
 * sentence alone, before any run. A figure that is asked for and not stated is not acceptable (it would have to be asked
 * about first); neither is what is gone already. 左右 and 约 accept a fifth less to a quarter more. 最好 and 优先 decide nothing.
 */
import type { PoolAsset } from './pool.ts';

export interface NeedCase {
  readonly says: string;
  /** 拟落户 of the lead; `null`: not stated. */
  readonly landing: string | null;
  readonly ok: (asset: PoolAsset) => boolean;
}

const atLeast = (value: number | null, least: number): boolean => value !== null && value >= least;
const atMost = (value: number | null, most: number): boolean => value !== null && value <= most;
const near = (value: number, about: number): boolean => value >= about * 0.8 && value <= about * 1.25;
const plant = (a: PoolAsset): boolean => a.real === 'plant';
const MU = 2_000 / 3;

export const need = (says: string, landing: string | null, ok: NeedCase['ok']): NeedCase => ({
  says,
  landing,
  ok,
});

export const NEEDS: readonly NeedCase[] = [
  need('需5000平标准厂房，层高9米', null, (a) => plant(a) && a.area >= 5000 && atLeast(a.height, 9)),
  need('在沙县要厂房8000平以上', null, (a) => plant(a) && a.area >= 8000 && a.unit === 'shaxian'),
  need(
    '3000平左右厂房，用电2000千伏安',
    null,
    (a) => plant(a) && near(a.area, 3000) && atLeast(a.power, 2000),
  ),
  need('厂房一万平，承重2吨每平方米', null, (a) => plant(a) && a.area >= 10_000 && atLeast(a.load, 2)),
  need('租厂房2000平，租金不超过10元/平/月', null, (a) => plant(a) && a.area >= 2000 && atMost(a.price, 10)),
  need('要用地50亩', null, (a) => a.real === 'land' && a.area >= 50 * MU),
  need('宁化拿地100亩建厂', null, (a) => a.real === 'land' && a.area >= 100 * MU && a.unit === 'ninghua'),
  need('需要冷库2000平', null, (a) => a.real === 'cold' && a.area >= 2000),
  need('大田找个冷库1000平以上', null, (a) => a.real === 'cold' && a.area >= 1000 && a.unit === 'datian'),
  need(
    '仓库5000平，层高不低于8米',
    null,
    (a) => a.real === 'store' && a.area >= 5000 && atLeast(a.height, 8),
  ),
  need('写字楼1000平', null, (a) => a.real === 'office' && a.area >= 1000),
  need('办公场地500到1500平', null, (a) => a.real === 'office' && a.area >= 500 && a.area <= 1500),
  need('研发楼2000平以内，中试用', null, (a) => a.real === 'lab' && a.area <= 2000),
  need('开超市要商铺600平', null, (a) => a.real === 'shop' && a.area >= 600),
  need('想盘个酒店做康养，5000平以上', null, (a) => a.real === 'hotel' && a.area >= 5000),
  need(
    '厂房 6000平 层高8米 永安',
    null,
    (a) => plant(a) && a.area >= 6000 && atLeast(a.height, 8) && a.unit === 'yongan',
  ),
  need('先租1500平车间试生产', null, (a) => plant(a) && a.area >= 1500),
  need(
    '重型设备，厂房1.2万平，承重不少于3吨/平，行车高度要求层高10米',
    null,
    (a) => plant(a) && a.area >= 12_000 && atLeast(a.load, 3) && atLeast(a.height, 10),
  ),
  need(
    '精密加工，3000-5000平厂房，用电1000kVA以上',
    null,
    (a) => plant(a) && a.area >= 3000 && a.area <= 5000 && atLeast(a.power, 1000),
  ),
  need(
    '明溪氟化工项目，需土地80亩',
    null,
    (a) => a.real === 'land' && a.area >= 80 * MU && a.unit === 'mingxi',
  ),
  need('服装厂，要四千平厂房，工人多', null, (a) => plant(a) && a.area >= 4000),
  need('电商仓储，需要3000平米仓库', null, (a) => a.real === 'store' && a.area >= 3000),
  need('物流分拨，库房1万平以上', null, (a) => a.real === 'store' && a.area >= 10_000),
  need(
    '食品加工厂房2500平米，层高6米以上，租金12元以内',
    null,
    (a) => plant(a) && a.area >= 2500 && atLeast(a.height, 6) && atMost(a.price, 12),
  ),
  need('变压器至少3000千伏安的厂房', null, (a) => plant(a) && atLeast(a.power, 3000)),
  need('层高11米以上厂房，面积不限', null, (a) => plant(a) && atLeast(a.height, 11)),
  need('面积不超过2000平的厂房', null, (a) => plant(a) && a.area <= 2000),
  need('大田 厂房 5000平左右', null, (a) => plant(a) && near(a.area, 5000) && a.unit === 'datian'),
  need('总部办公，要整栋写字楼5000平以上', null, (a) => a.real === 'office' && a.area >= 5000),
  need('呼叫中心，办公楼2000平米，最好在沙县', null, (a) => a.real === 'office' && a.area >= 2000),
  need('孵化场地1000平', null, (a) => a.real === 'lab' && a.area >= 1000),
  need('连锁店面200平左右', null, (a) => a.real === 'shop' && near(a.area, 200)),
  need('要8000平厂房，最好层高9米', null, (a) => plant(a) && a.area >= 8000),
  need('厂房约7000平，优先永安', null, (a) => plant(a) && near(a.area, 7000)),
  need('工业用地30亩，大田', null, (a) => a.real === 'land' && a.area >= 30 * MU && a.unit === 'datian'),
  need('净地150亩', null, (a) => a.real === 'land' && a.area >= 150 * MU),
  need('年产5000吨，占地60亩土地', null, (a) => a.real === 'land' && a.area >= 60 * MU),
  need('公司现有厂房2万平，新项目需要厂房9000平', null, (a) => plant(a) && a.area >= 9000),
  need('宁化城南找厂房，3000平', null, (a) => plant(a) && a.area >= 3000 && a.unit === 'ninghua'),
  need('要厂房，拟落户大田，6000平米起', null, (a) => plant(a) && a.area >= 6000 && a.unit === 'datian'),
  need(
    '需厂房10000㎡，层高≥8m，承重≥2t/㎡',
    null,
    (a) => plant(a) && a.area >= 10_000 && atLeast(a.height, 8) && atLeast(a.load, 2),
  ),
  need(
    '面积：3500平方米；类型：厂房；层高：7米',
    null,
    (a) => plant(a) && a.area >= 3500 && atLeast(a.height, 7),
  ),
  need(
    '库房2000至4000平，租金8元以下',
    null,
    (a) => a.real === 'store' && a.area >= 2000 && a.area <= 4000 && atMost(a.price, 8),
  ),
  need(
    '冷链项目，冷库3000平，用电1500千瓦',
    null,
    (a) => a.real === 'cold' && a.area >= 3000 && atLeast(a.power, 1500),
  ),
  need('标准厂房一层，承重1吨以上，2000平', null, (a) => plant(a) && a.area >= 2000 && atLeast(a.load, 1)),
  need('沙县小吃中央厨房，厂房4000平', 'shaxian', (a) => plant(a) && a.area >= 4000),
  need('生物医药中试，实验楼1500平以上', null, (a) => a.real === 'lab' && a.area >= 1500),
  need('商业综合体8000平', null, (a) => a.real === 'shop' && a.area >= 8000),
  need('民宿酒店3000平以内', null, (a) => a.real === 'hotel' && a.area <= 3000),
  need(
    '机械加工厂房，净高10米，带2吨承重，5000平',
    null,
    (a) => plant(a) && a.area >= 5000 && atLeast(a.height, 10) && atLeast(a.load, 2),
  ),
  need('预算租金15元/平/月，要6000平厂房', null, (a) => plant(a) && a.area >= 6000 && atMost(a.price, 15)),
  need(
    '1万平以上厂房，永安或沙县',
    null,
    (a) => plant(a) && a.area >= 10_000 && (a.unit === 'yongan' || a.unit === 'shaxian'),
  ),
  need('厂房五六千平', null, (a) => plant(a) && a.area >= 5000),
  need(
    '厂房1.5万平米左右，配电2000kva',
    null,
    (a) => plant(a) && near(a.area, 15_000) && atLeast(a.power, 2000),
  ),
  need('要找地40到80亩', null, (a) => a.real === 'land' && a.area >= 40 * MU && a.area <= 80 * MU),
  need(
    '锂电材料厂房，12000平，用电4000千伏安',
    null,
    (a) => plant(a) && a.area >= 12_000 && atLeast(a.power, 4000),
  ),
  need('办公楼300平起', 'mingxi', (a) => a.real === 'office' && a.area >= 300),
  need('承重5吨的厂房', null, (a) => plant(a) && atLeast(a.load, 5)),
  need('层高15米厂房', null, (a) => plant(a) && atLeast(a.height, 15)),
  need('土地500亩', null, (a) => a.real === 'land' && a.area >= 500 * MU),
  need('明溪 仓库 2000平', null, (a) => a.real === 'store' && a.area >= 2000 && a.unit === 'mingxi'),
  need('扩产，厂房8千平米，电力容量1600', null, (a) => plant(a) && a.area >= 8000 && atLeast(a.power, 1600)),
  need('厂房3000平，离高速近', null, (a) => plant(a) && a.area >= 3000),
  need(
    '项目用地25公顷以内，10公顷以上',
    null,
    (a) => a.real === 'land' && a.area >= 100_000 && a.area <= 250_000,
  ),
];

/**
 * Held out: written after the reader and the ranker stood, in more roundabout words, and never tuned to. What is measured
 * here is what to expect of sentences nobody thought of.
 */
export const HELD_OUT: readonly NeedCase[] = [
  need(
    '客商看中沙县，想要个万把平的厂房',
    null,
    (a) => plant(a) && near(a.area, 10_000) && a.unit === 'shaxian',
  ),
  need('两千平的厂子就够了', null, (a) => plant(a) && near(a.area, 2000)),
  need('至少要6米高的车间，三千个平方', null, (a) => plant(a) && a.area >= 3000 && atLeast(a.height, 6)),
  need('厂房面积在4000㎡到6000㎡之间，能进大车', null, (a) => plant(a) && a.area >= 4000 && a.area <= 6000),
  need('要租个五百平左右的办公室', null, (a) => a.real === 'office' && near(a.area, 500)),
  need('外地冷链企业，要5000平以内的冷库', null, (a) => a.real === 'cold' && a.area <= 5000),
  need(
    '企业要求厂房不小于7000平方，地面荷载1.5吨',
    null,
    (a) => plant(a) && a.area >= 7000 && atLeast(a.load, 1.5),
  ),
  need('大概需要四五十亩地', null, (a) => a.real === 'land' && a.area >= 40 * MU),
  need('需要工业用地，规模3公顷', null, (a) => a.real === 'land' && a.area >= 30_000),
  need(
    '仓储面积8000，月租金别超过9块',
    null,
    (a) => a.real === 'store' && a.area >= 8000 && atMost(a.price, 9),
  ),
  need('檐高八米，6000平，钢结构车间', null, (a) => plant(a) && a.area >= 6000 && atLeast(a.height, 8)),
  need('一期5000平厂房，二期再说', null, (a) => plant(a) && a.area >= 5000),
  need(
    '永安石墨烯项目，实验室1000平',
    null,
    (a) => a.real === 'lab' && a.area >= 1000 && a.unit === 'yongan',
  ),
  need('用电负荷2500kW，厂房5000平方米', null, (a) => plant(a) && a.area >= 5000 && atLeast(a.power, 2500)),
  need('沿街店铺100-300平，开连锁药店', null, (a) => a.real === 'shop' && a.area >= 100 && a.area <= 300),
  need('不要太大，2000平以下的厂房即可', null, (a) => plant(a) && a.area <= 2000),
  need(
    '能放大型压机，厂房承重四吨，层高9米',
    null,
    (a) => plant(a) && atLeast(a.load, 4) && atLeast(a.height, 9),
  ),
  need(
    '大田或者宁化，仓库3000平',
    null,
    (a) => a.real === 'store' && a.area >= 3000 && (a.unit === 'datian' || a.unit === 'ninghua'),
  ),
  need('旧厂区改造，2万平左右', null, (a) => plant(a) && near(a.area, 20_000)),
  need('总部经济，商务楼宇3000㎡以上', null, (a) => a.real === 'office' && a.area >= 3000),
];
