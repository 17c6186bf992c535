/**
 * The neutral card: what a person sees, in terms that no chat platform owns.
 *
 * Files in `src/cards/` turn views into these elements; `src/lark/render.ts` turns them into Feishu's
 * card JSON 2.0 within its limits. Every string here is plain text: nothing is ever read as markup.
 */

/** Header colour by meaning: blue notice, green done, orange to do, red overdue, grey closed. */
export type Tone = 'notice' | 'done' | 'todo' | 'overdue' | 'closed';

/** A run of plain text with an emphasis; the renderer escapes it. */
export type Span = string | { text: string; strong?: boolean; tone?: 'good' | 'warn' | 'bad' | 'quiet' };

/**
 * A button carries a command: the same object that typed words become (design §2.6).
 * It travels to the platform and back, so it is untrusted input on return and holds ids, never data.
 */
export interface Press {
  readonly command: string;
  readonly action: string;
  readonly args: Readonly<Record<string, string>>;
}

export interface Button {
  readonly label: string;
  readonly press: Press;
  readonly look?: 'primary' | 'default' | 'danger';
  /** Asks once more before anything happens. */
  readonly confirm?: { readonly title: string; readonly text: string };
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  readonly name: string;
  /** Starts with the bureau's own word (design §5, words on cards). */
  readonly label: string;
  readonly required?: boolean;
  readonly placeholder?: string;
}

export type Field =
  | (FieldBase & { readonly kind: 'line' | 'lines'; readonly value?: string; readonly maxLength?: number })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[]; readonly value?: string })
  | (FieldBase & {
      readonly kind: 'choices';
      readonly options: readonly Option[];
      readonly values?: readonly string[];
    })
  | (FieldBase & { readonly kind: 'date'; readonly value?: string });

/** Cells are text, or numbers already printed; `null` prints as —, never as 0. */
export interface Column {
  readonly key: string;
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Of the table's width, 1–100; without it as wide as its words, which the client wraps early. */
  readonly percent?: number;
}

export type Element =
  | {
      readonly el: 'text';
      readonly text: Span | readonly Span[];
      readonly size?: 'normal' | 'small' | 'heading';
    }
  | { readonly el: 'fields'; readonly fields: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly el: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly Readonly<Record<string, string | null>>[];
      readonly pageSize?: number;
    }
  | {
      readonly el: 'chart';
      readonly kind: 'bar' | 'line' | 'pie';
      readonly title: string;
      readonly unit: string;
      readonly points: readonly {
        readonly label: string;
        readonly value: number;
        readonly series?: string;
      }[];
    }
  | { readonly el: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly el: 'form';
      readonly name: string;
      readonly fields: readonly Field[];
      readonly buttons: readonly Button[];
    }
  | {
      readonly el: 'panel';
      readonly title: string;
      readonly body: readonly Element[];
      readonly open?: boolean;
    }
  | { readonly el: 'rule' };

export interface Card {
  readonly title: string;
  readonly subtitle?: string;
  readonly tone: Tone;
  /** One line for the chat list; defaults to the title. */
  readonly summary?: string;
  readonly body: readonly Element[];
}
