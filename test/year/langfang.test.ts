// The year of langfang, day by day, against langfang.calendar.txt.
import { langfang } from './cities.ts';
import { tellsItsYear } from './tells.ts';

tellsItsYear(langfang);
