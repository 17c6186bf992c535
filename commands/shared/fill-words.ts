/** What was said after 补充: 「投资额3.2亿 产业 石墨烯」 fills the fields it names; the person still confirms the form. */
import type { Option } from '../../src/card.ts';
import type { TagsView } from '../../src/cards/advance/advance.ts';

const INVESTMENT =
  /(?:总?投资额?|投资规模)\s*[:：=为是到改成]*\s*((?:约|人民币|[A-Z]{2,3}\$?|[$¥￥])?\s*\d[^\s，。；,;]*)/i;
const LIST_YEAR = /((?:19|20)\d{2})年?\s*(?:榜单|名单|500强)/;

/** @param words what followed 补充, as typed */
export function saidIn(words: string, view: TagsView): TagsView {
  if (words.trim() === '') return view;
  const named = (options: readonly Option[]) =>
    options.filter(({ label }) => label.length >= 2 && words.includes(label)).map(({ value }) => value);
  const or = (found: readonly string[], known: readonly string[]) => (found.length === 0 ? known : found);
  const investment = INVESTMENT.exec(words)?.[1]?.trim();
  return {
    capital: { ...view.capital, value: named(view.capital.options)[0] ?? view.capital.value },
    classes: { ...view.classes, values: or(named(view.classes.options), view.classes.values) },
    listYear: LIST_YEAR.exec(words)?.[1] ?? view.listYear,
    keyLevels: { ...view.keyLevels, values: or(named(view.keyLevels.options), view.keyLevels.values) },
    industries: { ...view.industries, values: or(named(view.industries.options), view.industries.values) },
    investment: view.investment === null ? null : (investment ?? view.investment),
    landing:
      view.landing === null
        ? null
        : { ...view.landing, value: named(view.landing.options).at(-1) ?? view.landing.value },
  };
}
