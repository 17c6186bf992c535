/**
 * Searching registries: by pieces of words in the index, or through all of a topic's entries where numbers or places
 * decide; ranked by fit with reasons (`domain/registry/match.ts`).
 */
import { ENTRY_PAGE, type EntryReason, entryListCard } from '../../../src/cards/registry/list.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import { isStale } from '../../../src/domain/registry/fields.ts';
import { queryGrams } from '../../../src/domain/registry/grams.ts';
import { type Fit, rankEntries, sayBound, type Wish } from '../../../src/domain/registry/match.ts';
import { MEASURE_WORDS } from '../../../src/domain/registry/units.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { readNeed } from '../../../src/parse/need.ts';
import { seesHere } from './find.ts';
import { factsLine, titleOf } from './print.ts';

/** Entries ranked for one question. */
const RANKED_MAX = 400;
/** Entries looked through where numbers decide. */
const SCANNED_MAX = 20_000;
const WORDS_MAX = 200;

export interface Place {
  /** The command whose words these are. */
  readonly command: string;
  /** 资产, or a registry's name. */
  readonly noun: string;
  readonly registries: readonly Registry[];
  /** Numbers and places inside the words count. */
  readonly isAsset: boolean;
  /** What paging repeats in front of the words. */
  readonly prefix: string;
}

export async function searchEntries(
  text: string,
  offset: number,
  place: Place,
  here: KnownScene,
  tools: Tools,
): Result {
  const words = text.trim().slice(0, WORDS_MAX);
  const wish = readNeed(words, { roster: here.roster, isAsset: place.isAsset });
  return showMatches(wish, `${place.noun}：${words.slice(0, 30)}`, words, offset, place, here, tools);
}

/** What fits a wish, best first, as a card. */
export async function showMatches(
  wish: Wish,
  title: string,
  words: string,
  offset: number,
  place: Place,
  here: KnownScene,
  tools: Tools,
  lines: readonly string[] = [],
): Result {
  const { roster, today } = here;
  const fits = await fitting(wish, place.registries, here, tools);
  const understood = understoodAs(wish, here);
  if (fits.length === 0) return nothing(words, place, understood);
  const good = fits.filter((fit) => fit.verdict === 'fits').length;
  const isLimited = wish.bounds.length > 0 || wish.places.length > 0 || wish.placesOut !== undefined;
  const from = offset < fits.length ? offset : 0;
  return answerOnly({
    card: entryListCard({
      title,
      command: place.command,
      words: `${place.prefix}${words}`.slice(0, WORDS_MAX + 40),
      items: fits.slice(from, from + ENTRY_PAGE).map((fit) => ({
        id: fit.entry.id,
        title: titleOf(fit.entry, fit.registry),
        where: `${fit.registry.label} · ${roster.unitName(fit.entry.owner)}${isStale(fit.registry, fit.entry, today) ? ' · 待更新' : ''}`,
        facts: factsLine(fit.entry, fit.registry, roster),
        reasons: reasonsOf(fit),
      })),
      total: fits.length,
      offset: from,
      lines: [
        ...lines,
        ...(understood === '' ? [] : [`理解为：${understood}`]),
        ...(isLimited ? [`完全符合 ${good} 条；其余列出不符或待核实的原因。`] : []),
      ],
      buttons: [],
    }),
  });
}

/** Everything seen here that answers a wish, best first. */
export async function fitting(
  wish: Wish,
  registries: readonly Registry[],
  here: KnownScene,
  tools: Tools,
): Promise<readonly Fit[]> {
  const ids = registries.map((registry) => registry.id);
  const isByNumber = wish.bounds.length > 0 || wish.places.length > 0 || wish.placesOut !== undefined;
  const entries =
    isByNumber || wish.terms.length === 0
      ? await tools.store.entriesAll(ids, SCANNED_MAX)
      : await tools.store.entriesByGrams(ids, queryGrams(wish.terms), RANKED_MAX);
  const seen = entries.filter((entry) => seesHere(entry, here));
  const scene = {
    registries: new Map(registries.map((registry) => [registry.id, registry])),
    roster: here.roster,
    today: here.today,
  };
  return rankEntries(seen, wish, scene);
}

function nothing(words: string, place: Place, understood: string) {
  const what =
    words === ''
      ? `还没有登记${place.noun}`
      : `没有找到与「${words.slice(0, 30)}」相符、您可以看的${place.noun}`;
  const add = `新增 ${place.registries[0]?.label ?? ''}`.trim();
  return refuse(`${what}${understood === '' ? '' : `（理解为：${understood}）`}`, {
    next:
      words === ''
        ? `要登记请发送「台账 ${add}」。`
        : `可以换个词、用拼音首字母，或放宽条件；没有登记的发送「台账 ${add}」。`,
  });
}

/** How the words were understood: numbers and places, which people should see. */
export function understoodAs(wish: Wish, { roster }: KnownScene): string {
  if (wish.bounds.length === 0 && wish.places.length === 0 && wish.placesOut === undefined) return '';
  return [
    ...wish.bounds.map((bound) => `${MEASURE_WORDS[bound.measure]}${sayBound(bound)}`),
    ...wish.places.slice(0, 4).map((unit) => `${wish.isPlaceHard ? '' : '最好'}在${roster.unitName(unit)}`),
    ...(wish.placesOut ?? []).slice(0, 4).map((unit) => `不在${roster.unitName(unit)}`),
    ...wish.terms.map((term) => `含「${term}」`),
  ].join('，');
}

function reasonsOf(fit: Fit): readonly EntryReason[] {
  const tones = { fits: 'good', unknown: 'warn', fails: 'bad' } as const;
  const order = ['fails', 'unknown', 'fits'] as const;
  const checks = [...fit.checks]
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map(({ verdict, reason }): EntryReason => ({ text: reason, tone: tones[verdict] }));
  const by = fit.by === null || fit.by === '名称' ? [] : [{ text: `按${fit.by}找到`, tone: 'good' as const }];
  return [...checks, ...by];
}

export const offsetOf = (pressed: Pressed): number => {
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
};
