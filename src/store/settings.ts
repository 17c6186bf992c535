/** What may be asked about the city's own values 设定. Part of `src/store.ts`. */
import type { Setting, SettingKind } from '../domain/setting/setting.ts';

export interface SettingReads {
  setting(id: string): Promise<Setting | null>;
  /** Of these kinds, by id; those wholly withdrawn too. */
  settings(kinds: readonly SettingKind[]): Promise<readonly Setting[]>;
}
