// Company names found by the words around them: before what investors do, after what officials do.
import { cutLead } from './organisation-cut.ts';
import { NAME_LENGTH_MAX, OBJECT, OBJECT_END, VERB } from './organisation-words.ts';

/** A stretch that may be a company, and how surely. */
export interface Raw {
  start: number;
  end: number;
  strength: number;
}

/** Names in front of what investors do: 宁德时代拟在永安投资. */
export function byVerb(text: string): Raw[] {
  const found: Raw[] = [];
  for (const clause of text.matchAll(/[^,，。;；!！?？\n、:]{2,200}/g)) {
    const verb = VERB.exec(clause[0]);
    let search = verb;
    if (verb && verb.index === 0) {
      const again = VERB.exec(clause[0].slice(verb[0].length));
      search = again ? Object.assign(again, { index: again.index + verb[0].length }) : null;
    }
    if (!search || search.index < 2) continue;
    let stop = clause.index + search.index;
    while (stop > clause.index && /[\ue001-\ue005 “”"]/.test(text.charAt(stop - 1))) stop--;
    let left = stop;
    while (
      left > clause.index &&
      stop - left < NAME_LENGTH_MAX &&
      !/[\ue001-\ue005“”"]/.test(text.charAt(left - 1))
    )
      left--;
    stop = trimTail(text, left, stop);
    const start = cutLead(text, left, stop);
    found.push({ start, end: stop, strength: 2 });
    const listed = /(?:^|[^\u4e00-\u9fa5A-Za-z0-9])([\u4e00-\u9fa5A-Za-z0-9()]{2,14})[、和与及]$/.exec(
      text.slice(Math.max(0, start - 18), start),
    );
    if (
      listed?.[1] !== undefined &&
      /(?:都|均|也|分别|联合|共同|合资|合作)/.test(text.slice(stop, stop + 6))
    ) {
      const other = start - 1 - listed[1].length;
      const from = cutLead(text, other, start - 1);
      if (start - 1 - from >= 2) found.push({ start: from, end: start - 1, strength: 3 });
    }
  }
  return found;
}

/** Words between a name and its verb that are not the name: 方面, 老板, 负责人, 今天上午. */
function trimTail(text: string, left: number, right: number): number {
  let stop = right;
  for (let step = 0; step < 5; step++) {
    const tail =
      /(?:方面|那边|这边|的?老板|的?负责人|公司方|总部|的人|领导|高层|一行\d*人?|团队|代表团?|的?董事长|的?总经理|也|又|目前|近期|最近|现在|上午|下午|晚上|中午|\s|有个|有一?个|他们|这家企业|该企业|企业|正式|初步|已|又|再次|明确|打电话|致电|来电|说|表示|称|反馈|本次|此次|[(（,]|这次)$/.exec(
        text.slice(left, stop),
      );
    if (!tail || tail[0].length >= stop - left) break;
    stop -= tail[0].length;
  }
  return stop;
}

/** Names after what officials do: 走访了…. */
export function byObject(text: string): Raw[] {
  const found: Raw[] = [];
  for (const match of text.matchAll(OBJECT)) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, from + NAME_LENGTH_MAX);
    const quoted = /^“([^”]{2,30})”/.exec(rest);
    if (quoted) {
      found.push({ start: from + 1, end: from + quoted[0].length - 1, strength: 2.5 });
      continue;
    }
    const stop = OBJECT_END.exec(rest);
    const length = stop ? stop.index : rest.length;
    if (length < 2) continue;
    const start = cutLead(text, from, from + length);
    found.push({
      start,
      end: trimTail(text, start, from + length),
      strength: /^[登报线]/.test(match[0]) ? 1.2 : 1.8,
    });
  }
  return found;
}
