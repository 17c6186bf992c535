// Reading a `.chat` transcript line by line, as far as a page can play it. What it cannot is kept and passed over. Pure.

/** One line as something to do or to expect. */
export type Step =
  | {
      readonly do: 'say';
      readonly who: string;
      readonly group: string;
      readonly atBot: boolean;
      readonly replyTo: string | undefined;
      readonly text: string;
    }
  | {
      readonly do: 'press';
      readonly who: string;
      readonly group: string;
      readonly card: string;
      readonly button: string;
      readonly inputs: Readonly<Record<string, string | readonly string[]>>;
    }
  | { readonly do: 'clock'; readonly when: string }
  | { readonly do: 'enter' | 'recall' | 'read'; readonly who: string }
  | { readonly do: 'menu'; readonly who: string; readonly key: string }
  | { readonly do: 'move-bot'; readonly who: string; readonly group: string; readonly into: boolean }
  | { readonly do: 'answer' | 'toast' | 'client' | 'absent'; readonly parts: readonly string[] }
  | { readonly do: 'received'; readonly who: string; readonly parts: readonly string[] }
  | { readonly do: 'remember'; readonly name: string }
  | { readonly do: 'capture'; readonly name: string; readonly prefix: string }
  | {
      readonly do:
        | 'jobs'
        | 'hold'
        | 'release'
        | 'release-reversed'
        | 'redeliver'
        | 'redeliver-as-new'
        | 'wait';
    }
  | { readonly do: 'skip'; readonly why: string };

/** A line of the file. `number` is 1-based. */
export type Line = { readonly number: number; readonly source: string; readonly step: Step };

const single: Readonly<Record<string, Step>> = {
  到点: { do: 'jobs' },
  稍候: { do: 'wait' },
  安静: { do: 'wait' },
  扣住: { do: 'hold' },
  放行: { do: 'release' },
  倒序放行: { do: 'release-reversed' },
  重推: { do: 'redeliver' },
  换号重推: { do: 'redeliver-as-new' },
};
const name = '[^\\s:：@「」=<!×$#]+';
const parts = (text = ''): string[] => text.split(' · ').map((part) => part.trim());

type Rule = readonly [RegExp, (found: readonly string[]) => Step];
const rules: readonly Rule[] = [
  [/^时间 (\d{4}-\d\d-\d\d \d\d:\d\d)$/, ([, when = '']) => ({ do: 'clock', when })],
  [/^< (.+)$/s, ([, text]) => ({ do: 'answer', parts: parts(text) })],
  [/^! (.+)$/s, ([, text]) => ({ do: 'toast', parts: parts(text) })],
  [/^× (.+)$/s, ([, text]) => ({ do: 'client', parts: parts(text) })],
  [/^无 (.+)$/s, ([, text]) => ({ do: 'absent', parts: parts(text) })],
  [
    new RegExp(`^\\$(${name}) = (\\S+)$`),
    ([, own = '', prefix = '']) => ({ do: 'capture', name: own, prefix }),
  ],
  [new RegExp(`^记 (${name})$`), ([, own = '']) => ({ do: 'remember', name: own })],
  [
    new RegExp(`^(${name}) 收到 (.+)$`, 's'),
    ([, who = '', text]) => ({ do: 'received', who, parts: parts(text) }),
  ],
  [
    new RegExp(`^(${name}) (撤回|进入|已读)$`),
    ([, who = '', verb]) => ({ do: verb === '撤回' ? 'recall' : verb === '进入' ? 'enter' : 'read', who }),
  ],
  [new RegExp(`^(${name}) 菜单 (\\S+)$`), ([, who = '', key = '']) => ({ do: 'menu', who, key })],
  [
    new RegExp(`^(${name}) (拉进|移出) (${name})$`),
    ([, who = '', verb, group = '']) => ({ do: 'move-bot', who, group, into: verb === '拉进' }),
  ],
  [
    new RegExp(`^(?:@?(${name}) )?(${name}) 连?按(?: (${name}))?「([^」]+)」(?: (.+))?$`, 's'),
    ([, group = '', who = '', card = '', button = '', inputs = '']) => ({
      do: 'press',
      who,
      group,
      card,
      button,
      inputs: inputsOf(inputs),
    }),
  ],
  [
    new RegExp(
      `^(?:(@?)(${name}) )?(?!回复|富文本)(${name})(?: (回复)(?: (${name}))?)?(?: 富文本)?[:：] ?(.*)$`,
      's',
    ),
    ([, at = '', group = '', who = '', reply = '', card = '', text = '']) => ({
      do: 'say',
      who,
      group,
      atBot: at === '@',
      replyTo: reply === '' ? undefined : card,
      text,
    }),
  ],
];

function inputsOf(text: string): Record<string, string | readonly string[]> {
  const inputs: Record<string, string | readonly string[]> = {};
  for (const [, key = '', quoted, bare = ''] of text.matchAll(
    /([^\s=]+)=(?:"([^"]*)"|(.*?))(?=$|\s+[^\s=]+=)\s*/gs,
  )) {
    const value = (quoted ?? bare).replaceAll('\\n', '\n');
    inputs[key] = value.includes('|') ? value.split('|') : value;
  }
  return inputs;
}

function stepOf(source: string): Step {
  const word = single[source];
  if (word !== undefined) return word;
  for (const [pattern, read] of rules) {
    const found = pattern.exec(source);
    if (found !== null) return read(found);
  }
  return { do: 'skip', why: '沙箱页面不演这一行' };
}

/** The lines of a transcript; remarks are left out, lines with two leading blanks go on. */
export function readTranscript(text: string): Line[] {
  const joined: { number: number; source: string }[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const last = joined.at(-1);
    if (raw.startsWith('  ') && last !== undefined) last.source += `\n${raw.slice(2)}`;
    else if (raw.trim() !== '' && !raw.startsWith('#'))
      joined.push({ number: index + 1, source: raw.trimEnd() });
  });
  return joined.map(({ number, source }) => ({ number, source, step: stepOf(source) }));
}

/** Every name of a person or group the transcript uses. */
export function namesIn(lines: readonly Line[]): { people: string[]; groups: string[] } {
  const people = new Set<string>();
  const groups = new Set<string>();
  for (const { step } of lines) {
    if ('who' in step) people.add(step.who);
    if ('group' in step && step.group !== '') groups.add(step.group);
  }
  return { people: [...people].filter((one) => !groups.has(one)), groups: [...groups] };
}
