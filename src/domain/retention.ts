/**
 * How long personal data is kept (个人信息保护法 第十九条: no longer than needed): the contact of a lead that was closed, and
 * the personal fields of an entry that was retired, go after so many months; the facts stay and keep their sense.
 */
import type { Pack } from './pack/schema.ts';

/** 系统默认, where the pack says nothing: as long as the checks after the start of a project go on (three years). */
export const CONTACT_MONTHS_DEFAULT = 36;

/** Months after which contacts of what is closed are erased. */
export const contactMonths = ({ retention }: Pick<Pack, 'retention'>): number =>
  retention?.contactMonths ?? CONTACT_MONTHS_DEFAULT;
