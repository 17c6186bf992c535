/** Every subject there is. Adding one is one file in `subjects/` and one line here. */
import type { KeptSubject } from './subject.ts';
import { bindingBooks } from './subjects/binding.ts';
import { leadBooks } from './subjects/lead.ts';
import { progressBooks } from './subjects/progress.ts';
import { publicationBooks } from './subjects/publication.ts';

export const SUBJECTS: readonly KeptSubject[] = [leadBooks, progressBooks, publicationBooks, bindingBooks];
