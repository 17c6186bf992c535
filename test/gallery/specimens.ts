/**
 * Cards that no conversation of a small city comes to: a long import on its way, a table too long for one workbook, copies of a
 * bulletin that the platform did not take. Made by the functions the product makes them by.
 */

import type { Card } from '../../src/card.ts';
import { undeliveredCard } from '../../src/cards/bulletin/undelivered.ts';
import { cutCard, progressCard } from '../../src/cards/workbook/workbook.ts';

const leads = { kind: 'leads', word: '线索' } as const;

export const specimens: readonly Card[] = [
  progressCard('九月线索.xlsx', leads, 8_000, 20_000),
  cutCard(leads, 100_000),
  undeliveredCard(
    { month: '2026-11', label: '战报' },
    {
      people: 14,
      chats: 2,
      unbound: ['林副市长'],
      failed: ['高市长：不在应用的可用范围内', '施县长：已离职'],
      sent: 11,
      read: 4,
    },
  ),
];
