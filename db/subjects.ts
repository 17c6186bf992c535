/** Every subject there is. Adding one is one file in `subjects/` and one line here. */
import type { KeptSubject } from './subject.ts';
import { activityBooks } from './subjects/activity.ts';
import { awardBooks } from './subjects/award.ts';
import { bindingBooks } from './subjects/binding.ts';
import { disputeBooks } from './subjects/dispute.ts';
import { entryBooks } from './subjects/entry.ts';
import { evidenceBooks } from './subjects/evidence.ts';
import { filingBooks, hurryBooks } from './subjects/filing.ts';
import { leadBooks } from './subjects/lead.ts';
import { meetingBooks } from './subjects/meeting.ts';
import { objectionBooks } from './subjects/objection.ts';
import { paperBooks } from './subjects/paper.ts';
import { pledgeBooks } from './subjects/pledge.ts';
import { pointsBooks } from './subjects/points.ts';
import { progressBooks } from './subjects/progress.ts';
import { proposalBooks } from './subjects/proposal.ts';
import { publicationBooks } from './subjects/publication.ts';
import { responsibilityBooks } from './subjects/responsibility.ts';
import { rollingBooks } from './subjects/rolling.ts';
import { settingBooks } from './subjects/setting.ts';
import { taskBooks } from './subjects/task.ts';
import { handoverBooks, transferBooks } from './subjects/transfer.ts';
import { workbookBooks } from './subjects/workbook.ts';

export const SUBJECTS: readonly KeptSubject[] = [
  activityBooks,
  leadBooks,
  progressBooks,
  publicationBooks,
  paperBooks,
  objectionBooks,
  bindingBooks,
  evidenceBooks,
  workbookBooks,
  pledgeBooks,
  disputeBooks,
  pointsBooks,
  awardBooks,
  taskBooks,
  responsibilityBooks,
  transferBooks,
  handoverBooks,
  rollingBooks,
  meetingBooks,
  proposalBooks,
  settingBooks,
  filingBooks,
  hurryBooks,
  entryBooks,
];
