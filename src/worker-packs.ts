/**
 * The plans a Worker carries, as text: there is no disk. Only the one that is asked for is read.
 *
 * A city of one's own: put `pack.yaml` under `schemes/`, import it here and add a line. A plan that changes has one
 * entry a version, the later ones with the day they take effect.
 */
import langfang from '../schemes/langfang/pack.yaml';
import liaocheng from '../schemes/liaocheng/pack.yaml';
import qingdao from '../schemes/qingdao/pack.yaml';
import rongcheng from '../schemes/rongcheng/pack.yaml';
import sanming from '../schemes/sanming/pack.yaml';
import type { Day } from './domain/day.ts';
import { formatMistake, loadPack } from './domain/pack/load.ts';
import type { Pack } from './domain/pack/schema.ts';

interface CarriedVersion {
  /** `null`: from the beginning. */
  readonly fromOn: Day | null;
  readonly text: string;
}

const first = (text: string): readonly CarriedVersion[] => [{ fromOn: null, text }];

const CARRIED: Readonly<Record<string, readonly CarriedVersion[]>> = {
  'langfang-2019': first(langfang),
  'liaocheng-2018': first(liaocheng),
  'qingdao-2021': first(qingdao),
  'rongcheng-2019': first(rongcheng),
  'sanming-2021': first(sanming),
};

/** Reads every version of the plan; throws with its mistakes, or the list of what there is. */
export function carriedPack(id: string): readonly { readonly fromOn: Day | null; readonly pack: Pack }[] {
  const versions = CARRIED[id] ?? CARRIED[Object.keys(CARRIED).find((one) => one.startsWith(`${id}-`)) ?? ''];
  if (versions === undefined) {
    throw new Error(
      `没有叫「${id}」的方案：${Object.keys(CARRIED).join('、')}（Workers 上的方案随代码一起部署）`,
    );
  }
  return versions.map(({ fromOn, text }) => {
    const loaded = loadPack(text, `${id}.yaml`);
    if (!loaded.ok)
      throw new Error(loaded.mistakes.map((one) => formatMistake(`${id}.yaml`, one)).join('\n'));
    return { fromOn, pack: loaded.pack };
  });
}
