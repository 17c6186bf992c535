/** Numbers of a lead's row: kept in our own form, given where there is none, and those of other books kept as words. */
import { monthOf } from '../domain/day.ts';
import { formatNumber, type Numbered, sequenceName } from '../domain/number.ts';
import { maskPhonesIn } from '../parse/phone.ts';
import { cellOf, type Row } from '../sheets/table.ts';
import { type Batch, nextIn, type TableScene } from './kind.ts';
import type { LeadCells } from './lead-cells.ts';
import { ourNumber } from './lead-find.ts';

/** The number given in our form, or the next one of the month. */
export async function chooseNumber(
  kind: Extract<Numbered, 'lead' | 'project'>,
  row: Row,
  scene: TableScene,
  batch: Batch,
) {
  const text = cellOf(row, kind === 'lead' ? 'number' : 'project#');
  const given = ourNumber(kind, text);
  if (given === null) {
    const month = monthOf(scene.today);
    const sequence = sequenceName(kind, month);
    const serial = await nextIn(sequence, scene, batch);
    return { number: formatNumber(kind, month, serial), sequence, serial };
  }
  const { number, month, serial } = given;
  const isTaken =
    (await scene.store.leadItself(number)) !== null || (await scene.store.lead(number)) !== null;
  if (isTaken)
    return {
      column: kind === 'lead' ? '线索编号' : '项目编号',
      reason: `${number} 已被别的线索用过，请留空由系统编号`,
    };
  return { number, sequence: sequenceName(kind, month), serial };
}

/** A number of other books is kept in the note. */
export function noteOf(row: Row, { note }: LeadCells): string | null {
  const others = (['project#', 'number'] as const).flatMap((key) => {
    const text = cellOf(row, key);
    return text === '' || ourNumber(key === 'number' ? 'lead' : 'project', text) !== null
      ? []
      : [`原编号 ${text}`];
  });
  const all = [note === null ? '' : maskPhonesIn(note), ...others].filter((one) => one !== '').join('；');
  return all === '' ? null : all;
}
