// The year of rongcheng, day by day, against rongcheng.calendar.txt.
import { rongcheng } from './cities.ts';
import { tellsItsYear } from './tells.ts';

tellsItsYear(rongcheng);
