/** An evaluation as one plain value that can cross from one thread to another: its document, with names, less its findings. */
import type { Evaluation } from '../domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../domain/evaluate/output.ts';
import { subjectName } from '../domain/explain/table.ts';
import { asObject } from '../domain/pack/raw.ts';
import type { PlaceRow, Summary } from '../store/standing.ts';

export function summaryOf(evaluation: Evaluation): Summary {
  const document = evaluationDocument(evaluation);
  const ranks = document.ranks.map(placeOf);
  const lists = document.lists.map(placeOf);
  const rows = [document.targets, document.scores, ranks, lists].flat();
  const subjects = new Set(['city', ...rows.map((row) => row.subject)]);
  const { world } = evaluation.engine;
  return {
    asOf: document.asOf,
    targets: document.targets,
    scores: document.scores,
    ranks,
    lists,
    proposals: evaluation.proposals,
    names: Object.fromEntries([...subjects].map((subject) => [subject, subjectName(world, subject)])),
  };
}

function placeOf(row: object): PlaceRow {
  const fields = asObject(row) ?? {};
  const text = (key: string): string | null => {
    const value = fields[key];
    return value === null || value === undefined ? null : String(value);
  };
  const place = fields['place'];
  return {
    rank: text('rank') ?? '',
    label: text('label') ?? '',
    class: text('class'),
    subject: text('subject') ?? '',
    place: typeof place === 'number' ? place : null,
    grade: text('grade'),
    key: text('key'),
    reason: text('reason'),
    clause: text('clause') ?? '',
    origin: text('origin') ?? '',
  };
}
