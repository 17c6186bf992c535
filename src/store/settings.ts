/** What may be asked about the city's own values 设定. Part of `src/store.ts`. */
import type { Setting, SettingKind } from '../domain/setting/setting.ts';

export interface SettingReads {
  setting(id: string): Promise<Setting | null>;
  /** Of these kinds, by id; those wholly withdrawn too. */
  settings(kinds: readonly SettingKind[]): Promise<readonly Setting[]>;
  /** 外部数据 about one project (its lead's number), unit or `city`, by id. */
  toldFigures(subject: string): Promise<readonly Setting[]>;
}
